package dev.censim.cli.command;

import dev.censim.reports.bench.BenchmarkReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures ours and theirs by turns. */
@FunctionalInterface
interface Measuring {

    /**
     * What to measure.
     *
     * @param set {@code quick}, {@code full}, {@code ratios} or {@code trial}
     * @param only paths; all when empty
     * @param ratios the file whose rows are measured, for the set {@code ratios}
     * @param table the prefixes to look up, one a line; drawn ones unless given
     */
    record Request(String set, List<String> only, Optional<Path> ratios, Optional<Path> table) {}

    BenchmarkReport measure(Request request, Progress progress) throws Failed;

    /** Is told what is about to be measured. */
    @FunctionalInterface
    interface Progress {
        void at(int done, int turns, String what);
    }

    /** It could not be measured; that is no fault of the input. */
    final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final String sentence;

        Failed(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }
}
