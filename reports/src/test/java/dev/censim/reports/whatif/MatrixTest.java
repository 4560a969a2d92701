package dev.censim.reports.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixTest {

    private static final List<String> FLOWS = List.of("a", "b", "c", "d");

    private static Loss out(String flow, long nanos) {
        return new Loss(flow, nanos, false, 0, 0, 0, 0, Optional.empty(), 0, 0, 0, 0, List.of("x"), List.of("y"));
    }

    private static Case failure(int number, long... outages) {
        List<Loss> losses = new ArrayList<>();
        for (int flow = 0; flow < outages.length; flow++) {
            losses.add(out(FLOWS.get(flow), outages[flow]));
        }
        return new Case(List.of("path:p" + number), "silent", 0, 1, 2, true, losses, List.of(), List.of(), List.of());
    }

    private static List<String> kept(Matrix matrix) {
        return matrix.rows().stream().map(row -> row.elements().get(0)).toList();
    }

    @Test
    void theWorstCasesStayWhateverTheirOrder() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int many = random.nextInt(30);
            List<Case> cases = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                cases.add(failure(i, random.nextInt(4), random.nextInt(3), 0, random.nextInt(2)));
            }
            Matrix matrix = new Matrix(FLOWS, 8, 1000);
            cases.forEach(matrix::take);
            List<String> worst = cases.stream()
                    .sorted(Comparator.<Case>comparingLong(one -> one.losses().stream()
                                    .mapToLong(Loss::outage)
                                    .sum())
                            .reversed())
                    .limit(8)
                    .map(one -> one.elements().get(0))
                    .toList();

            assertThat(kept(matrix)).as("seed %d, round %d", seed, round).containsExactlyInAnyOrderElementsOf(worst);
            assertThat(matrix.leftOut()).isEqualTo(Math.max(0, many - 8));
        }
    }

    @Test
    void cellsAreBoundedToo() {
        Matrix matrix = new Matrix(FLOWS, 100, 7);
        matrix.take(failure(1, 1, 1, 1, 1));
        matrix.take(failure(2, 9, 9, 9, 9));
        matrix.take(failure(3, 5, 0, 0, 0));

        assertThat(kept(matrix)).containsExactly("path:p2", "path:p3");
        assertThat(matrix.leftOut()).isEqualTo(1);
    }

    @Test
    void asymmetricPairsCountAsCells() {
        Matrix matrix = new Matrix(FLOWS, 100, 5);
        Asymmetry pair = new Asymmetry(List.of("a", "b"), true, List.of("x"), List.of("y"));
        matrix.take(failure(1, 9, 9, 0, 0));
        matrix.take(new Case(
                List.of("path:p2"),
                "clean",
                0,
                1,
                2,
                true,
                List.of(out("a", 1), out("c", 1)),
                List.of(),
                List.of(),
                List.of(pair, pair)));

        assertThat(kept(matrix)).containsExactly("path:p1");
    }

    @Test
    void flowsThatWereNotHurtTakeNoCell() {
        Matrix matrix = new Matrix(FLOWS);
        matrix.take(failure(1, 0, 5, 0, 0));

        assertThat(matrix.rows().get(0).hurt()).isEqualTo(1);
    }

    @Test
    void flowThatNeverGotThroughHasNothingToLose() {
        Matrix matrix = new Matrix(FLOWS);
        Loss never =
                new Loss("a", 5_000_000_000L, true, 0, 9, 0, 0, Optional.empty(), 0, 0, 0, 0, List.of(), List.of());
        matrix.take(
                new Case(List.of("path:p"), "clean", 0, 1, 2, true, List.of(never), List.of(), List.of(), List.of()));

        assertThat(matrix.rows().get(0).damage()).isZero();
        assertThat(matrix.harmless()).isEqualTo(1);
        assertThat(matrix.unreached()).containsExactlyElementsOf(FLOWS);
    }

    @Test
    void longestOutageThatHealedIsRememberedThoughItsCaseWasDropped() {
        Matrix matrix = new Matrix(FLOWS, 1, 100);
        matrix.take(failure(1, 7, 0, 0, 0));
        matrix.take(failure(2, 5, 5, 5, 5));

        assertThat(kept(matrix)).containsExactly("path:p2");
        assertThat(matrix.longestHealed()).contains(new Matrix.Healed("path:p1/silent", "a", 7));
    }

    @Test
    void millisecondsAreRounded() {
        assertThat(Matrix.millis(21_840_499_999L)).isEqualTo(21_840);
        assertThat(Matrix.millis(21_840_500_000L)).isEqualTo(21_841);
        assertThat(Matrix.millis(Long.MAX_VALUE / 2)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void unknownFlowIsAMistake() {
        Matrix matrix = new Matrix(List.of("a"));

        assertThatThrownBy(() -> matrix.take(failure(1, 1, 1))).hasMessageContaining("unknown flow: b");
    }
}
