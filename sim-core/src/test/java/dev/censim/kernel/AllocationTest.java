package dev.censim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The kernel leaves nothing to collect: neither its agenda, nor its loop, nor its mail. */
class AllocationTest {

    private static final int ACTORS = 2_000;
    private static final long BATCH = Time.SECOND;

    /** On a busy machine the compiler takes its time: the steadiest of so many batches counts. */
    private static final int BATCHES = 12;

    private static final class Word implements Signal {}

    /** Acts again and again, now and then at once, and tells a neighbour that it did, who then moves its own deadline. */
    private static final class Restless implements Actor {
        private static final Signal WORD = new Word();
        private final int neighbour;
        private final long[] increments;
        private int next;
        private long deadline;

        Restless(int neighbour, long[] increments) {
            this.neighbour = neighbour;
            this.increments = increments;
            this.next = neighbour;
            this.deadline = neighbour;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        @Override
        public void wake(Turn turn) {
            deadline = turn.now() + increments[next++ & increments.length - 1];
            turn.to(neighbour, WORD);
        }

        @Override
        public void accept(Signal signal, Turn turn) {
            if ((next & 3) == 0) {
                deadline = turn.now() + increments[next++ & increments.length - 1];
            }
        }

        @Override
        public Actor copy() {
            throw new AssertionError("nobody forks this");
        }
    }

    @Test
    void eventsAllocateNothing() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "SKIPPED: this JVM counts no allocation");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] increments = new SplittableRandom(1)
                .longs(1 << 12, 0, 200 * Time.MILLISECOND)
                .toArray();
        for (int i = 0; i < increments.length; i += 16) {
            increments[i] = 0;
        }
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < ACTORS; i++) {
            actors.add(new Restless((i + 1) % ACTORS, increments));
        }
        Simulation simulation = Simulation.of(actors);
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int batch = 1; batch <= BATCHES; batch++) {
            long before = threads.getThreadAllocatedBytes(thread);
            simulation.run(batch * BATCH);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(simulation.events()).isGreaterThan(BATCHES * 10L * ACTORS);
        assertThat((double) least * BATCHES / simulation.events()).isLessThan(0.1);
    }
}
