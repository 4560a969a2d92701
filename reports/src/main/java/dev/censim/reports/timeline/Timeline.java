package dev.censim.reports.timeline;

import dev.censim.kernel.Time;
import dev.censim.reports.metrics.RunFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What mattered in a run, in order.
 *
 * @param leftOut how many entries found no room
 */
public record Timeline(List<Entry> entries, int leftOut) {

    private static final Comparator<Entry> IN_ORDER =
            Comparator.comparingLong(Entry::from).thenComparing(Entry::kind);

    public Timeline {
        entries = List.copyOf(entries);
    }

    /** How like things are put together: the more of them, the coarser. */
    private record Grain(boolean sameDetail, long gap, long span) {}

    private static final List<Grain> GRAINS = List.of(
            new Grain(true, Time.SECOND, 5 * Time.SECOND),
            new Grain(false, Time.SECOND, 5 * Time.SECOND),
            new Grain(false, 5 * Time.SECOND, 30 * Time.SECOND),
            new Grain(false, 30 * Time.SECOND, 120 * Time.SECOND));

    /** As fine as fits into a number of lines. */
    public static Timeline of(RunFigures run, int lines) {
        return of(run, 0, lines);
    }

    /**
     * Only what happened from an instant on.
     *
     * @param since in nanoseconds since the start
     */
    public static Timeline of(RunFigures run, long since, int lines) {
        List<Happening> happenings = new Happenings(run)
                .all().stream().filter(happening -> happening.at() >= since).toList();
        List<Entry> entries = List.of();
        for (Grain grain : GRAINS) {
            entries = together(happenings, grain);
            if (entries.size() <= lines) {
                return new Timeline(entries, 0);
            }
        }
        List<Entry> kept = entries.stream()
                .sorted(Comparator.comparingInt((Entry entry) -> -entry.kind().weight())
                        .thenComparing(IN_ORDER))
                .limit(lines)
                .sorted(IN_ORDER)
                .toList();
        return new Timeline(kept, entries.size() - kept.size());
    }

    private static List<Entry> together(List<Happening> happenings, Grain grain) {
        Map<String, List<Happening>> open = new LinkedHashMap<>();
        List<List<Happening>> groups = new ArrayList<>();
        for (Happening happening : happenings) {
            String key = happening.kind() + (grain.sameDetail ? " " + happening.detail() : "");
            List<Happening> group = open.get(key);
            if (group == null || !joins(group, happening, grain)) {
                group = new ArrayList<>();
                open.put(key, group);
                groups.add(group);
            }
            group.add(happening);
        }
        return groups.stream().map(Wording::entry).sorted(IN_ORDER).toList();
    }

    private static boolean joins(List<Happening> group, Happening happening, Grain grain) {
        return happening.at() - group.get(group.size() - 1).at() <= grain.gap
                && happening.at() - group.get(0).at() <= grain.span;
    }
}
