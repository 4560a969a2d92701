package dev.censim.reports.text;

import dev.censim.reports.metrics.RunFigures;

/** What a run prints when it is over. */
public final class ConsoleReport {

    private ConsoleReport() {}

    /**
     * @param colour whether to colour it for a terminal
     * @param columns width to stay in, as far as names allow
     */
    public static String of(RunFigures run, boolean colour, int columns) {
        StringBuilder text = new StringBuilder();
        FlowTable.append(text, run.flows(), colour);
        VerdictList.append(text, run.judgements(), colour, columns);
        return text.toString();
    }
}
