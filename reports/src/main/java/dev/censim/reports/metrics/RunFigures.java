package dev.censim.reports.metrics;

import dev.censim.facts.Names;
import dev.censim.kernel.Journal;
import dev.censim.model.Scenario;
import java.util.List;

/**
 * Everything that a report shows of a run, derived once.
 *
 * @param events kernel events handled
 * @param end the end of the run in nanoseconds
 * @param version of censim
 */
public record RunFigures(
        Scenario scenario,
        Names names,
        Journal journal,
        long events,
        long end,
        String version,
        FlowLedger ledger,
        List<FlowRecord> flows,
        List<TunnelHistory> tunnels,
        List<BgpHistory> sessions,
        Drops drops,
        Bill bill,
        List<Judgement> judgements) {

    public RunFigures {
        flows = List.copyOf(flows);
        tunnels = List.copyOf(tunnels);
        sessions = List.copyOf(sessions);
        judgements = List.copyOf(judgements);
    }

    public static RunFigures of(
            Scenario scenario,
            Names names,
            Journal journal,
            long events,
            long end,
            String version,
            List<? extends Judgement> judgements) {
        FlowLedger ledger = FlowLedger.of(scenario, names, journal, end);
        return new RunFigures(
                scenario,
                names,
                journal,
                events,
                end,
                version,
                ledger,
                ledger.records(),
                TunnelHistory.of(names, journal),
                BgpHistory.of(names, journal),
                Drops.of(journal),
                Bill.of(scenario, names, journal, end),
                List.copyOf(judgements));
    }

    /** How many expectations held. */
    public int held() {
        return (int) judgements.stream().filter(Judgement::held).count();
    }
}
