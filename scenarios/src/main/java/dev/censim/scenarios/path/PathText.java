package dev.censim.scenarios.path;

import dev.censim.kernel.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The explanation of a path for people, in lines. */
public final class PathText {

    private final List<String> lines = new ArrayList<>();

    private PathText() {}

    /** The lines, without their ends. */
    public static List<String> of(PathExplanation explanation) {
        PathText text = new PathText();
        text.lines.add(explanation.forward().from() + " to "
                + explanation.forward().to() + " at " + Time.format(explanation.at()) + " s: " + verdict(explanation));
        text.way("The way there", explanation.forward());
        text.way("The way back", explanation.back());
        return List.copyOf(text.lines);
    }

    private static String verdict(PathExplanation explanation) {
        if (explanation.isSound()) {
            return "packets arrive, and answers too";
        }
        if (explanation.forward().arrives()) {
            return "packets arrive, answers do not";
        }
        return explanation.back().arrives() ? "packets do not arrive, answers would" : "packets do not arrive";
    }

    private void way(String title, Way way) {
        lines.add("");
        lines.add(title + ": " + way.packet());
        way.steps().forEach(this::step);
        lines.add("  " + way.end());
        int number = 1;
        for (Obstacle obstacle : way.obstacles()) {
            lines.add("");
            lines.add("  " + number++ + ". " + obstacle.code() + " ("
                    + obstacle.side().text() + ", " + obstacle.device() + "): " + obstacle.finding());
            row("remedy", obstacle.remedy());
            obstacle.entries().forEach(entry -> row("as a change", entry));
        }
        if (!way.arrives()) {
            lines.add("");
            lines.add("  " + outlook(way));
        }
    }

    private static String outlook(Way way) {
        if (!way.arrivesWithout()) {
            return "What lies behind the last of these cannot be seen from here.";
        }
        boolean isChanged = way.obstacles().stream()
                .noneMatch(obstacle -> obstacle.changes().isEmpty());
        String all = way.obstacles().size() == 1 ? "this" : "all of these";
        return isChanged
                ? "With " + all + " changed the packet arrives: it was tried."
                : "A little later the packet arrives: the network was still finding its way.";
    }

    private void step(Step step) {
        if (step.lookup().isEmpty()) {
            lines.add("  " + step.device());
            return;
        }
        Step.Lookup lookup = step.lookup().get();
        String entry = lookup.entry()
                .map(prefix -> prefix + " (" + lookup.source() + ")")
                .orElse("no route");
        String next = lookup.chosen().map(hop -> " -> " + hop).orElse("");
        String hash = lookup.hops().size() > 1
                ? ", one of " + lookup.hops().size() + " by the flow's hash " + lookup.hash()
                : "";
        lines.add("  " + step.device());
        row("table " + lookup.table(), entry + next + hash);
        boolean isContested = lookup.others().size() > lookup.hops().size();
        for (Step.Contender other : isContested ? lookup.others() : List.<Step.Contender>of()) {
            String why = other.why().isEmpty() ? "" : ", " + other.why();
            row(
                    "",
                    other.status() + "  " + other.prefix() + " -> " + other.nextHop() + " (" + other.origin() + why
                            + ")");
        }
    }

    private void row(String name, String text) {
        lines.add(String.format(Locale.ROOT, "     %-22s %s", name, text).stripTrailing());
    }
}
