package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a user starts it: the launcher, the built jar, a process of its own. */
final class LauncherIT {

    private static final Path LAUNCHER =
            Path.of("..", "censim").toAbsolutePath().normalize();
    private static final Path SCENARIOS =
            Path.of("..", "scenarios").toAbsolutePath().normalize();
    private static final Path WARM_UP =
            Path.of("src/main/launcher/warm-up.yaml").toAbsolutePath();

    @TempDir
    private Path folder;

    private record Ended(int status, String out, String err, Duration took) {}

    static List<Path> shipped() {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("CENSIM_") || name.equals("NO_COLOR"));
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // The build that runs this test has just built the program; another one inside it would get in its way.
        process.environment().put("CENSIM_NO_BUILD", "1");
        process.environment().putAll(environment);
        return process.start();
    }

    private Ended start(Map<String, String> environment, List<String> command) throws Exception {
        long begun = System.nanoTime();
        Process process = launch(environment, command);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " hangs");
        }
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("stdout")),
                Files.readString(folder.resolve("stderr")),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private Ended censim(Object... args) throws Exception {
        return start(Map.of(), command(args));
    }

    private static List<String> command(Object... args) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        Stream.of(args).map(Object::toString).forEach(command::add);
        return command;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyScenarioHoldsWhatItExpects(Path scenario) throws Exception {
        Path out = folder.resolve("out");
        Ended run = censim("run", scenario, "--out", out);

        assertThat(run.status()).as(run.err() + run.out()).isZero();
        // One scenario shows what it is warned of.
        assertThat(run.err().lines().filter(line -> !line.startsWith("    help: ")))
                .hasSize(scenario.endsWith("ecmp-17.yaml") ? 1 : 0);
        assertThat(RunTest.names(out)).containsExactly("events.jsonl", "report.html", "summary.json");
        JsonNode summary =
                JsonMapper.shared().readTree(out.resolve("summary.json").toFile());
        for (String key : List.of(
                "scenario",
                "seed",
                "simulatedSeconds",
                "events",
                "digest",
                "flows",
                "tunnels",
                "bgpSessions",
                "expectations")) {
            assertThat(summary.has(key)).as(key).isTrue();
        }
        assertThat(summary.get("expectations"))
                .isNotEmpty()
                .allSatisfy(expectation ->
                        assertThat(expectation.get("held").booleanValue()).isTrue());
    }

    @Test
    void oneSeedGivesTheSameBytesInEverySurrounding() throws Exception {
        Path scenario = SCENARIOS.resolve("dual-tunnel-failover.yaml");
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        Ended first = censim("run", scenario, "--seed", 7, "--out", one);
        Ended second = start(
                Map.of(
                        "CENSIM_JAVA_OPTS",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.language=tr -Duser.country=TR"
                                + " -Duser.timezone=Asia/Shanghai -Dfile.encoding=ISO-8859-1",
                        "LC_ALL",
                        "C"),
                command("run", scenario, "--seed", 7, "--out", two));

        assertThat(second.out()).isEqualTo(first.out().replace(one.toString(), two.toString()));
        for (String name : RunTest.names(one)) {
            assertThat(Files.mismatch(one.resolve(name), two.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    @Test
    void anotherSeedIsAnotherHistory() throws Exception {
        censim("run", WARM_UP, "--seed", 1, "--out", "one");
        censim("run", WARM_UP, "--seed", 2, "--out", "two");

        assertThat(Files.mismatch(folder.resolve("one/events.jsonl"), folder.resolve("two/events.jsonl")))
                .isNotEqualTo(-1);
    }

    @Test
    void resultsGoBeneathTheWorkingFolderUnlessToldOtherwise() throws Exception {
        Ended run = censim("run", WARM_UP, "--pcap");

        assertThat(run.out()).endsWith("report: censim-out/warm-up/report.html\n");
        assertThat(RunTest.names(folder.resolve("censim-out/warm-up")))
                .contains("capture.pcapng", "wireshark/esp_sa", "wireshark/ikev2_decryption_table");
    }

    @Test
    void aPipeGetsNeitherColourNorProgress() throws Exception {
        Ended run = censim("run", WARM_UP);

        assertThat(run.out()).doesNotContain("\u001b");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aTerminalGetsColourUnlessItIsNotWanted() throws Exception {
        String script = Tools.require("script").toString();
        String line = "'" + LAUNCHER + "' run '" + WARM_UP + "'";
        List<String> command = List.of(script, "-qec", line, "/dev/null");

        assertThat(start(Map.of("TERM", "xterm"), command).out()).contains("\u001b[");
        assertThat(start(Map.of("TERM", "xterm", "NO_COLOR", "1"), command).out())
                .doesNotContain("\u001b[3");
    }

    @Test
    void hugeAndBinaryFilesAreRefusedAtOnceInLittleMemory() throws Exception {
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        Path binary = folder.resolve("binary.yaml");
        byte[] octets = new byte[1 << 20];
        new Random(1).nextBytes(octets);
        Files.write(binary, octets);

        Duration start = censim("--version").took();
        for (Path file : List.of(huge, binary)) {
            Ended run = start(Map.of("CENSIM_JAVA_OPTS", "-Xmx128m"), command("run", file, "--out", "out"));
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).startsWith(file + ":1:");
            assertThat(run.took())
                    .as("not much longer than a start, which takes a while on a busy machine")
                    .isLessThan(start.multipliedBy(5).plusSeconds(2));
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void whereverARunIsKilledItsFilesAreWhole() throws Exception {
        long seed = 20_261_125;
        Random random = new Random(seed);
        Path out = folder.resolve("out");
        for (int i = 0; i < 6; i++) {
            Process run = launch(Map.of(), command("run", WARM_UP, "--pcap", "--out", out));
            Thread.sleep(200 + random.nextInt(900));
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly().waitFor();

            if (Files.exists(out.resolve("summary.json"))) {
                assertThat(JsonMapper.shared()
                                .readTree(out.resolve("summary.json").toFile())
                                .has("expectations"))
                        .as("seed " + seed)
                        .isTrue();
                assertThat(Files.readString(out.resolve("report.html")).strip()).endsWith("</html>");
                assertThat(Files.readString(out.resolve("events.jsonl"))).endsWith("}\n");
            }
        }

        assertThat(censim("run", WARM_UP, "--out", out).status()).isZero();
        assertThat(RunTest.names(out)).containsExactly("events.jsonl", "report.html", "summary.json");
    }
}
