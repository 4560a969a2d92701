package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {

    private static final String GRID = """
            sweep: static-dpd
            scenario: dual-tunnel-static.yaml
            parameters:
              - {name: delay, set: "vpnConnections[*].dpd.delay", values: [5s, 10s]}
              - name: seed
                values:
                  1: {seed: 1, esp: shape, "traffic[*].rate": 10pps}
                  2: {seed: 2, esp: shape, "traffic[*].rate": 10pps}
            elements: [path]
            quiet: 1m
            """;

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void copyScenario() throws IOException {
        out = folder.resolve("out");
        Files.copy(Path.of("../scenarios/dual-tunnel-static.yaml"), folder.resolve("dual-tunnel-static.yaml"));
    }

    private Session run(String grid, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("grid.yaml"), grid);
        String[] args = new String[4 + more.length];
        args[0] = "sweep";
        args[1] = file.toString();
        args[2] = "--out";
        args[3] = out.toString();
        System.arraycopy(more, 0, args, 4, more.length);
        return Session.real(args);
    }

    private List<String> rows() throws IOException {
        return Files.readString(out.resolve(SweepCommand.CSV)).lines().toList();
    }

    @Test
    void everyCellIsARowInTheOrderOfTheGrid() throws IOException {
        Session session = run(GRID);

        assertThat(session.status()).as(session.err()).isEqualTo(ExitStatus.HELD);
        assertThat(session.out()).contains("Pareto front:", "4 cells: ");
        assertThat(rows()).hasSize(5);
        assertThat(rows().get(0))
                .startsWith("delay,seed,converged,silentCases,")
                .endsWith(",pareto");
        assertThat(rows().subList(1, 5))
                .extracting(row -> row.substring(0, row.indexOf(",true")))
                .containsExactly("5s,1", "5s,2", "10s,1", "10s,2");
        assertThat(Files.readAllBytes(out.resolve(SweepCommand.PARQUET)))
                .startsWith("PAR1".getBytes(StandardCharsets.US_ASCII))
                .endsWith("PAR1".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void numberOfWorkersChangesNoByte() throws IOException {
        run(GRID, "--workers", "1", "--quiet");
        byte[] csv = Files.readAllBytes(out.resolve(SweepCommand.CSV));
        byte[] parquet = Files.readAllBytes(out.resolve(SweepCommand.PARQUET));
        run(GRID, "--workers", "3", "--quiet");

        assertThat(Files.readAllBytes(out.resolve(SweepCommand.CSV))).isEqualTo(csv);
        assertThat(Files.readAllBytes(out.resolve(SweepCommand.PARQUET))).isEqualTo(parquet);
    }

    @Test
    void cellThatNeverConvergesIsARowAndAnExitStatus() throws IOException {
        Session session = run(
                """
                sweep: hopeless
                scenario: %s
                conditions:
                  - {name: loss, set: "paths[*].loss", values: [15%%]}
                parameters:
                  - name: dpd
                    values:
                      rare:
                        vpnConnections[*].dpd.profile: legacy3600
                        vpnConnections[*].bgpTimers: {keepalive: 1s, hold: 3s}
                        traffic[*].rate: 1pps
                        esp: shape
                elements: [path]
                quiet: 1s
                """.formatted(Path.of("../scenarios/dual-tunnel-failover.yaml").toAbsolutePath()));

        assertThat(session.status()).as(session.err()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.out()).contains("none: no network converged", "did not converge: loss = 15%, dpd = rare");
        assertThat(rows().get(1)).startsWith("15%,rare,false,,").endsWith(",false");
    }

    @Test
    void wrongGridIsRefusedAndNothingWritten() throws IOException {
        Session session = run(GRID.replace("dpd.delay", "dpd.dealy"));

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("grid.yaml:4:24: error: unknown key 'dealy'", "did you mean 'delay'?");
        assertThat(out).doesNotExist();
    }

    @Test
    void elementsThatTheScenarioHasNotGotAreRefused() throws IOException {
        Session session = run(GRID.replace("[path]", "[circuit]"));

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("has nothing of its 'elements' that can fail");
        assertThat(run(GRID, "--workers", "0").status()).isEqualTo(ExitStatus.WRONG_INPUT);
    }
}
