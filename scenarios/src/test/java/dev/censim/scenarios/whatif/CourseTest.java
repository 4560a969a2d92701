package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.kernel.Time;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static Course course(long found, long tunnelUp, long decided) {
        return new Course(Optional.of(new Detection(found, 0, 0, Detector.DPD)), tunnelUp, decided);
    }

    @Test
    void partsFollowEachOther() {
        assertThat(course(30, 34, 39).split(2, 41)).isEqualTo(new Course.Parts(28, 4, 5, 2));
    }

    @Test
    void tunnelThatWasUpTakesNoTime() {
        assertThat(course(30, 30, 30).split(0, 31)).isEqualTo(new Course.Parts(30, 0, 0, 1));
    }

    @Test
    void routeThatWaitedInATableForItsTunnelDecidedBeforeIt() {
        assertThat(course(10, 15, 12).split(0, 20)).isEqualTo(new Course.Parts(10, 5, 0, 5));
    }

    @Test
    void outageThatNobodyFoundOutIsAllDetection() {
        assertThat(Course.UNSEEN.split(5, 50)).isEqualTo(new Course.Parts(45, 0, 0, 0));
    }

    @Test
    void outageThatNothingEndsConvergesForTheRest() {
        assertThat(Course.vain(new Detection(9, 0, 0, Detector.LINK)).split(5, 50))
                .isEqualTo(new Course.Parts(4, 0, 41, 0));
    }

    @Test
    void partsAreTheWholeWhateverTheOrder() {
        long seed = 20261130;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            long from = random.nextLong(100);
            long to = from + random.nextLong(100);
            long decided = random.nextInt(5) == 0 ? Time.NEVER : random.nextLong(200);
            Course.Parts parts =
                    course(random.nextLong(200), random.nextLong(200), decided).split(from, to);
            assertThat(parts.detection() + parts.rekey() + parts.convergence() + parts.installation())
                    .as("seed %d, round %d: %s", seed, i, parts)
                    .isEqualTo(to - from);
            assertThat(Math.min(
                            Math.min(parts.detection(), parts.rekey()),
                            Math.min(parts.convergence(), parts.installation())))
                    .as("seed %d, round %d: %s", seed, i, parts)
                    .isNotNegative();
        }
    }
}
