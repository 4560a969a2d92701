package dev.censim.cli.command;

import dev.censim.cli.live.LiveEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ctrl-C is the usual end of a live protocol without a duration: it asks for an orderly one, waits for it, and keeps the exit status. */
final class UntilStopped {

    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private UntilStopped() {}

    /** What {@link LiveEnd#run} returns. */
    static boolean run(LiveEnd live, Duration duration) throws IOException {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread interrupted = new Thread(() -> {
            live.stop();
            boolean hasBeenUp = ended.completeOnTimeout(false, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            Runtime.getRuntime().halt(hasBeenUp ? ExitStatus.HELD : ExitStatus.NOT_HELD);
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        boolean hasBeenUp = false;
        try {
            hasBeenUp = live.run(duration);
        } finally {
            ended.complete(hasBeenUp);
            forget(interrupted);
        }
        return hasBeenUp;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it runs already
        }
    }
}
