package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code censim live} from the command line, on this machine's loopback. */
final class LiveTest {

    private static final String SCENARIO = "../scenarios/dual-tunnel-failover.yaml";
    private static final String TUNNEL = "vpn-shanghai.tunnel1";

    @TempDir
    private Path folder;

    /** Repeats its first message five times a second, for the other end may not be listening yet. */
    private String impatient(String file) throws IOException {
        String text = Files.readString(Path.of(file))
                .replace("    psk:", "    retransmission: {base: 200ms, factor: 1, tries: 20}\n    psk:");
        return Files.writeString(folder.resolve("impatient.yaml"), text).toString();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            return socket.getLocalPort();
        }
    }

    private static Session live(String role, String bind, String peer, String duration) {
        return live(SCENARIO, TUNNEL, role, bind, peer, duration);
    }

    private static Session live(
            String scenario, String tunnel, String role, String bind, String peer, String duration) {
        return Session.real(
                "live",
                "ike",
                "--role",
                role,
                "--scenario",
                scenario,
                "--tunnel",
                tunnel,
                "--bind",
                bind,
                "--peer",
                peer,
                "--for",
                duration);
    }

    @Test
    void twoProcessesNegotiateATunnelAndPartWithADelete() throws IOException {
        String cloud = "127.0.0.1:" + freePort();
        String customer = "127.0.0.2:" + freePort();
        String scenario = impatient(SCENARIO);
        CompletableFuture<Session> responder =
                CompletableFuture.supplyAsync(() -> live(scenario, TUNNEL, "responder", cloud, customer, "5s"));

        Session initiator = live(scenario, TUNNEL, "initiator", customer, cloud, "2.5s");

        assertThat(initiator.status()).as(initiator.toString()).isEqualTo(0);
        assertThat(initiator.out())
                .contains("sent     IKE_SA_INIT request 0", "established as initiator", "established: AES128 SHA1");
        assertThat(responder.join().status()).isEqualTo(0);
        assertThat(responder.join().out()).contains("established as responder", "closed: PEER_DELETED");
    }

    /** Both connections of the scenario: main mode, and aggressive mode with FQDNs. */
    @ParameterizedTest
    @CsvSource({"vpn-plant.tunnel2, main mode", "vpn-shop.tunnel1, aggressive mode"})
    void twoProcessesNegotiateATunnelInIkev1AndPartWithADelete(String tunnel, String mode) throws IOException {
        String cloud = "127.0.0.1:" + freePort();
        String customer = "127.0.0.2:" + freePort();
        String scenario = impatient("../scenarios/ikev1-dual-tunnel.yaml");
        CompletableFuture<Session> responder =
                CompletableFuture.supplyAsync(() -> live(scenario, tunnel, "responder", cloud, customer, "5s"));

        Session initiator = live(scenario, tunnel, "initiator", customer, cloud, "2.5s");

        assertThat(initiator.status()).as(initiator.toString()).isEqualTo(0);
        assertThat(initiator.out())
                .contains("sent     " + mode, "sent     quick mode ", ", encrypted (", "established as initiator")
                .contains("established: AES128 SHA1");
        assertThat(responder.join().status()).as(responder.toString()).isEqualTo(0);
        assertThat(responder.join().out()).contains("established as responder", "closed: PEER_DELETED");
    }

    @Test
    void anInitiatorWithoutAnAnswerSaysThatThereIsNoTunnel() throws IOException {
        Session session = live("initiator", "127.0.0.1:" + freePort(), "127.0.0.2:" + freePort(), "0.2s");

        assertThat(session.status()).isEqualTo(1);
        assertThat(session.out()).contains("sent     IKE_SA_INIT request 0").doesNotContain("established");
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() {
        assertThat(Session.real(
                                "live",
                                "ike",
                                "--role",
                                "initiator",
                                "--scenario",
                                SCENARIO,
                                "--tunnel",
                                "vpn",
                                "--bind",
                                "127.0.0.1:10500",
                                "--peer",
                                "127.0.0.2")
                        .err())
                .isEqualTo("censim: --tunnel vpn: the scenario has vpn-shanghai.tunnel1, vpn-shanghai.tunnel2\n");
        assertThat(live("initiator", "127.0.0.1:0", "127.0.0.2", "1s").err())
                .contains("'127.0.0.1:0' is not an IPv4 address with or without a port");
        assertThat(live("initiator", "127.0.0.1:10500", "127.0.0.2", "soon").err())
                .contains("'soon' is not a duration such as 90s or 1h30m");
        assertThat(live("initiator", "192.0.2.77:10500", "127.0.0.2", "1s").err())
                .startsWith("censim: --bind 192.0.2.77:10500: ");
    }
}
