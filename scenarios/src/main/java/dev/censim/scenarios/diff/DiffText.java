package dev.censim.scenarios.diff;

import dev.censim.kernel.Time;
import dev.censim.scenarios.whatif.FlowLoss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Differences for people, in groups: what is worse first. Of a flow that is out otherwise under several failures the most is told. */
public final class DiffText {

    /** Lines of a group; {@code diff.json} has all. */
    private static final int ROWS = 20;

    private static final String NOTHING = "nothing";

    private DiffText() {}

    public static long count(List<Difference> differences, Effect effect) {
        return differences.stream()
                .filter(difference -> difference.effect() == effect)
                .count();
    }

    public static List<String> of(List<Difference> differences) {
        List<String> lines = new ArrayList<>();
        for (Effect effect : Effect.values()) {
            List<String> rows = rows(differences, effect);
            if (!rows.isEmpty()) {
                lines.add(effect.text() + ":");
                rows.stream().limit(ROWS).map(row -> "  " + row).forEach(lines::add);
                if (rows.size() > ROWS) {
                    lines.add("  and " + (rows.size() - ROWS) + " more");
                }
            }
        }
        return lines.isEmpty() ? List.of("nothing differs") : lines;
    }

    private static List<String> rows(List<Difference> differences, Effect effect) {
        List<String> rows = new ArrayList<>();
        Map<String, List<Difference.Failover>> failovers = new LinkedHashMap<>();
        for (Difference difference : differences) {
            if (difference.effect() != effect) {
                continue;
            }
            if (difference instanceof Difference.Failover failover) {
                failovers
                        .computeIfAbsent(failover.flow(), flow -> new ArrayList<>())
                        .add(failover);
            } else {
                rows.add(row(difference));
            }
        }
        List<String> first = new ArrayList<>();
        failovers.values().forEach(of -> first.add(row(of)));
        rows.addAll(effect == Effect.OTHER ? rows.size() : 0, first);
        return rows;
    }

    private static String row(List<Difference.Failover> ofOneFlow) {
        Difference.Failover most = ofOneFlow.stream()
                .max(Comparator.comparing((Difference.Failover failover) ->
                                failover.before().isCutOff() != failover.after().isCutOff())
                        .thenComparingLong(failover -> Math.abs(failover.longer())))
                .orElseThrow();
        String more = ofOneFlow.size() == 1
                ? ""
                : "; and under " + (ofOneFlow.size() - 1) + " other failure" + (ofOneFlow.size() == 2 ? "" : "s");
        return most.flow() + " by " + most.state() + ": " + words(most.before()) + ", now " + words(most.after())
                + more;
    }

    private static String words(FlowLoss loss) {
        String repair = loss.repairOutage() == 0 ? "" : " and " + Time.format(loss.repairOutage()) + " s by the repair";
        if (loss.isCutOff()) {
            return "cut off" + repair;
        }
        return (loss.outage() == 0 ? "not out" : "out for " + Time.format(loss.outage()) + " s") + repair;
    }

    private static String row(Difference difference) {
        if (difference instanceof Difference.Presence presence) {
            return presence.thing().text() + " " + presence.name() + (presence.isInSecond() ? " is new" : " is gone");
        } else if (difference instanceof Difference.Reachability reachability) {
            return reachability.flow() + (reachability.isReachable() ? " gets through now" : " gets through no more");
        } else if (difference instanceof Difference.SinglePoint point) {
            return point.element()
                    + (point.isGained() ? " alone cuts off " : " alone no longer cuts off ")
                    + point.flow();
        } else if (difference instanceof Difference.Path path) {
            return path.flow() + when(path.state()) + " goes " + hops(path.before()) + ", now " + hops(path.after());
        } else if (difference instanceof Difference.Route route) {
            return "route " + route.key().prefix() + " in " + route.key().table() + when(route.state()) + ": "
                    + entries(route.before()) + ", now " + entries(route.after());
        } else if (difference instanceof Difference.Cost cost) {
            return "an hour of " + cost.item() + ": " + charge(cost.before()) + ", now " + charge(cost.after());
        }
        throw new AssertionError(difference);
    }

    private static String when(String state) {
        return state.equals(Difference.NORMAL) ? "" : " by " + state;
    }

    private static String hops(List<String> path) {
        return path.isEmpty() ? "nowhere" : String.join(" ", path);
    }

    private static String entries(List<RouteEntry> entries) {
        return entries.isEmpty()
                ? NOTHING
                : entries.stream().map(RouteEntry::text).collect(Collectors.joining("; "));
    }

    private static String charge(Optional<Difference.Charge> charge) {
        return charge.map(known -> known.cost()
                        .map(cost -> cost.stripTrailingZeros().toPlainString())
                        .orElse("a quantity of " + known.quantity()))
                .orElse(NOTHING);
    }
}
