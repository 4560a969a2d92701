package dev.censim.cli.command;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line on the terminal that says who is being measured; it is gone afterwards. Nothing when not on a terminal. */
interface BenchLine extends Measuring.Progress, AutoCloseable {

    @Override
    void close();

    static BenchLine of(Terminal terminal, boolean quiet) {
        return quiet || !terminal.interactive() ? new Silent() : new Bar(terminal);
    }

    /** Says nothing. */
    final class Silent implements BenchLine {

        @Override
        public void at(int done, int turns, String what) {}

        @Override
        public void close() {}
    }

    /** Draws on standard error. */
    final class Bar implements BenchLine {

        private final ProgressBar bar;

        private Bar(Terminal terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName("bench")
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), Math.min(terminal.columns(), 120)))
                    .build();
        }

        @Override
        public void at(int done, int turns, String what) {
            bar.maxHint(turns);
            bar.stepTo(done);
            bar.setExtraMessage(what);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
