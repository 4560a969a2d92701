package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code censim live bgp} from the command line, on this machine's loopback. */
final class LiveBgpTest {

    private static final String SCENARIO = "../scenarios/dual-tunnel-failover.yaml";

    @TempDir
    private Path folder;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            return socket.getLocalPort();
        }
    }

    private static Session live(String bind, String peer, String... more) {
        List<String> arguments = new ArrayList<>(List.of("live", "bgp", "--bind", bind, "--peer", peer));
        arguments.addAll(List.of(more));
        return Session.real(arguments.toArray(String[]::new));
    }

    @Test
    void twoRoutersPeerTellTheirRoutesAndPartWithANotification() throws IOException {
        Path prefixes = Files.writeString(
                folder.resolve("prefixes.txt"),
                "# ours\n10.1.0.0/16\n10.2.0.0/16 med=50 community=65001:7  # the other\n");
        String left = "127.0.0.1:" + freePort();
        String right = "127.0.0.2:" + freePort();
        CompletableFuture<Session> listener = CompletableFuture.supplyAsync(
                () -> live(left, right, "--local-as", "45104", "--peer-as", "123.456", "--passive", "--for", "9s"));

        Session teller = live(
                right, left, "--local-as", "123.456", "--announce", prefixes.toString(), "--hold", "9", "--for", "4s");

        assertThat(teller.status()).as(teller.toString()).isEqualTo(0);
        assertThat(teller.out()).contains("OpenConfirm -> Established", "sent NOTIFICATION 6/2");
        assertThat(listener.join().status()).isEqualTo(0);
        assertThat(listener.join().out())
                .contains(
                        "session with AS 8061384, identifier 127.0.0.2: external, hold time 9 s",
                        "received  10.1.0.0/16 via 127.0.0.2, path 8061384",
                        "received  10.2.0.0/16 via 127.0.0.2, path 8061384, MED 50, communities [65001:7]",
                        "received End-of-RIB; 2 routes received so far",
                        "Established -> Idle: NOTIFICATION_RECEIVED, NOTIFICATION 6/2");
    }

    @Test
    void theScenarioKnowsTheAsNumbersAndASiteWithAnotherIsRefused() throws IOException {
        String left = "127.0.0.1:" + freePort();
        String right = "127.0.0.2:" + freePort();
        CompletableFuture<Session> cloud = CompletableFuture.supplyAsync(() -> live(
                left,
                right,
                "--scenario",
                SCENARIO,
                "--tunnel",
                "vpn-shanghai.tunnel1",
                "--end",
                "cloud",
                "--for",
                "6s"));

        Session site = live(right, left, "--local-as", "64999", "--for", "3s");

        assertThat(site.status()).isEqualTo(1);
        assertThat(cloud.join().status()).isEqualTo(1);
        assertThat(cloud.join().out()).contains("sent NOTIFICATION 2/2");
    }

    @Test
    void aRouterWithoutAPeerSaysThatThereWasNoSession() throws IOException {
        Session session = live("127.0.0.1:" + freePort(), "127.0.0.2:" + freePort(), "--for", "0.2s");

        assertThat(session.status()).isEqualTo(1);
        assertThat(session.out()).contains("connecting");
    }

    @Test
    void whatIsWrongInTheFileOfPrefixesIsSaidWithItsLine() throws IOException {
        Path prefixes = Files.writeString(folder.resolve("prefixes.txt"), "10.1.0.0/16\n10.2.0.1/16\n");

        Session session = live("127.0.0.1:1179", "127.0.0.2:1179", "--announce", prefixes.toString());

        assertThat(session.status()).isEqualTo(2);
        assertThat(session.err()).contains("prefixes.txt:2: '10.2.0.1/16' is not a prefix");
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThat(live("127.0.0.1:1179", "127.0.0.2:1179", "--hold", "2").err())
                .contains("--hold: 0, or 3 to 65535");
        assertThat(live("127.0.0.1:1179", "127.0.0.2:1179", "--local-as", "0").err())
                .contains("not an AS number");
        assertThat(live("127.0.0.1:1179", "127.0.0.2:1179", "--scenario", SCENARIO)
                        .err())
                .contains("--scenario and --tunnel belong together");
        assertThat(live("127.0.0.1:1179", "127.0.0.2:1179", "--scenario", SCENARIO, "--tunnel", "nowhere")
                        .err())
                .contains("the scenario has BGP on vpn-shanghai.tunnel1");
    }
}
