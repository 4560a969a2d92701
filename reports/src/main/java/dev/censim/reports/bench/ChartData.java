package dev.censim.reports.bench;

import dev.censim.reports.bench.Figure.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cost against size, for the page's charts. The size is the first parameter of a path that is a number and varies; whatever else varies
 * gets a chart of its own. Where nothing is a number, rows stand side by side.
 */
final class ChartData {

    private ChartData() {}

    /** One chart: rows that differ in their size alone. */
    record Chart(String path, String title, Optional<String> size, List<Row> rows) {}

    static List<Chart> charts(BenchmarkReport report) {
        List<Chart> charts = new ArrayList<>();
        report.byPath().forEach((path, rows) -> {
            Optional<String> size = size(rows);
            Map<Map<String, String>, List<Row>> others = new LinkedHashMap<>();
            for (Row row : rows) {
                Map<String, String> rest = new LinkedHashMap<>(row.parameters());
                size.ifPresent(rest::remove);
                others.computeIfAbsent(size.isPresent() ? rest : new LinkedHashMap<>(), key -> new ArrayList<>())
                        .add(row);
            }
            others.forEach((rest, some) -> charts.add(new Chart(path, title(rest), size, some)));
        });
        return charts;
    }

    private static String title(Map<String, String> rest) {
        List<String> words = new ArrayList<>();
        rest.forEach((key, value) -> words.add(key + " " + value));
        return String.join(", ", words);
    }

    private static Optional<String> size(List<Row> rows) {
        Set<String> keys = new LinkedHashSet<>();
        rows.forEach(row -> keys.addAll(row.parameters().keySet()));
        for (String key : keys) {
            Set<String> values = new LinkedHashSet<>();
            rows.forEach(row -> values.add(row.parameters().getOrDefault(key, "")));
            if (values.size() > 1 && values.stream().allMatch(value -> value.matches("[0-9]{1,15}"))) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** As JSON that is safe inside a script element. */
    static String json(BenchmarkReport report) {
        ArrayNode root = JsonMapper.shared().createArrayNode();
        charts(report).forEach(chart -> chart(chart, root.addObject()));
        return JsonMapper.shared()
                .writeValueAsString(root)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static void chart(Chart chart, ObjectNode into) {
        into.put("size", chart.size().orElse(""));
        ArrayNode places = into.putArray("places");
        chart.rows().forEach(row -> places.add(place(chart, row)));
        Map<String, ArrayNode> series = new LinkedHashMap<>();
        ArrayNode all = into.putArray("series");
        for (Row row : chart.rows()) {
            point(chart, row, row.ours(), "ours", series, all);
            row.peers().forEach(peer -> point(chart, row, peer, "peer", series, all));
            row.floor().ifPresent(floor -> point(chart, row, floor, "floor", series, all));
        }
    }

    private static String place(Chart chart, Row row) {
        return chart.size().map(size -> row.parameters().getOrDefault(size, "")).orElse(row.question());
    }

    private static void point(
            Chart chart, Row row, Figure figure, String kind, Map<String, ArrayNode> series, ArrayNode all) {
        if (figure instanceof Measured measured && measured.nanosPerOp() > 0) {
            ArrayNode points = series.computeIfAbsent(
                    kind + ' ' + figure.name(),
                    key -> all.addObject()
                            .put("name", figure.name())
                            .put("kind", kind)
                            .putArray("points"));
            points.addArray()
                    .add(place(chart, row))
                    .add(measured.nanosPerOp())
                    .add(Math.max(measured.least(), measured.nanosPerOp() / 100))
                    .add(measured.most());
        }
    }
}
