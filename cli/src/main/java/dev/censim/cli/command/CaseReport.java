package dev.censim.cli.command;

import dev.censim.reports.RunReport;
import dev.censim.scenarios.whatif.CaseHistory;
import dev.censim.scenarios.whatif.CaseText;
import java.time.Duration;
import java.util.List;

/** What {@code --case} prints: the ledger of one case, and what happened in it from the failure on. */
final class CaseReport {

    private CaseReport() {}

    static void print(CaseHistory history, Terminal terminal) {
        CaseText.of(history.outcome()).forEach(terminal.out()::println);
        RunReport report = RunReport.of(
                history.scenario(),
                history.names(),
                history.journal(),
                history.events(),
                Duration.ofNanos(history.end()),
                List.of(),
                Version.number());
        terminal.out().println();
        terminal.out().print(report.timeline(history.outcome().failedAt(), terminal.colour(), terminal.columns()));
    }
}
