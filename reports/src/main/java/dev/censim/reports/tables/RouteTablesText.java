package dev.censim.reports.tables;

import dev.censim.facts.Names;
import dev.censim.facts.TableFact;
import dev.censim.facts.TableFact.DeviceEntry;
import dev.censim.facts.TableFact.TransitRouterEntry;
import dev.censim.kernel.Time;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Route tables in columns. */
public final class RouteTablesText {

    private static final String NOTHING = "-";

    private static final List<String> TRANSIT_ROUTER_HEAD = List.of(
            "prefix",
            "status",
            "next hop",
            "type",
            "origin",
            "origin route",
            "AS path",
            "communities",
            "preference",
            "");

    private static final List<String> DEVICE_HEAD = List.of("prefix", "source", "next hops", "AS path", "communities");

    private final RouteTables tables;
    private final Names names;

    private RouteTablesText(RouteTables tables) {
        this.tables = tables;
        names = tables.names();
    }

    /** The lines, without ends of lines. */
    public static List<String> of(RouteTables tables) {
        return new RouteTablesText(tables).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("route tables of " + tables.scenario() + " (seed " + tables.seed() + ") at "
                + Time.format(tables.at()) + " s");
        for (RouteTables.Table table : tables.tables()) {
            lines.add("");
            lines.add(table.name() + (table.entries().isEmpty() ? ": no entries" : ""));
            if (!table.entries().isEmpty()) {
                lines.addAll(columns(rows(table)));
            }
        }
        return lines;
    }

    private List<List<String>> rows(RouteTables.Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.entries().get(0) instanceof TransitRouterEntry ? TRANSIT_ROUTER_HEAD : DEVICE_HEAD);
        table.entries().forEach(entry -> rows.add(row(entry)));
        return rows;
    }

    private List<String> row(TableFact fact) {
        if (fact instanceof TransitRouterEntry entry) {
            return List.of(
                    entry.prefix().toString(),
                    entry.status().text(),
                    entry.nextHop().isPresent() ? names.hop(entry.nextHop().getAsInt()) : "blackhole",
                    entry.isStatic() ? "Static" : "Propagated",
                    entry.originType().text() + " " + names.actors().get(entry.origin()),
                    entry.routeType().text(),
                    path(entry.asPath()),
                    communities(entry.communities()),
                    Integer.toString(entry.preference()),
                    why(entry));
        } else if (fact instanceof DeviceEntry entry) {
            return List.of(
                    entry.prefix().toString(),
                    entry.source().text(),
                    entry.nextHops().stream().map(names::hop).collect(Collectors.joining(", ")),
                    path(entry.asPath()),
                    communities(entry.communities()));
        }
        throw new AssertionError(fact);
    }

    private static String why(TransitRouterEntry entry) {
        if (entry.deniedBy().isPresent()) {
            return "denied by routing policy " + entry.deniedBy().getAsInt();
        }
        return entry.lostBy().map(rule -> "lost by: " + rule.text()).orElse("");
    }

    private static String path(List<Asn> path) {
        return path.isEmpty() ? NOTHING : path.stream().map(Asn::toString).collect(Collectors.joining(" "));
    }

    private static String communities(List<Community> communities) {
        return communities.isEmpty()
                ? NOTHING
                : communities.stream().map(Community::toString).collect(Collectors.joining(" "));
    }

    private static List<String> columns(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append("  ").append(cell).append(" ".repeat(widths[i] - cell.length()));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
