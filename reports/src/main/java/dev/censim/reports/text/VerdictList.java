package dev.censim.reports.text;

import dev.censim.reports.metrics.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verdicts of a run: each that did not hold, those that held with like ones in one line. */
final class VerdictList {

    /** How many failures are told one by one. */
    private static final int FAILURES = 20;

    /** More than this many like ones become one line. */
    private static final int LIKE_ONES = 3;

    private static final String SEPARATOR = ": ";

    private VerdictList() {}

    static void append(StringBuilder text, List<Judgement> judgements, boolean colour, int columns) {
        if (judgements.isEmpty()) {
            return;
        }
        text.append(Paint.BOLD.on("Expectations", colour)).append('\n');
        held(judgements)
                .forEach(line -> text.append("  ")
                        .append(Paint.GREEN.on("held  ", colour))
                        .append("  ")
                        .append(Lines.cut(line, columns - 10))
                        .append('\n'));
        List<Judgement> failed =
                judgements.stream().filter(judgement -> !judgement.held()).toList();
        failed.stream()
                .limit(FAILURES)
                .forEach(judgement -> text.append("  ")
                        .append(Paint.RED.on("FAILED", colour))
                        .append("  ")
                        .append(judgement.text())
                        .append("\n          ")
                        .append(judgement.actual())
                        .append('\n'));
        if (failed.size() > FAILURES) {
            text.append("  ")
                    .append(failed.size() - FAILURES)
                    .append(" more failed; every verdict is in summary.json and report.html\n");
        }
        int held = judgements.size() - failed.size();
        String total = held + " of " + judgements.size() + " expectations held";
        text.append((failed.isEmpty() ? Paint.GREEN : Paint.RED).on(total, colour))
                .append('\n');
    }

    private static List<String> held(List<Judgement> judgements) {
        Map<String, List<Judgement>> alike = new LinkedHashMap<>();
        for (Judgement judgement : judgements) {
            if (judgement.held()) {
                alike.computeIfAbsent(words(judgement.text()), words -> new ArrayList<>())
                        .add(judgement);
            }
        }
        List<String> lines = new ArrayList<>();
        alike.forEach((words, group) -> {
            if (group.size() > LIKE_ONES) {
                lines.add(group.size() + " times " + words);
            } else {
                group.forEach(judgement -> lines.add(judgement.text() + "  (" + judgement.actual() + ")"));
            }
        });
        return lines;
    }

    /** What is expected, without of whom. */
    private static String words(String text) {
        int at = text.indexOf(SEPARATOR);
        return at < 0 ? text : text.substring(at + SEPARATOR.length());
    }
}
