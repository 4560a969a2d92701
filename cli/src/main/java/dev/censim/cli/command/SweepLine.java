package dev.censim.cli.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line on the terminal that says how far a sweep has come; it is gone when the sweep is over. Nothing when not on a terminal. */
interface SweepLine extends AutoCloseable {

    /** Shows how many cases are over, and what their pace says of the rest. */
    void at(long done, SweepPace pace);

    @Override
    void close();

    static SweepLine of(Terminal terminal, String task, long cases, boolean quiet) {
        return quiet || !terminal.interactive() ? new Silent() : new Bar(terminal, task, cases);
    }

    /** Says nothing. */
    final class Silent implements SweepLine {

        @Override
        public void at(long done, SweepPace pace) {}

        @Override
        public void close() {}
    }

    /** Draws on standard error. */
    final class Bar implements SweepLine {

        private final ProgressBar bar;
        private volatile Optional<Duration> remaining = Optional.empty();

        private Bar(Terminal terminal, String task, long cases) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setInitialMax(cases)
                    .setUpdateIntervalMillis(200)
                    .setEtaFunction(state -> remaining)
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), Math.min(terminal.columns(), 120)))
                    .build();
        }

        @Override
        public void at(long done, SweepPace pace) {
            remaining = pace.remaining();
            bar.stepTo(done);
            bar.setExtraMessage(String.format(Locale.ROOT, "%.1f cases/s", pace.casesPerSecond()));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
