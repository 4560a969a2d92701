package dev.censim.reports;

import dev.censim.facts.Names;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.reports.capture.Capture;
import dev.censim.reports.capture.WiresharkTables;
import dev.censim.reports.html.HtmlReport;
import dev.censim.reports.json.EventLines;
import dev.censim.reports.json.Summary;
import dev.censim.reports.metrics.RunFigures;
import dev.censim.reports.text.ConsoleReport;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** Everything that a run shows or writes. Equal runs give equal bytes. */
public final class RunReport {

    private final RunFigures run;

    private RunReport(RunFigures run) {
        this.run = run;
    }

    /**
     * @param events kernel events handled
     * @param simulated how far the run went
     * @param version of censim
     */
    public static RunReport of(
            Scenario scenario,
            Names names,
            Journal journal,
            long events,
            Duration simulated,
            List<Verdict> verdicts,
            String version) {
        return new RunReport(RunFigures.of(scenario, names, journal, events, Time.of(simulated), version, verdicts));
    }

    /** {@code summary.json}. */
    public void writeSummary(OutputStream out) throws IOException {
        Summary.write(run, out);
    }

    /** {@code events.jsonl}, one fact at a time. */
    public void writeEvents(OutputStream out) throws IOException {
        EventLines.write(run.names(), run.journal(), out);
    }

    /** {@code report.html}. */
    public void writeHtml(OutputStream out) throws IOException {
        HtmlReport.write(run, out);
    }

    /** {@code capture.pcapng}; without an interface when the run did not capture. */
    public void writeCapture(OutputStream out) throws IOException {
        Capture.write(run.names(), run.journal(), run.version(), out);
    }

    /** The files of {@code wireshark/}: name to content. */
    public SortedMap<String, String> wiresharkTables() {
        return WiresharkTables.of(run.journal());
    }

    /**
     * What happened from an instant on, as a run prints it.
     *
     * @param since in nanoseconds since the start
     * @param colour whether to colour it for a terminal
     * @param columns width to stay in, as far as names allow
     */
    public String timeline(long since, boolean colour, int columns) {
        return ConsoleReport.timeline(run, since, colour, columns);
    }

    /**
     * What a run prints: timeline, flows, verdicts.
     *
     * @param colour whether to colour it for a terminal
     * @param columns width to stay in, as far as names allow
     */
    public String console(boolean colour, int columns) {
        return ConsoleReport.of(run, colour, columns);
    }
}
