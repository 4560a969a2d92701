package dev.censim.scenarios.whatif;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Works tasks off on several threads and hands over what became of them in the order of the tasks, whatever ends first. */
public final class Workers {

    /** Tasks a thread may be ahead of the slowest: enough for all to stay busy, few enough to be kept in memory. */
    private static final int AHEAD = 16;

    private Workers() {}

    /**
     * Returns when everything has been taken. What a task throws ends the work and is thrown.
     *
     * @param threads at least 1
     * @param work called on those threads, several at a time
     * @param taker called on the caller's thread
     */
    public static <T, R> void run(int threads, Iterator<T> tasks, Function<T, R> work, Consumer<R> taker) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Queue<Future<R>> begun = new ArrayDeque<>();
            while (tasks.hasNext() || !begun.isEmpty()) {
                while (tasks.hasNext() && begun.size() < threads * AHEAD) {
                    T task = tasks.next();
                    begun.add(pool.submit(() -> work.apply(task)));
                }
                taker.accept(begun.remove().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        } finally {
            pool.shutdownNow();
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
