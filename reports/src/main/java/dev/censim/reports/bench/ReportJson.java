package dev.censim.reports.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report as one JSON document, {@code benchmarks.json}; {@link ReportReader} reads it again. */
public final class ReportJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    /** So many digits of a measurement say more than it knows. */
    private static final MathContext DIGITS = new MathContext(6);

    private ReportJson() {}

    public static void write(BenchmarkReport report, OutputStream out) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", report.version());
        root.put("commit", report.commit());
        root.put("set", report.set());
        root.put("errorBars", report.errorBars());
        machine(report.machine(), root.putObject("machine"));
        ObjectNode jdk = root.putObject("jdk");
        jdk.put("version", report.jdk().version());
        jdk.put("vm", report.jdk().vm());
        jdk.put("vendor", report.jdk().vendor());
        ArrayNode providers = root.putArray("providers");
        report.providers()
                .forEach(provider ->
                        providers.addObject().put("name", provider.name()).put("version", provider.version()));
        ArrayNode paths = root.putArray("paths");
        report.rows().forEach(row -> row(row, paths.addObject()));
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void machine(Machine machine, ObjectNode into) {
        into.put("cpu", machine.cpu());
        machine.cores().ifPresent(cores -> into.put("cores", cores));
        machine.memory().ifPresent(memory -> into.put("memory", memory));
        into.put("os", machine.os());
        number("loadAtStart", machine.loadAtStart(), into);
        number("loadAtEnd", machine.loadAtEnd(), into);
    }

    private static void row(Row row, ObjectNode into) {
        into.put("path", row.path());
        ObjectNode parameters = into.putObject("parameters");
        for (Map.Entry<String, String> parameter : row.parameters().entrySet()) {
            String value = parameter.getValue();
            if (value.matches("0|[1-9][0-9]{0,17}")) {
                parameters.put(parameter.getKey(), Long.parseLong(value));
            } else {
                parameters.put(parameter.getKey(), value);
            }
        }
        figure(row.ours(), into.putObject("ours"));
        ArrayNode peers = into.putArray("peers");
        ObjectNode ratios = JSON.createObjectNode();
        for (Figure peer : row.peers()) {
            ObjectNode theirs = peers.addObject();
            figure(peer, theirs);
            number("ratio", row.ratio(peer), theirs);
            number(peer.name(), row.ratio(peer), ratios);
        }
        into.set("ratio", ratios);
        row.floor().ifPresent(floor -> figure(floor, into.putObject("floor")));
    }

    private static void figure(Figure figure, ObjectNode into) {
        into.put("name", figure.name());
        if (figure instanceof Figure.Measured measured) {
            into.put("nanosPerOp", rounded(measured.nanosPerOp()));
            into.put("error", rounded(measured.error()));
            number("bytesPerOp", measured.bytesPerOp(), into);
            if (!measured.rounds().isEmpty()) {
                ArrayNode rounds = into.putArray("rounds");
                measured.rounds().forEach(round -> rounds.add(rounded(round)));
            }
        } else if (figure instanceof Figure.Missing missing) {
            into.put("missing", missing.why());
        }
    }

    private static void number(String key, OptionalDouble number, ObjectNode into) {
        number.ifPresent(value -> into.put(key, rounded(value)));
    }

    private static BigDecimal rounded(double number) {
        BigDecimal rounded = new BigDecimal(number, DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
