package dev.censim.scenarios.availability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The estimates for people: flows, the worst first, and what they suffer from. */
public final class AvailabilityText {

    private static final int ROWS = 20;

    private AvailabilityText() {}

    /** @param most components that the network was asked for at once */
    public static List<String> of(Estimates estimates, int most) {
        int width = Math.max(
                4,
                estimates.flows().stream()
                        .mapToInt(flow -> flow.name().length())
                        .max()
                        .orElse(0));
        List<String> lines = new ArrayList<>();
        lines.add(
                pad("flow", width)
                        + "  availability     minutes a year         95 % interval       p50       p90       p99  outages a year");
        estimates.flows().stream()
                .sorted(Comparator.comparingDouble(Estimates.OfFlow::outage).reversed())
                .limit(ROWS)
                .forEach(flow -> lines.add(row(flow, width)));
        if (estimates.flows().size() > ROWS) {
            lines.add("and " + (estimates.flows().size() - ROWS) + " more flows");
        }
        lines.add("where the outages come from:");
        List<Estimates.OfElement> guilty = estimates.elements().stream()
                .filter(element -> element.contribution() > 0)
                .toList();
        guilty.stream()
                .limit(ROWS)
                .forEach(element -> lines.add(
                        String.format(Locale.ROOT, "  %8.4f %%  %s", 100 * element.contribution(), element.element())));
        if (guilty.isEmpty()) {
            lines.add("  none was seen");
        }
        if (estimates.beyond() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "for %.4g minutes a year more than %d component%s down; no such set was tried, see --failures",
                    estimates.beyond() * Study.YEAR / 60,
                    most,
                    most == 1 ? " was" : "s were"));
        }
        return lines;
    }

    private static String row(Estimates.OfFlow flow, int width) {
        String percentiles = flow.percentiles()
                .map(of -> number(of.p50()) + number(of.p90()) + number(of.p99()))
                .orElse(String.format(Locale.ROOT, "%10s%10s%10s", "-", "-", "-"));
        return pad(flow.name(), width)
                + String.format(Locale.ROOT, "  %.10f", flow.availability())
                + String.format(Locale.ROOT, "  %17s", number(flow.outage()).strip())
                + String.format(
                        Locale.ROOT,
                        "  %20s",
                        number(flow.low()).strip() + " .. "
                                + number(flow.high()).strip())
                + percentiles
                + String.format(
                        Locale.ROOT, "  %14s", number(flow.outagesPerYear()).strip());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%10s", value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
