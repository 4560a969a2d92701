package dev.censim.reports.text;

import dev.censim.reports.timeline.Entry;
import dev.censim.reports.timeline.Timeline;

/** The timeline as lines of a console. */
final class TimelineText {

    /** How many entries are shown. */
    static final int LINES = 60;

    private TimelineText() {}

    /** @param leftOut what to say, behind their number, of entries that found no room */
    static void append(StringBuilder text, Timeline timeline, String leftOut, boolean colour, int columns) {
        if (timeline.entries().isEmpty()) {
            return;
        }
        text.append(Paint.BOLD.on("Timeline", colour)).append('\n');
        int width = timeline.entries().stream()
                .mapToInt(entry -> entry.when().length())
                .max()
                .orElse(0);
        for (Entry entry : timeline.entries()) {
            String when = " ".repeat(width - entry.when().length()) + entry.when();
            String what = Lines.cut(entry.text(), columns - width - 4);
            text.append("  ").append(Paint.DIM.on(when, colour)).append("  ");
            text.append(paint(entry, what, colour)).append('\n');
        }
        if (timeline.leftOut() > 0) {
            text.append("  ").append(timeline.leftOut()).append(leftOut).append('\n');
        }
        text.append('\n');
    }

    private static String paint(Entry entry, String what, boolean colour) {
        return switch (entry.kind().tone()) {
            case GOOD -> Paint.GREEN.on(what, colour);
            case BAD -> Paint.RED.on(what, colour);
            case PLAIN -> what;
        };
    }
}
