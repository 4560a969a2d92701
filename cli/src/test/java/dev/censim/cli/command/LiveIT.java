package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two {@code censim live} started by the launcher as a user would, without privileges, and ended by Ctrl-C. */
final class LiveIT {

    private static final Path LAUNCHER =
            Path.of("..", "censim").toAbsolutePath().normalize();
    private static final Path SCENARIO =
            Path.of("..", "scenarios", "dual-tunnel-failover.yaml").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    /** Repeats itself every second, for the other end may not be listening yet, and rekeys every few seconds. */
    private String scenario() throws IOException {
        String text = Files.readString(SCENARIO)
                .replace(
                        "    psk:",
                        "    retransmission: {base: 1s, factor: 1, tries: 20}\n"
                                + "    ipsecConfig: {ipsecLifetime: 8s}\n    dpd: {delay: 1s, retryInterval: 1s, retries: 3}\n"
                                + "    psk:");
        return Files.writeString(folder.resolve("live.yaml"), text).toString();
    }

    private Process live(String name, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "live", "ike"));
        command.addAll(List.of("--scenario", scenario(), "--tunnel", "vpn-shanghai.tunnel1"));
        command.addAll(List.of(args));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile());
        process.environment().keySet().removeIf(key -> key.startsWith("CENSIM_"));
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("CENSIM_NO_BUILD", "1");
        started.add(process.start());
        return started.get(started.size() - 1);
    }

    private String told(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void await(String name, String text) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!told(name).contains(text)) {
            assertThat(System.nanoTime())
                    .as(text + " in vain in:\n" + told(name))
                    .isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static int interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void pingsPassRekeyingsAndControlCPartsWithADelete() throws Exception {
        String cloud = "127.0.0.1:" + freePort();
        String customer = "127.0.0.2:" + freePort();
        String cloudNat = String.valueOf(freePort());
        String customerNat = String.valueOf(freePort());
        Process responder = live(
                "responder",
                "--role",
                "responder",
                "--bind",
                cloud,
                "--nat-port",
                cloudNat,
                "--peer",
                customer,
                "--peer-nat-port",
                customerNat,
                "--inside",
                "10.0.1.10");
        Process initiator = live(
                "initiator",
                "--role",
                "initiator",
                "--bind",
                customer,
                "--nat-port",
                customerNat,
                "--peer",
                cloud,
                "--peer-nat-port",
                cloudNat,
                "--inside",
                "172.16.0.10",
                "--ping",
                "10.0.1.10",
                "--count",
                "6");

        await("initiator", "ping 5: 10.0.1.10 answered in ");
        await("initiator", " rekeys ");
        await("initiator", "DPD: ");
        assertThat(interrupt(initiator)).as(told("initiator")).isZero();
        await("responder", "closed: PEER_DELETED");
        assertThat(interrupt(responder)).as(told("responder")).isZero();

        assertThat(told("initiator"))
                .contains("6 pings sent, 6 answered", "closed: CLOSED")
                .doesNotContain("dropped ESP");
        assertThat(told("responder"))
                .contains("ping 5 from 172.16.0.10 answered")
                .doesNotContain("dropped ESP");
    }

    @Test
    void pingsToNobodyAreToldAndGiveAnExitStatus() throws Exception {
        String cloud = "127.0.0.1:" + freePort();
        String customer = "127.0.0.2:" + freePort();
        String[] ports = {String.valueOf(freePort()), String.valueOf(freePort())};
        live(
                "responder",
                "--role",
                "responder",
                "--bind",
                cloud,
                "--nat-port",
                ports[0],
                "--peer",
                customer,
                "--peer-nat-port",
                ports[1],
                "--inside",
                "10.0.1.10");
        Process initiator = live(
                "initiator",
                "--role",
                "initiator",
                "--bind",
                customer,
                "--nat-port",
                ports[1],
                "--peer",
                cloud,
                "--peer-nat-port",
                ports[0],
                "--inside",
                "172.16.0.10",
                "--ping",
                "10.0.1.99",
                "--count",
                "1");

        await("responder", "dropped ESP: the host inside does not take protocol 1 to 10.0.1.99");

        assertThat(interrupt(initiator)).isEqualTo(1);
        assertThat(told("initiator")).contains("1 pings sent, 0 answered");
    }
}
