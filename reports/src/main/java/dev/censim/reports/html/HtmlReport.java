package dev.censim.reports.html;

import dev.censim.reports.metrics.RunFigures;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The report of a run as one page, {@code report.html}. */
public final class HtmlReport {

    private static final String TEMPLATES = "dev.censim.reports.templates";

    private HtmlReport() {}

    public static void write(RunFigures run, OutputStream out) throws IOException {
        TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        engine.render("report.jte", new Page(run), new WriterOutput(writer));
        writer.flush();
    }
}
