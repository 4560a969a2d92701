package dev.censim.reports.whatif;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page's scripts show, as JSON that is safe inside a script element. Rows hold the flows that were hurt and no others; elements,
 * paths and discoveries stand there once and are told by their numbers; times are milliseconds.
 */
final class PageData {

    /** Minimal sets of one flow that the page draws. */
    static final int SETS = 50;

    private PageData() {}

    static String of(WhatIfReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            Matrix matrix = report.matrix();
            Numbers<String> elements = new Numbers<>();
            json.writeStartObject();
            json.writeStringProperty("command", report.command());
            words(json, "kindWords", Words.KINDS);
            words(json, "detectorWords", Words.DETECTORS);
            strings(json, "flows", matrix.flows());
            numbers(json, "before", matrix.before());
            json.writeArrayPropertyStart("paths");
            matrix.paths().forEach(path -> strings(json, path));
            json.writeEndArray();
            json.writeArrayPropertyStart("discoveries");
            matrix.discoveries().forEach(found -> strings(json, List.of(found.by(), found.device())));
            json.writeEndArray();
            json.writeArrayPropertyStart("cases");
            matrix.rows().forEach(row -> row(json, elements, row));
            json.writeEndArray();
            sets(json, report.rankings().minimalSets());
            strings(json, "elements", elements.all());
            report.availability().ifPresent(availability -> availability(json, availability));
            json.writeEndObject();
        }
        return safe(text.toString());
    }

    static String of(Availability availability) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            json.writeStartObject();
            availability(json, availability);
            json.writeEndObject();
        }
        return safe(text.toString());
    }

    private static String safe(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static void row(JsonGenerator json, Numbers<String> elements, Matrix.Row row) {
        json.writeStartObject();
        numbers(json, "e", row.elements().stream().mapToInt(elements::of).toArray());
        json.writeStringProperty("m", row.manner());
        numbers(json, "t", new int[] {
            Matrix.millis(row.failedAt()), Matrix.millis(row.repairedAt()), Matrix.millis(row.endedAt())
        });
        json.writeBooleanProperty("s", row.isSettled());
        numbers(json, "c", row.cells());
        aside(json, row);
        json.writeEndObject();
    }

    /** What most rows have nothing of is not written then. */
    private static void aside(JsonGenerator json, Matrix.Row row) {
        if (!row.alike().first().isEmpty()) {
            strings(json, "alike", row.alike().first());
            json.writeNumberProperty("alikeMore", row.alike().more());
        }
        if (!row.disagreements().first().isEmpty()) {
            json.writeArrayPropertyStart("differ");
            row.disagreements().first().forEach(one -> disagreement(json, one));
            json.writeEndArray();
            json.writeNumberProperty("differMore", row.disagreements().more());
        }
        if (row.pairs().length > 0) {
            numbers(json, "pairs", row.pairs());
        }
    }

    private static void disagreement(JsonGenerator json, Disagreement one) {
        json.writeStartArray();
        json.writeString(one.end());
        json.writeString(one.what());
        json.writeNumber(Matrix.millis(one.from()));
        json.writeNumber(Matrix.millis(one.to()));
        json.writeEndArray();
    }

    private static void sets(JsonGenerator json, Map<String, List<String>> minimal) {
        json.writeObjectPropertyStart("sets");
        minimal.forEach((flow, sets) -> {
            json.writeObjectPropertyStart(flow);
            strings(json, "ids", sets.subList(0, Math.min(SETS, sets.size())));
            json.writeNumberProperty("all", sets.size());
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private static void availability(JsonGenerator json, Availability availability) {
        json.writeArrayPropertyStart("availability");
        for (Availability.Flow flow : availability.flows()) {
            json.writeStartArray();
            json.writeString(flow.name());
            for (double number :
                    new double[] {flow.outage(), flow.low(), flow.high(), flow.availability(), flow.outagesPerYear()}) {
                json.writeNumber(number);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("contributions");
        for (Availability.Element element : availability.elements()) {
            json.writeStartArray();
            json.writeString(element.id());
            json.writeNumber(element.contribution());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void words(JsonGenerator json, String name, Map<String, String> words) {
        json.writeObjectPropertyStart(name);
        words.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) {
        json.writeName(name);
        strings(json, texts);
    }

    private static void strings(JsonGenerator json, List<String> texts) {
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, String name, int[] numbers) {
        json.writeName(name);
        json.writeArray(numbers, 0, numbers.length);
    }
}
