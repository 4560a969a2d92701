package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.scenarios.read.Grid;
import dev.censim.scenarios.read.GridReader;
import dev.censim.scenarios.sweep.CellFigures;
import dev.censim.scenarios.sweep.Sweep;
import dev.censim.scenarios.sweep.SweepTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellJournalTest {

    private static final GridIdentity SWEEP =
            new GridIdentity("0.1.0", "timers", "1,2", 1, "path", "PT1M", 3, "cafe", "beef");

    private List<CellFigures> measured = List.of();

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private byte[] whole = {};

    /** Two cells that converge, and one that does not. */
    @BeforeAll
    void measureCells(@TempDir Path place) throws IOException {
        Path scenario = Path.of("../scenarios/dual-tunnel-failover.yaml").toAbsolutePath();
        Path grid = Files.writeString(place.resolve("grid.yaml"), """
                sweep: timers
                scenario: %s
                parameters:
                  - name: dpd
                    values:
                      5s: {"vpnConnections[*].dpd.delay": 5s, esp: shape}
                      10s: {"vpnConnections[*].dpd.delay": 10s, esp: shape}
                      rare:
                        vpnConnections[*].dpd.profile: legacy3600
                        vpnConnections[*].bgpTimers: {keepalive: 1s, hold: 3s}
                        traffic[*].rate: 1pps
                        paths[*].loss: 15%%
                        esp: shape
                elements: [path]
                quiet: 1m
                """.formatted(scenario));
        GridReader.Result read = GridReader.read(grid, SweepTable.reserved(), Sweep.kinds());
        Grid accepted = ((GridReader.Result.Accepted) read).grid();
        measured = IntStream.range(0, 3).mapToObj(new Sweep(accepted)::measure).toList();
    }

    @BeforeEach
    void writeAWholeOne() throws Exception {
        file = folder.resolve(CellJournal.NAME);
        try (CellJournal journal = CellJournal.begin(file, SWEEP)) {
            complete(journal);
        }
        whole = Files.readAllBytes(file);
    }

    private void complete(CellJournal journal) {
        while (journal.size() < measured.size()) {
            journal.append(measured.get(journal.size()));
        }
    }

    private int endOfLine(int lines) {
        int end = 0;
        for (int line = 0; line < lines; line++) {
            while (whole[end] != '\n') {
                end++;
            }
            end++;
        }
        return end;
    }

    @Test
    void whatWasMeasuredIsReadInOrder() throws Exception {
        try (CellJournal journal = CellJournal.resume(file, SWEEP)) {
            assertThat(journal.cells()).containsExactlyElementsOf(measured);
            assertThat(Files.readString(file)).containsOnlyOnce("\"measured\":null");
        }
    }

    @Test
    void tornAtAnyOctetItKeepsWhatIsWholeAndGoesOn() throws Exception {
        for (int length = 0; length <= whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (CellJournal journal = CellJournal.resume(file, SWEEP)) {
                int kept = length >= whole.length ? 3 : length >= endOfLine(3) ? 2 : length >= endOfLine(2) ? 1 : 0;
                assertThat(journal.size()).as("torn at %d", length).isEqualTo(kept);
                complete(journal);
            }
            assertThat(Files.readAllBytes(file)).as("torn at %d", length).isEqualTo(whole);
        }
    }

    @Test
    void lineOfAnotherCellIsMeasuredAgain() throws Exception {
        byte[] repeated = Arrays.copyOf(whole, endOfLine(2) + endOfLine(2) - endOfLine(1));
        System.arraycopy(whole, endOfLine(1), repeated, endOfLine(2), endOfLine(2) - endOfLine(1));
        Files.write(file, repeated);

        try (CellJournal journal = CellJournal.resume(file, SWEEP)) {
            assertThat(journal.cells()).containsExactly(measured.get(0));
        }
    }

    @Test
    void journalOfOtherSeedsIsRefusedAndLeftAlone() throws Exception {
        GridIdentity other = new GridIdentity("0.1.0", "timers", "1,3", 1, "path", "PT1M", 3, "dead", "beef");

        assertThatThrownBy(() -> CellJournal.resume(file, other))
                .isInstanceOf(WrongInput.class)
                .hasMessageContaining(
                        "cannot resume: " + file + " is of another sweep: seeds is 1,2 there and 1,3 here");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void journalOfFailuresInsteadOfCellsIsRefused() throws Exception {
        CaseJournal.begin(file, SyntheticSweep.identity(SyntheticSweep.plan(3, 2)), SyntheticSweep.lines())
                .close();

        assertThatThrownBy(() -> CellJournal.resume(file, SWEEP))
                .hasMessageContaining("cannot be read, or was written by another censim");
    }
}
