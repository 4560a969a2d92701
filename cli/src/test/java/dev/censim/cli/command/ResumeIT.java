package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sweep in a process of its own that is killed, again and again. */
final class ResumeIT {

    private static final int KILLS = 20;

    private static final String SCENARIO = """
            scenario: sweep
            duration: 60s
            esp: shape
            regions:
              - {name: r1, zones: [z1, z2, z3]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z3, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
            paths:
              - {name: one, latency: 10ms}
              - {name: two, latency: 10ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                enableTunnelsBgp: true
                psk: secret
                tunnels:
                  - {customerGateway: cgw, path: one, zone: z1}
                  - {customerGateway: cgw, path: two, zone: z2}
            traffic:
              - {name: up, kind: udp, from: idc, to: app, rate: 10pps, size: 200B, start: 5s}
              - {name: down, kind: udp, from: app, to: idc, rate: 10pps, size: 200B, start: 5s}
            """;

    private static final String GRID = """
            sweep: timers
            scenario: sweep.yaml
            parameters:
              - {name: dpd, set: "vpnConnections[*].dpd.delay", values: [2s, 5s, 10s]}
              - name: bgp
                set: vpnConnections[*].bgpTimers
                values:
                  hold-3s: {keepalive: 1s, hold: 3s}
                  hold-9s: {keepalive: 3s, hold: 9s}
                  hold-15s: {keepalive: 5s, hold: 15s}
                  hold-30s: {keepalive: 10s, hold: 30s}
            elements: [path, session]
            quiet: 5m
            """;

    /**
     * A command that can be killed.
     *
     * @param results what is to be the same to the byte
     */
    private record Task(List<String> command, String journal, List<String> results, List<String> others) {

        @Override
        public String toString() {
            return command.get(0);
        }
    }

    private static final Task WHAT_IF = new Task(
            List.of("whatif", "sweep.yaml", "--failures", "2"),
            CaseJournal.NAME,
            List.of("whatif.json"),
            List.of("whatif-timing.json", "whatif.html"));

    private static final Task SWEEP = new Task(
            List.of("sweep", "grid.yaml"),
            CellJournal.NAME,
            List.of("sweep.csv", "sweep.parquet"),
            List.of("sweep-timing.json"));

    private static List<Task> tasks() {
        return List.of(WHAT_IF, SWEEP);
    }

    @TempDir
    private Path folder;

    private Path said = Path.of("");

    @BeforeEach
    void writeScenario() throws IOException {
        said = folder.resolve("said");
        Files.writeString(folder.resolve("sweep.yaml"), SCENARIO);
        Files.writeString(folder.resolve("grid.yaml"), GRID);
    }

    private Process start(Task task, String out, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target/app/censim.jar").toAbsolutePath().toString()));
        command.addAll(task.command);
        command.addAll(List.of("--workers", "2", "--out", out));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private void finish(Process process) throws Exception {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }

    private long length(Path journal) throws IOException {
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    /** Behind the line that says which sweep it is. */
    private long tasks(Path journal) throws IOException {
        try (Stream<String> lines = Files.exists(journal) ? Files.lines(journal) : Stream.empty()) {
            return Math.max(0, lines.count() - 1);
        }
    }

    /**
     * Most are killed in the midst of the cases, wherever the machine's speed puts them; the others at any instant.
     *
     * @return whether it had not come to its end before
     */
    private boolean killSometime(Process process, Path journal, Random random, boolean isAmidst) throws Exception {
        long before = length(journal);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (isAmidst && process.isAlive() && length(journal) <= before && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(isAmidst ? 50 : 1000));
        boolean isRunning = process.isAlive();
        process.destroyForcibly().waitFor();
        return isRunning;
    }

    /** On a fast machine a sweep ends before it has been killed often enough, and another one begins. */
    @ParameterizedTest
    @MethodSource("tasks")
    void sweepsThatAreKilledTwentyTimesEndWithTheSameBytes(Task task) throws Exception {
        finish(start(task, "undisturbed"));
        long seed = 20_261_130;
        Random random = new Random(seed);
        Path journal = folder.resolve("killed").resolve(task.journal);
        Path timing = folder.resolve("killed").resolve(task.others.get(0));
        int kills = 0;
        int amidst = 0;
        for (int run = 0; kills < KILLS && run < 4 * KILLS; run++) {
            Process process = start(task, "killed", "--resume");
            long before = length(journal);
            kills += killSometime(process, journal, random, run % 5 != 4) ? 1 : 0;
            amidst += length(journal) > before ? 1 : 0;
            if (Files.exists(timing) && !Files.exists(journal)) {
                assertThatBytesAreTheSame(task, seed);
                Files.delete(timing);
            }
        }
        assertThat(kills).as("seed %d", seed).isEqualTo(KILLS);
        assertThat(amidst).as("seed %d", seed).isGreaterThanOrEqualTo(KILLS / 2);

        finish(start(task, "killed", "--resume"));
        assertThatBytesAreTheSame(task, seed);
        List<String> all = new ArrayList<>(task.others);
        all.addAll(task.results);
        assertThat(RunTest.names(folder.resolve("killed"))).containsExactlyInAnyOrderElementsOf(all);
    }

    private void assertThatBytesAreTheSame(Task task, long seed) throws IOException {
        for (String result : task.results) {
            assertThat(Files.mismatch(
                            folder.resolve("undisturbed").resolve(result),
                            folder.resolve("killed").resolve(result)))
                    .as("%s, seed %d", result, seed)
                    .isEqualTo(-1);
        }
    }

    private String stopped(Task task, String... more) throws Exception {
        Process process = start(task, "stopped", more);
        Path journal = folder.resolve("stopped").resolve(task.journal);
        while (process.isAlive() && tasks(journal) == 0) {
            Thread.sleep(5);
        }
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(journal).exists();
        return Files.readString(said);
    }

    @Test
    void whoInterruptsItIsToldHowToGoOn() throws Exception {
        assertThat(stopped(WHAT_IF, "--seed", "3"))
                .contains("censim: interrupted after ")
                .contains("go on with: ./censim whatif sweep.yaml --failures 2 --seed 3 --out stopped --resume");
    }

    @Test
    void whoInterruptsASweepOfAGridIsToldHowToGoOn() throws Exception {
        assertThat(stopped(SWEEP))
                .contains("censim: interrupted after ", " of 12 cells")
                .contains("go on with: ./censim sweep grid.yaml --out stopped --resume");
    }
}
