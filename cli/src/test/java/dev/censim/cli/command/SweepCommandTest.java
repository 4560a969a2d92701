package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.scenarios.read.Grid;
import dev.censim.scenarios.read.GridReader;
import dev.censim.scenarios.sweep.Sweep;
import dev.censim.scenarios.sweep.SweepTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

    private static String hopeless() {
        return """
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
                """.formatted(Path.of("../scenarios/dual-tunnel-failover.yaml").toAbsolutePath());
    }

    @Test
    void cellThatNeverConvergesIsARowAndAnExitStatus() throws IOException {
        Session session = run(hopeless());

        assertThat(session.status()).as(session.err()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.out()).contains("none: no network converged", "did not converge: loss = 15%, dpd = rare");
        assertThat(rows().get(1)).startsWith("15%,rare,false,,").endsWith(",false");
    }

    /** What a process that was killed leaves, with the head and so many cells. */
    private void leaveJournal(byte[] whole, int cells) throws IOException {
        int end = 0;
        for (int lines = 0; lines <= cells; end++) {
            lines += whole[end] == '\n' ? 1 : 0;
        }
        Files.write(out.resolve(CellJournal.NAME), Arrays.copyOf(whole, end + 20));
        Files.deleteIfExists(out.resolve(SweepCommand.CSV));
        Files.deleteIfExists(out.resolve(SweepCommand.PARQUET));
    }

    /** The journal of a whole sweep, which disappears with its end. */
    private byte[] wholeJournal() throws Exception {
        Path file = Files.writeString(folder.resolve("grid.yaml"), GRID);
        Grid grid = ((GridReader.Result.Accepted) GridReader.read(file, SweepTable.reserved(), Sweep.kinds())).grid();
        Path place = folder.resolve("whole.journal");
        GridIdentity identity = new GridIdentity(
                Version.number(),
                grid.name(),
                "1",
                1,
                "path",
                "PT1M",
                4,
                Checksum.sha256(file),
                Checksum.sha256(folder.resolve("dual-tunnel-static.yaml")));
        try (CellJournal journal = CellJournal.begin(place, identity)) {
            Sweep sweep = new Sweep(grid);
            IntStream.range(0, grid.size()).mapToObj(sweep::measure).forEach(journal::append);
        }
        return Files.readAllBytes(place);
    }

    @Test
    void sweepThatWasKilledAfterAnyCellEndsWithTheSameBytes() throws Exception {
        run(GRID, "--quiet");
        byte[] csv = Files.readAllBytes(out.resolve(SweepCommand.CSV));
        byte[] parquet = Files.readAllBytes(out.resolve(SweepCommand.PARQUET));
        byte[] whole = wholeJournal();
        for (int cells = 0; cells < 4; cells++) {
            leaveJournal(whole, cells);

            Session resumed = run(GRID, "--resume");

            assertThat(resumed.status()).as(resumed.err()).isEqualTo(ExitStatus.HELD);
            assertThat(Files.readAllBytes(out.resolve(SweepCommand.CSV)))
                    .as("after %d", cells)
                    .isEqualTo(csv);
            assertThat(Files.readAllBytes(out.resolve(SweepCommand.PARQUET)))
                    .as("after %d", cells)
                    .isEqualTo(parquet);
            assertThat(Files.readString(out.resolve(SweepCommand.TIMING))).contains("\"resumedCells\" : " + cells);
            assertThat(out.resolve(CellJournal.NAME)).doesNotExist();
        }
    }

    @Test
    void journalOfAnotherGridIsRefused() throws Exception {
        Files.createDirectories(out);
        leaveJournal(wholeJournal(), 1);

        Session other = run(GRID.replace("quiet: 1m", "quiet: 2m"), "--resume");

        assertThat(other.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(other.err())
                .contains("cannot resume: ", "is of another sweep: quiet is PT1M there and PT2M here", "start over");
        assertThat(out.resolve(CellJournal.NAME)).exists();
    }

    @Test
    void finishedSweepIsNotMeasuredAgain() throws IOException {
        run(GRID, "--quiet");
        Files.writeString(out.resolve(SweepCommand.CSV), "left alone");

        Session again = run(GRID, "--resume");

        assertThat(again.status()).isEqualTo(ExitStatus.HELD);
        assertThat(again.out()).contains("finished already, nothing is measured again: ");
        assertThat(out.resolve(SweepCommand.CSV)).hasContent("left alone");
    }

    @Test
    void finishedSweepWithACellThatDidNotConvergeEndsAgainSo() throws IOException {
        run(hopeless(), "--quiet");

        Session again = run(hopeless(), "--resume");

        assertThat(again.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(again.out()).contains("finished already", "the network of at least one cell did not converge");
    }

    @Test
    void finishedSweepOfAnotherGridIsNoneOfThis() throws IOException {
        run(GRID, "--quiet");

        Session other = run(GRID.replace("[5s, 10s]", "[5s]"), "--resume");

        assertThat(other.out()).contains("2 cells: ").doesNotContain("finished already");
        assertThat(rows()).hasSize(3);
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
