package dev.censim.scenarios.diff;

import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import dev.censim.reports.tables.RouteTables;
import dev.censim.reports.tables.RouteTablesJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The entries of all route tables at an instant, as {@code censim routes} tells them. */
record Routes(Map<RouteKey, List<RouteEntry>> entries) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Routes of(Scenario scenario, Network network, Simulation simulation) {
        String json = RouteTablesJson.of(RouteTables.of(
                scenario.name(), scenario.seed(), simulation.now(), network.names(), network.tables(simulation)));
        Map<RouteKey, List<RouteEntry>> entries = new LinkedHashMap<>();
        for (JsonNode table : MAPPER.readTree(json).path("tables")) {
            for (JsonNode entry : table.path("entries")) {
                ObjectNode fields = (ObjectNode) entry;
                String prefix = fields.remove("prefix").stringValue();
                entries.computeIfAbsent(
                                new RouteKey(table.path("table").stringValue(), prefix), key -> new ArrayList<>())
                        .add(new RouteEntry(fields));
            }
        }
        return new Routes(entries);
    }

    /** What differs, by table and prefix, those of this side first. */
    List<Difference.Route> differences(String state, Routes after) {
        Map<RouteKey, List<RouteEntry>> all = new LinkedHashMap<>(entries);
        after.entries.forEach(all::putIfAbsent);
        List<Difference.Route> differences = new ArrayList<>();
        all.keySet().forEach(key -> {
            List<RouteEntry> here = entries.getOrDefault(key, List.of());
            List<RouteEntry> there = after.entries.getOrDefault(key, List.of());
            if (!here.equals(there)) {
                differences.add(new Difference.Route(state, key, here, there));
            }
        });
        return differences;
    }
}
