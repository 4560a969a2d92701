package dev.censim.cli.command;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line on the terminal that says how far a run has come; it is gone when the run is over. Nothing when not on a terminal. */
interface ProgressLine extends Execution.Progress, AutoCloseable {

    @Override
    void close();

    static ProgressLine of(Terminal terminal, String task, boolean quiet) {
        return quiet || !terminal.interactive() ? new Silent() : new Bar(terminal, task);
    }

    /** Says nothing. */
    final class Silent implements ProgressLine {

        @Override
        public void at(int done, int steps) {}

        @Override
        public void close() {}
    }

    /** Draws on standard error. */
    final class Bar implements ProgressLine {

        private final ProgressBar bar;

        private Bar(Terminal terminal, String task) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setInitialMax(Engine.STEPS)
                    .setUpdateIntervalMillis(100)
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), Math.min(terminal.columns(), 100)))
                    .build();
        }

        @Override
        public void at(int done, int steps) {
            bar.maxHint(steps);
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
