package dev.censim.reports.bench;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A report as one page that opens offline, {@code benchmarks.html}. */
public final class HtmlPage {

    private static final String TEMPLATES = "dev.censim.reports.templates";

    private HtmlPage() {}

    public static void write(BenchmarkReport report, Optional<Comparison> comparison, OutputStream out)
            throws IOException {
        TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        engine.render("benchmarks.jte", new BenchmarkPage(report, comparison), new WriterOutput(writer));
        writer.flush();
    }
}
