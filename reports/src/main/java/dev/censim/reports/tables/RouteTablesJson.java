package dev.censim.reports.tables;

import dev.censim.facts.Names;
import dev.censim.facts.TableFact;
import dev.censim.facts.TableFact.DeviceEntry;
import dev.censim.facts.TableFact.TransitRouterEntry;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Route tables as one JSON document; instants are seconds since the start of the run. */
public final class RouteTablesJson {

    private static final int NANO_DIGITS = 9;

    private final Names names;

    private RouteTablesJson(Names names) {
        this.names = names;
    }

    /** The document, indented, without an end of line at its end. */
    public static String of(RouteTables tables) {
        RouteTablesJson json = new RouteTablesJson(tables.names());
        ObjectNode document = JsonMapper.builder().build().createObjectNode();
        document.put("scenario", tables.scenario());
        document.put("seed", tables.seed());
        document.put("at", BigDecimal.valueOf(tables.at(), NANO_DIGITS));
        ArrayNode all = document.putArray("tables");
        for (RouteTables.Table table : tables.tables()) {
            ObjectNode node = all.addObject();
            node.put("table", table.name());
            ArrayNode entries = node.putArray("entries");
            table.entries().forEach(entry -> json.entry(entry, entries.addObject()));
        }
        return document.toPrettyString();
    }

    private void entry(TableFact fact, ObjectNode node) {
        node.put("prefix", fact.prefix().toString());
        if (fact instanceof TransitRouterEntry entry) {
            node.put("status", entry.status().text());
            node.put(
                    "nextHop",
                    entry.nextHop().isPresent() ? names.hop(entry.nextHop().getAsInt()) : "blackhole");
            node.put("type", entry.isStatic() ? "Static" : "Propagated");
            node.put("originInstanceType", entry.originType().text());
            node.put("originInstance", names.actors().get(entry.origin()));
            node.put("originRouteType", entry.routeType().text());
            path(node, entry.asPath(), entry.communities());
            node.put("preference", entry.preference());
            entry.lostBy().ifPresent(rule -> node.put("lostBy", rule.text()));
            entry.deniedBy().ifPresent(priority -> node.put("deniedBy", priority));
        } else if (fact instanceof DeviceEntry entry) {
            node.put("source", entry.source().text());
            ArrayNode hops = node.putArray("nextHops");
            entry.nextHops().forEach(hop -> hops.add(names.hop(hop)));
            path(node, entry.asPath(), entry.communities());
        } else {
            throw new AssertionError(fact);
        }
    }

    private static void path(ObjectNode node, List<Asn> asPath, List<Community> communities) {
        ArrayNode path = node.putArray("asPath");
        asPath.forEach(asn -> path.add(asn.number()));
        ArrayNode set = node.putArray("communities");
        communities.forEach(community -> set.add(community.toString()));
    }
}
