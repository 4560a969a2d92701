package dev.censim.reports.bench;

import java.util.List;
import java.util.OptionalDouble;

/** What one contender of a row came to. */
public sealed interface Figure {

    /** Such as {@code censim}, {@code priorityQueue}, {@code ns3-map}. */
    String name();

    /**
     * It was measured.
     *
     * @param nanosPerOp the median of the rounds
     * @param error how far the farthest round lies from it
     * @param bytesPerOp allocated on the heap, where there is one
     * @param rounds what each round came to, in nanoseconds, where that is known
     */
    record Measured(String name, double nanosPerOp, double error, OptionalDouble bytesPerOp, List<Double> rounds)
            implements Figure {

        public Measured {
            rounds = List.copyOf(rounds);
        }

        /**
         * The figure of these rounds. No distribution is assumed: the median of all rounds that could be run lies between the least
         * and the greatest of n with a probability of 1 - 2^(1-n), which is 75 % for three rounds and 94 % for five.
         */
        public static Measured of(String name, List<Double> rounds, OptionalDouble bytesPerOp) {
            List<Double> sorted = rounds.stream().sorted().toList();
            int middle = sorted.size() / 2;
            double median =
                    sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            double error = Math.max(median - sorted.get(0), sorted.get(sorted.size() - 1) - median);
            return new Measured(name, median, error, bytesPerOp, rounds);
        }

        public double least() {
            return nanosPerOp - error;
        }

        public double most() {
            return nanosPerOp + error;
        }
    }

    /**
     * It was not.
     *
     * @param why and what to do about it
     */
    record Missing(String name, String why) implements Figure {}
}
