package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.scenarios.whatif.CaseLine;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseJournalTest {

    private static final Plan PLAN = SyntheticSweep.plan(3, 2);
    private static final CaseLine LINES = SyntheticSweep.lines();
    private static final SweepIdentity SWEEP = SyntheticSweep.identity(PLAN);

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private byte[] whole = {};

    @BeforeEach
    void writeAWholeOne() throws Exception {
        file = folder.resolve(CaseJournal.NAME);
        try (CaseJournal journal = CaseJournal.begin(file, SWEEP, LINES)) {
            complete(journal);
        }
        whole = Files.readAllBytes(file);
    }

    private static void complete(CaseJournal journal) {
        PLAN.from(journal.cases()).forEachRemaining(failure -> journal.append(SyntheticSweep.outcome(failure)));
    }

    private static List<Outcome> outcomes(CaseJournal journal) throws IOException {
        List<Outcome> read = new ArrayList<>();
        journal.forEach(Walk.all(PLAN), read::add);
        return read;
    }

    /** Lines that end within so many octets, without the head. */
    private long wholeCases(int octets) {
        long lines = 0;
        for (int i = 0; i < octets; i++) {
            lines += whole[i] == '\n' ? 1 : 0;
        }
        return Math.max(0, lines - 1);
    }

    /** Where so many lines end; there are seven, of which the first is the head. */
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
    void whatWasWrittenIsReadInOrder() throws Exception {
        try (CaseJournal journal = CaseJournal.resume(file, SWEEP, LINES, Walk.all(PLAN))) {
            assertThat(journal.cases()).isEqualTo(6);
            assertThat(outcomes(journal))
                    .containsExactlyElementsOf(
                            PLAN.stream().map(SyntheticSweep::outcome).toList());
        }
    }

    @Test
    void tornAtAnyOctetOfItsLastLinesItKeepsWhatIsWholeAndGoesOn() throws Exception {
        for (int length = endOfLine(5); length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (CaseJournal journal = CaseJournal.resume(file, SWEEP, LINES, Walk.all(PLAN))) {
                assertThat(journal.cases()).as("torn at %d", length).isEqualTo(wholeCases(length));
                complete(journal);
            }
            assertThat(Files.readAllBytes(file)).as("torn at %d", length).isEqualTo(whole);
        }
    }

    @Test
    void tornInItsHeadItBeginsAnew() throws Exception {
        for (int length = 0; length < endOfLine(1); length += 10) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (CaseJournal journal = CaseJournal.resume(file, SWEEP, LINES, Walk.all(PLAN))) {
                assertThat(journal.cases()).as("torn at %d", length).isZero();
                complete(journal);
            }
            assertThat(Files.readAllBytes(file)).as("torn at %d", length).isEqualTo(whole);
        }
    }

    @Test
    void damagedOctetOfACaseCostsThatCaseAndThoseAfterIt() throws Exception {
        for (int at = endOfLine(5); at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            try (CaseJournal journal = CaseJournal.resume(file, SWEEP, LINES, Walk.all(PLAN))) {
                assertThat(journal.cases()).as("damaged at %d", at).isEqualTo(wholeCases(at));
                complete(journal);
            }
            assertThat(Files.readAllBytes(file)).as("damaged at %d", at).isEqualTo(whole);
        }
    }

    @Test
    void zerosBehindTheLastLineAreCutOff() throws Exception {
        Files.write(file, Arrays.copyOf(whole, whole.length + 4096));

        CaseJournal.resume(file, SWEEP, LINES, Walk.all(PLAN)).close();

        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void journalOfAnotherSweepIsRefusedByWhatDiffersAndLeftAlone() throws Exception {
        SweepIdentity other = new SweepIdentity("0.1.0", "cafe", 7, "beef", 2, "path", "each", PLAN.size());

        assertThatThrownBy(() -> CaseJournal.resume(file, other, LINES, Walk.all(PLAN)))
                .isInstanceOf(WrongInput.class)
                .hasMessageContaining("cannot resume")
                .hasMessageContaining("seed is 1 there and 7 here");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void fileThatIsNoJournalIsRefusedAndLeftAlone() throws Exception {
        Files.writeString(file, "shopping list\nmilk\n");

        assertThatThrownBy(() -> CaseJournal.resume(file, SWEEP, LINES, Walk.all(PLAN)))
                .hasMessageContaining("cannot be read");
        assertThat(file).hasContent("shopping list\nmilk\n");
    }

    @Test
    void withoutAJournalThereIsNothingToGoOnWith() throws Exception {
        Files.delete(file);

        try (CaseJournal journal = CaseJournal.resume(file, SWEEP, LINES, Walk.all(PLAN))) {
            assertThat(journal.cases()).isZero();
            complete(journal);
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void newOneTakesThePlaceOfAnOldOne() throws Exception {
        try (CaseJournal journal = CaseJournal.begin(file, SWEEP, LINES)) {
            assertThat(journal.cases()).isZero();
            assertThat(outcomes(journal)).isEmpty();
        }
    }
}
