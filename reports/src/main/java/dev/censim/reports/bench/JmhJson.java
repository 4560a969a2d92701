package dev.censim.reports.bench;

import static dev.censim.reports.bench.ReportReader.number;
import static dev.censim.reports.bench.ReportReader.object;
import static dev.censim.reports.bench.ReportReader.text;

import dev.censim.reports.bench.BenchmarkReport.Jdk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * JMH's own JSON as a report. A path is the name of the class, {@code EventListBenchmark} as {@code event-list}; methods that begin with
 * {@code censim} are ours, one named {@code floor} is the floor, and all others are peers. A class that knows no {@code censim} asks a
 * question with each of its methods, which is then the parameter {@code method}.
 */
final class JmhJson {

    private static final String OURS = "censim";
    private static final String FLOOR = "floor";

    private JmhJson() {}

    /** A result of JMH. */
    private record Result(String path, String method, Map<String, String> parameters, JsonNode json) {

        static Result of(JsonNode json) {
            String[] name = text(json, "benchmark").split("\\.");
            if (name.length < 2) {
                throw new ReportReader.Unexpected("has a benchmark that is not named by class and method");
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            json.path("params")
                    .properties()
                    .forEach(parameter -> parameters.put(
                            parameter.getKey(), parameter.getValue().asString()));
            return new Result(pathOf(name[name.length - 2]), name[name.length - 1], parameters, json);
        }

        boolean isOurs() {
            return method.startsWith(OURS);
        }

        Figure.Measured figure(String name) {
            JsonNode metric = object(json, "primaryMetric");
            double score = number(metric.get("score"), "score");
            String unit = text(metric, "scoreUnit");
            double nanos = nanos(score, unit);
            // JMH writes "NaN" where one measurement has no error.
            double error = metric.path("scoreError").isNumber()
                    ? metric.path("scoreError").doubleValue()
                    : 0;
            double share = score == 0 ? 0 : error / score;
            JsonNode allocated = json.path("secondaryMetrics").path("gc.alloc.rate.norm");
            return new Figure.Measured(
                    name, nanos, nanos * share, ReportReader.optional(allocated, "score"), List.of());
        }
    }

    static BenchmarkReport report(JsonNode root) {
        List<Result> results = new ArrayList<>();
        root.forEach(result -> results.add(Result.of(result)));
        if (results.isEmpty()) {
            throw new ReportReader.Unexpected("holds no benchmark");
        }
        Map<Object, List<Result>> questions = new LinkedHashMap<>();
        for (Result result : results) {
            questions
                    .computeIfAbsent(List.of(result.path, result.parameters), question -> new ArrayList<>())
                    .add(result);
        }
        List<Row> rows = new ArrayList<>();
        questions.values().forEach(answers -> rows(answers, rows));
        JsonNode first = results.get(0).json;
        return new BenchmarkReport(
                Machine.NOT_RECORDED,
                Machine.NOT_RECORDED,
                "JMH",
                "JMH's score and its error, the half-width of the confidence interval of 99.9 %.",
                Machine.UNKNOWN,
                new Jdk(
                        first.path("jdkVersion").asString(Machine.NOT_RECORDED),
                        (first.path("vmName").asString("") + " "
                                        + first.path("vmVersion").asString(""))
                                .strip(),
                        Machine.NOT_RECORDED),
                List.of(),
                rows);
    }

    private static void rows(List<Result> answers, List<Row> into) {
        boolean asked = answers.stream().anyMatch(Result::isOurs);
        List<Figure> peers = new ArrayList<>();
        Optional<Figure> floor = Optional.empty();
        for (Result answer : answers) {
            if (answer.method.equals(FLOOR)) {
                floor = Optional.of(answer.figure(FLOOR));
            } else if (asked && !answer.isOurs()) {
                peers.add(answer.figure(answer.method));
            }
        }
        for (Result answer : answers) {
            if (answer.method.equals(FLOOR) || asked && !answer.isOurs()) {
                continue;
            }
            Map<String, String> parameters = new LinkedHashMap<>(answer.parameters);
            if (!answer.method.equals(OURS)) {
                parameters.put("method", answer.method);
            }
            into.add(new Row(answer.path, parameters, answer.figure(OURS), peers, floor));
        }
    }

    private static double nanos(double score, String unit) {
        String[] parts = unit.split("/");
        if (parts.length == 2 && parts[1].equals("op")) {
            return score * perUnit(parts[0], unit);
        }
        if (parts.length == 2 && parts[0].equals("ops") && score > 0) {
            return perUnit(parts[1], unit) / score;
        }
        throw new ReportReader.Unexpected("has a score in '" + unit + "', which is no time");
    }

    private static double perUnit(String name, String unit) {
        return switch (name) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "min" -> 60e9;
            default -> throw new ReportReader.Unexpected("has a score in '" + unit + "', which is no time");
        };
    }

    /** {@code EventListBenchmark} as {@code event-list}. */
    private static String pathOf(String type) {
        String name = type.replaceFirst("Benchmark$", "");
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
