package dev.censim.benchmarks.suite;

import java.time.Duration;
import java.util.OptionalDouble;

/** Gives a contender one turn. */
interface Stopwatch {

    /** What a turn came to. */
    sealed interface Turn {

        /** @param bytesPerOp allocated, where it can be told */
        record Took(double nanosPerOp, OptionalDouble bytesPerOp) implements Turn {}

        /** @param why and what to do about it */
        record Failed(String why) implements Turn {}
    }

    Turn measure(Contender contender, Duration patience);
}
