package dev.censim.cli.command;

/** Ctrl-C, or another signal that asks the process to end. */
final class Interruption {

    private Interruption() {}

    /** Does some work; when the process is asked to end before it is done, says something first. */
    static void during(Runnable work, Runnable words) {
        Thread hook = new Thread(words);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it runs already
        }
    }
}
