package dev.censim.reports.whatif;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** An analysis as one page that opens offline, {@code whatif.html}; and availability alone, {@code availability.html}. */
public final class WhatIfHtml {

    private static final String TEMPLATES = "dev.censim.reports.templates";

    private WhatIfHtml() {}

    public static void write(WhatIfReport report, OutputStream out) throws IOException {
        render("whatif.jte", new WhatIfPage(report), out);
    }

    /** @param scenario its name */
    public static void write(String scenario, Availability availability, OutputStream out) throws IOException {
        render("availability.jte", new AvailabilityPage(scenario, availability), out);
    }

    private static void render(String template, Object page, OutputStream out) throws IOException {
        TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        engine.render(template, page, new WriterOutput(writer));
        writer.flush();
    }
}
