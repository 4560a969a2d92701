package dev.censim.cores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SecondCoreTest {

    @Test
    void everythingThatWasTakenIsDoneOnce() {
        AtomicInteger done = new AtomicInteger();
        int taken = 0;
        try (SecondCore core = new SecondCore()) {
            for (int i = 0; i < 10_000; i++) {
                taken += core.offer(done::incrementAndGet) ? 1 : 0;
            }
            core.finish();

            assertThat(done).hasValue(taken);
        }
        assertThat(taken).isPositive();
    }

    @Test
    void workIsDoneOnAnotherThread() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread[] worker = new Thread[1];
        try (SecondCore core = new SecondCore()) {
            core.offer(() -> {
                worker[0] = Thread.currentThread();
                done.countDown();
            });
            done.await();
        }

        assertThat(worker[0]).isNotNull().isNotSameAs(Thread.currentThread());
    }

    @Test
    void coreThatIsBehindTakesNoMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        int taken = 0;
        try (SecondCore core = new SecondCore()) {
            core.offer(() -> {
                begun.countDown();
                awaitUninterrupted(released);
            });
            begun.await();
            for (int i = 0; i < 100; i++) {
                taken += core.offer(() -> {}) ? 1 : 0;
            }
            released.countDown();
        }

        assertThat(taken).isBetween(1, 10);
    }

    @Test
    void coreThatIsClosedTakesNothing() {
        SecondCore core = new SecondCore();
        core.close();

        assertThat(core.offer(() -> {})).isFalse();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
