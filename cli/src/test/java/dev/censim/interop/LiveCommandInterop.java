package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code censim live ike} as a user starts it, on a tunnel of a scenario, with strongSwan as its peer. */
final class LiveCommandInterop extends LabTest {

    private static final Path LAUNCHER =
            Path.of("..", "censim").toAbsolutePath().normalize();
    private static final Path SCENARIO = Path.of("..", "scenarios", "dual-tunnel-failover.yaml");

    /** The host of the data centre, which is the live end's, whoever begins. */
    private static final String INSIDE = "172.16.0.10";

    @TempDir
    private Path folder;

    private Process live;

    static Stream<Arguments> everyVersionAndRole() {
        return Arrays.stream(Version.values())
                .flatMap(version -> Arrays.stream(Role.values()).map(role -> Arguments.of(version, role)));
    }

    @BeforeAll
    static void route() {
        lab.routeIntoTunnel(INSIDE + "/32");
    }

    @AfterEach
    void end() {
        if (live != null) {
            live.destroyForcibly();
        }
        lab.forget();
    }

    @ParameterizedTest
    @MethodSource("everyVersionAndRole")
    void pingsAreAnsweredInsideAndControlCPartsWithADelete(Version version, Role role) throws Exception {
        Setup setup = new Setup(version);
        lab.load(setup.theirs(lab));

        live = live(scenario(version), role);
        if (role == Role.RESPONDER) {
            Lab.await("the live end to listen", () -> lab.initiate().contains("initiate completed successfully"));
        }
        told("ping 0: " + Lab.INSIDE + " answered in ");
        assertThat(lab.inside("ping", "-n", "-q", "-c", "3", "-i", "0.1", "-W", "3", "-I", Lab.INSIDE, INSIDE))
                .contains("3 packets transmitted, 3 received");

        new ProcessBuilder("kill", "-INT", String.valueOf(live.pid())).start().waitFor();
        assertThat(live.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(live.exitValue()).as(story()).isZero();
        Lab.await("strongSwan to forget the tunnel", () -> lab.sas().isEmpty());
        assertThat(lab.log()).contains("received DELETE for IKE_SA");
    }

    /** The tunnel of the library's first scenario, with the algorithms and the names of the lab. */
    private Path scenario(Version version) throws IOException {
        String text = Files.readString(SCENARIO)
                .replace(
                        "    psk:",
                        String.format(
                                Locale.ROOT,
                                "    ikeConfig: {ikeVersion: %s, ikeMode: %s, ikeAuthAlg: sha256, ikePfs: group14, localId: %s, remoteId: %s}%n"
                                        + "    ipsecConfig: {ipsecAuthAlg: sha256, ipsecPfs: group14}%n"
                                        + "    retransmission: {base: 1s, factor: 1, tries: 20}%n    psk:",
                                version.version().text(),
                                version.mode().text(),
                                version.theirId(lab),
                                version.ourId(lab)));
        return Files.writeString(folder.resolve("live.yaml"), text);
    }

    private Process live(Path scenario, Role role) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "live", "ike"));
        command.addAll(List.of("--role", role.name().toLowerCase(Locale.ROOT), "--end", "customer"));
        command.addAll(List.of("--scenario", scenario.toString(), "--tunnel", "vpn-shanghai.tunnel1"));
        command.addAll(List.of("--bind", lab.ours, "--peer", lab.theirs));
        command.addAll(List.of("--inside", INSIDE, "--ping", Lab.INSIDE));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("story").toFile());
        process.environment().keySet().removeIf(key -> key.startsWith("CENSIM_"));
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("CENSIM_NO_BUILD", "1");
        return process.start();
    }

    private void told(String text) {
        try {
            Lab.await(text + " of the live end", () -> story().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(story(), e);
        }
    }

    private String story() {
        try {
            return Files.readString(folder.resolve("story"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
