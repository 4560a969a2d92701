package dev.censim.scenarios.check;

import dev.censim.kernel.Time;
import dev.censim.reports.Verdict;

/** Whether an expectation held, and what happened. */
record Finding(boolean held, String actual) {

    Verdict worded(String text) {
        return new Verdict(text, held, actual);
    }

    static String seconds(long nanos) {
        return Time.format(nanos) + " s";
    }
}
