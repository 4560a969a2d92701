package dev.censim.cores;

import dev.censim.forward.SpareCore;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One thread beside the caller's. Its queue is short: when it is behind, whoever has work does it himself, so that two cores share
 * the work as it comes and memory does not grow.
 */
public final class SecondCore implements SpareCore, AutoCloseable {

    private static final int QUEUE = 4;

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>(QUEUE);
    private final Thread thread;
    private boolean isBusy;
    private boolean isClosed;

    public SecondCore() {
        thread = new Thread(this::serve, "second core");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized boolean offer(Runnable work) {
        if (isClosed || queue.size() == QUEUE) {
            return false;
        }
        queue.add(work);
        notifyAll();
        return true;
    }

    /** Helps until the queue is empty, then waits for the other thread. */
    @Override
    public void finish() {
        for (Runnable work = poll(); work != null; work = poll()) {
            work.run();
        }
        awaitIdle();
    }

    private synchronized @Nullable Runnable poll() {
        return queue.poll();
    }

    private synchronized void awaitIdle() {
        boolean isInterrupted = false;
        while (isBusy) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            // Whoever interrupts wants this thread to end, but not before the work is done that it has begun.
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        try {
            for (Runnable work = take(); work != null; work = take()) {
                work.run();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a JVM that ends.
            Thread.currentThread().interrupt();
        } finally {
            rest();
        }
    }

    /** The next piece of work; null when there will be none. */
    private synchronized @Nullable Runnable take() throws InterruptedException {
        isBusy = false;
        notifyAll();
        while (queue.isEmpty() && !isClosed) {
            wait();
        }
        Runnable work = queue.poll();
        isBusy = work != null;
        return work;
    }

    private synchronized void rest() {
        isBusy = false;
        isClosed = true;
        notifyAll();
    }

    /** Does what was taken and ends the thread. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        finish();
    }
}
