package dev.censim.reports.bench;

import dev.censim.reports.bench.BenchmarkReport.Jdk;
import dev.censim.reports.bench.BenchmarkReport.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code benchmarks.json}, or what JMH writes under {@code -rf json}. */
public final class ReportReader {

    private static final String REMEDY =
            "; give a benchmarks.json that censim bench wrote, or what JMH writes with -rf json";

    private ReportReader() {}

    public static BenchmarkReport read(Path file) throws UnreadableReport {
        JsonNode root = parse(file);
        try {
            if (root.isArray()) {
                return JmhJson.report(root);
            }
            return report(root);
        } catch (Unexpected e) {
            throw new UnreadableReport(file + ": " + e.sentence + REMEDY);
        }
    }

    private static JsonNode parse(Path file) throws UnreadableReport {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new UnreadableReport(file + ": there is no such file" + REMEDY);
        } catch (IOException e) {
            throw new UnreadableReport(
                    file + ": cannot be read" + (Files.isDirectory(file) ? ", it is a folder" : "") + REMEDY);
        } catch (JacksonException e) {
            throw new UnreadableReport(file + ":" + e.getLocation().getLineNr() + ": is no JSON" + REMEDY);
        }
    }

    /** Something in the file is not what it should be. */
    static final class Unexpected extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String sentence;

        Unexpected(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }
    }

    private static BenchmarkReport report(JsonNode root) {
        List<Row> rows = new ArrayList<>();
        array(root, "paths").forEach(path -> rows.add(row(path)));
        List<Provider> providers = new ArrayList<>();
        array(root, "providers")
                .forEach(provider -> providers.add(new Provider(text(provider, "name"), text(provider, "version"))));
        JsonNode jdk = object(root, "jdk");
        return new BenchmarkReport(
                text(root, "version"),
                text(root, "commit"),
                text(root, "set"),
                text(root, "errorBars"),
                machine(object(root, "machine")),
                new Jdk(text(jdk, "version"), text(jdk, "vm"), text(jdk, "vendor")),
                providers,
                rows);
    }

    private static Machine machine(JsonNode machine) {
        JsonNode cores = machine.path("cores");
        JsonNode memory = machine.path("memory");
        return new Machine(
                text(machine, "cpu"),
                cores.isNumber() ? OptionalInt.of(cores.intValue()) : OptionalInt.empty(),
                memory.isNumber() ? OptionalLong.of(memory.longValue()) : OptionalLong.empty(),
                text(machine, "os"),
                optional(machine, "loadAtStart"),
                optional(machine, "loadAtEnd"));
    }

    private static Row row(JsonNode path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        object(path, "parameters")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asString()));
        List<Figure> peers = new ArrayList<>();
        array(path, "peers").forEach(peer -> peers.add(figure(peer)));
        return new Row(
                text(path, "path"),
                parameters,
                figure(object(path, "ours")),
                peers,
                path.has("floor") ? Optional.of(figure(object(path, "floor"))) : Optional.empty());
    }

    private static Figure figure(JsonNode figure) {
        String name = text(figure, "name");
        if (figure.has("missing")) {
            return new Figure.Missing(name, text(figure, "missing"));
        }
        List<Double> rounds = new ArrayList<>();
        figure.path("rounds").forEach(round -> rounds.add(number(round, "rounds")));
        return new Figure.Measured(
                name,
                number(figure.get("nanosPerOp"), "nanosPerOp"),
                number(figure.get("error"), "error"),
                optional(figure, "bytesPerOp"),
                rounds);
    }

    static JsonNode array(JsonNode parent, String key) {
        JsonNode child = parent.get(key);
        if (child == null || !child.isArray()) {
            throw new Unexpected("has no list '" + key + "'");
        }
        return child;
    }

    static JsonNode object(JsonNode parent, String key) {
        JsonNode child = parent.get(key);
        if (child == null || !child.isObject()) {
            throw new Unexpected("has no object '" + key + "'");
        }
        return child;
    }

    static String text(JsonNode parent, String key) {
        JsonNode child = parent.get(key);
        if (child == null || !child.isString()) {
            throw new Unexpected("has no text '" + key + "'");
        }
        return child.stringValue();
    }

    static double number(@Nullable JsonNode number, String key) {
        if (number == null || !number.isNumber()) {
            throw new Unexpected("has no number '" + key + "'");
        }
        return number.doubleValue();
    }

    static OptionalDouble optional(JsonNode parent, String key) {
        JsonNode child = parent.path(key);
        return child.isNumber() ? OptionalDouble.of(child.doubleValue()) : OptionalDouble.empty();
    }
}
