package dev.censim.reports.text;

import dev.censim.reports.metrics.RunFigures;
import dev.censim.reports.timeline.Timeline;

/** What a run prints when it is over. */
public final class ConsoleReport {

    private ConsoleReport() {}

    /** Wider lines are hard to read, whatever the terminal can show. */
    private static final int WIDEST = 100;

    /**
     * @param colour whether to colour it for a terminal
     * @param columns width to stay in, as far as names allow
     */
    public static String of(RunFigures run, boolean colour, int columns) {
        StringBuilder text = new StringBuilder();
        int width = Math.min(columns, WIDEST);
        TimelineText.append(
                text,
                Timeline.of(run, TimelineText.LINES),
                " more in report.html; every event is in events.jsonl",
                colour,
                width);
        FlowTable.append(text, run.flows(), colour);
        BillTable.append(text, run.bill(), colour);
        VerdictList.append(text, run.judgements(), colour, width);
        return text.toString();
    }

    /**
     * The timeline alone, of what happened from an instant on.
     *
     * @param since in nanoseconds since the start
     * @param colour whether to colour it for a terminal
     * @param columns width to stay in, as far as names allow
     */
    public static String timeline(RunFigures run, long since, boolean colour, int columns) {
        StringBuilder text = new StringBuilder();
        Timeline timeline = Timeline.of(run, since, TimelineText.LINES);
        TimelineText.append(text, timeline, " more that mattered less", colour, Math.min(columns, WIDEST));
        return text.toString();
    }
}
