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

    @TempDir
    private Path folder;

    private Path said = Path.of("");

    @BeforeEach
    void writeScenario() throws IOException {
        said = folder.resolve("said");
        Files.writeString(folder.resolve("sweep.yaml"), SCENARIO);
    }

    private Process start(String out, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target/app/censim.jar").toAbsolutePath().toString(),
                "whatif",
                "sweep.yaml",
                "--failures",
                "2",
                "--workers",
                "2",
                "--out",
                out));
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

    private Path journal(String out) {
        return folder.resolve(out).resolve(CaseJournal.NAME);
    }

    private long length(String out) throws IOException {
        Path journal = journal(out);
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    /** Behind the line that says which sweep it is. */
    private long cases(String out) throws IOException {
        try (Stream<String> lines = Files.exists(journal(out)) ? Files.lines(journal(out)) : Stream.empty()) {
            return Math.max(0, lines.count() - 1);
        }
    }

    /**
     * Most are killed in the midst of the cases, wherever the machine's speed puts them; the others at any instant.
     *
     * @return whether it had not come to its end before
     */
    private boolean killSometime(Process process, Random random, boolean isAmidst) throws Exception {
        long before = length("killed");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (isAmidst && process.isAlive() && length("killed") <= before && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(isAmidst ? 50 : 1000));
        boolean isRunning = process.isAlive();
        process.destroyForcibly().waitFor();
        return isRunning;
    }

    /** On a fast machine a sweep ends before it has been killed often enough, and another one begins. */
    @Test
    void sweepsThatAreKilledTwentyTimesEndWithTheSameBytes() throws Exception {
        finish(start("undisturbed"));
        long seed = 20_261_130;
        Random random = new Random(seed);
        int kills = 0;
        int amidst = 0;
        for (int run = 0; kills < KILLS && run < 4 * KILLS; run++) {
            Process process = start("killed", "--resume");
            long before = length("killed");
            kills += killSometime(process, random, run % 5 != 4) ? 1 : 0;
            amidst += length("killed") > before ? 1 : 0;
            if (Files.exists(folder.resolve("killed/whatif.json"))) {
                assertThatBytesAreTheSame(seed);
                Files.delete(folder.resolve("killed/whatif.json"));
            }
        }
        assertThat(kills).as("seed %d", seed).isEqualTo(KILLS);
        assertThat(amidst).as("seed %d", seed).isGreaterThanOrEqualTo(KILLS / 2);

        finish(start("killed", "--resume"));
        assertThatBytesAreTheSame(seed);
        assertThat(RunTest.names(folder.resolve("killed")))
                .containsExactly("whatif-timing.json", "whatif.html", "whatif.json");
    }

    private void assertThatBytesAreTheSame(long seed) throws IOException {
        assertThat(Files.mismatch(folder.resolve("undisturbed/whatif.json"), folder.resolve("killed/whatif.json")))
                .as("seed %d", seed)
                .isEqualTo(-1);
    }

    @Test
    void whoInterruptsItIsToldHowToGoOn() throws Exception {
        Process process = start("stopped", "--seed", "3");
        while (process.isAlive() && cases("stopped") == 0) {
            Thread.sleep(5);
        }
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(said))
                .contains("censim: interrupted after ")
                .contains("go on with: ./censim whatif sweep.yaml --failures 2 --seed 3 --out stopped --resume");
        assertThat(journal("stopped")).exists();
    }
}
