package dev.censim.reports.html;

import dev.censim.facts.NetworkFact.ChangeMade;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.FaultRepaired;
import dev.censim.kernel.Time;
import dev.censim.reports.metrics.RunFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The lanes of tunnels and sessions over one time axis, with faults, repairs and changes as lines across. */
final class LaneDrawing {

    private static final double WIDTH = 1000;
    private static final double LABEL = 240;
    private static final double ROW = 24;
    private static final double BAR = 14;
    private static final double HEAD = 22;

    /** More lanes than this are cut, those that changed least first. */
    private static final int LANES = 60;

    private final RunFigures run;
    private final Svg svg = new Svg();

    private LaneDrawing(RunFigures run) {
        this.run = run;
    }

    /** Empty when there is nothing to draw. */
    static String of(RunFigures run) {
        List<Lane> all = Lane.of(run);
        return all.isEmpty() || run.end() == 0 ? "" : new LaneDrawing(run).draw(all);
    }

    private String draw(List<Lane> all) {
        List<Lane> lanes = most(all);
        double bottom = HEAD + lanes.size() * ROW;
        double height = bottom + 28 + (lanes.size() < all.size() ? 18 : 0);
        String box = "0 0 " + Svg.number(WIDTH) + " " + Svg.number(height);
        svg.open("svg", "viewBox", box, "role", "img", "aria-labelledby", "lanes-title", "class", "drawing");
        svg.text("title", "Tunnels and BGP sessions over time", "id", "lanes-title");
        axis(bottom);
        for (int i = 0; i < lanes.size(); i++) {
            lane(lanes.get(i), HEAD + i * ROW);
        }
        marks(bottom);
        if (lanes.size() < all.size()) {
            svg.label(
                    "small",
                    0,
                    height - 4,
                    (all.size() - lanes.size()) + " more lanes; every change is in events.jsonl");
        }
        return svg.close("svg").toString();
    }

    private static List<Lane> most(List<Lane> all) {
        List<Lane> kept = new ArrayList<>(all);
        kept.sort((one, other) -> other.stretches().size() - one.stretches().size());
        List<Lane> first = kept.subList(0, Math.min(LANES, kept.size()));
        return all.stream().filter(first::contains).toList();
    }

    private void lane(Lane lane, double y) {
        svg.open("g").text("title", String.join(", ", lane.names()));
        svg.label("small lane", 0, y + ROW / 2 + 4, Svg.fitSmall(kind(lane) + lane.label(), LABEL - 12));
        svg.close("g");
        for (Lane.Stretch stretch : lane.stretches()) {
            double from = x(stretch.from());
            double width = Math.max(x(stretch.to()) - from, 0.8);
            svg.open("g");
            svg.text(
                    "title",
                    stretch.words() + ", " + Time.format(stretch.from()) + "-" + Time.format(stretch.to()) + " s");
            svg.rect("bar " + stretch.style(), from, y + (ROW - BAR) / 2, width, BAR, 2);
            svg.close("g");
        }
    }

    private static String kind(Lane lane) {
        return lane.names().size() == 1 && lane.kind().startsWith("BGP") ? "BGP " : "";
    }

    private void axis(double bottom) {
        double seconds = run.end() / 1e9;
        double step = Ticks.step(seconds, 10);
        for (int i = 0; i * step <= seconds * 1.0001; i++) {
            double x = x(Math.round(i * step * 1e9));
            svg.line("grid", x, HEAD - 4, x, bottom);
            svg.label("small middle", x, bottom + 16, Svg.number(i * step) + " s");
        }
    }

    private void marks(double bottom) {
        SortedSet<Long> applied = new TreeSet<>();
        SortedSet<Long> repaired = new TreeSet<>();
        SortedSet<Long> changed = new TreeSet<>();
        run.journal().forEach(fact -> {
            if (fact instanceof FaultApplied) {
                applied.add(fact.at());
            } else if (fact instanceof FaultRepaired) {
                repaired.add(fact.at());
            } else if (fact instanceof ChangeMade) {
                changed.add(fact.at());
            }
        });
        applied.forEach(at -> mark("faultLine", "fault", at, bottom));
        repaired.forEach(at -> mark("repairLine", "repair", at, bottom));
        changed.forEach(at -> mark("changeLine", "change", at, bottom));
    }

    private void mark(String style, String words, long at, double bottom) {
        svg.line(style, x(at), HEAD - 6, x(at), bottom);
        svg.label("small middle " + style + "Text", x(at), HEAD - 10, words);
    }

    private double x(long at) {
        return LABEL + (WIDTH - LABEL - 24) * ((double) at / run.end());
    }
}
