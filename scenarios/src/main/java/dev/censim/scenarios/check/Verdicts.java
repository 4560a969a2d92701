package dev.censim.scenarios.check;

import dev.censim.facts.Names;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.intent.Expectation;
import dev.censim.model.intent.WordedExpectation;
import dev.censim.reports.Verdict;
import dev.censim.reports.metrics.FlowLedger;
import dev.censim.reports.metrics.TunnelHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges the expectations of a scenario by the journal of its run. */
public final class Verdicts {

    private Verdicts() {}

    /** One verdict for each expectation, in their order. */
    public static List<Verdict> of(Scenario scenario, Names names, Journal journal) {
        List<WordedExpectation> expectations = scenario.expectations();
        Verdict[] verdicts = new Verdict[expectations.size()];
        FlowLedger ledger = FlowLedger.of(scenario, names, journal, Time.of(scenario.duration()));
        List<TunnelHistory> tunnels = TunnelHistory.of(names, journal);
        Map<String, List<Integer>> byFlow = new LinkedHashMap<>();
        for (int i = 0; i < verdicts.length; i++) {
            WordedExpectation expected = expectations.get(i);
            if (expected.expectation() instanceof Expectation.TunnelUpBy up) {
                TunnelHistory tunnel = tunnels.get(number(names.tunnels(), up.tunnel()));
                verdicts[i] = TunnelJudge.judge(tunnel, up).worded(expected.text());
            } else {
                byFlow.computeIfAbsent(flow(expected.expectation()), flow -> new ArrayList<>())
                        .add(i);
            }
        }
        // The packets of a flow are laid out once for all that is expected of it.
        byFlow.forEach((flow, indices) -> {
            FlowJudge judge = FlowJudge.of(scenario, names, ledger, number(names.flows(), flow));
            for (int i : indices) {
                WordedExpectation expected = expectations.get(i);
                verdicts[i] = judge.judge(expected.expectation()).worded(expected.text());
            }
        });
        return Arrays.asList(verdicts);
    }

    private static String flow(Expectation expectation) {
        if (expectation instanceof Expectation.MaxOutage expected) {
            return expected.flow();
        } else if (expectation instanceof Expectation.Reachable expected) {
            return expected.flow();
        } else if (expectation instanceof Expectation.Unreachable expected) {
            return expected.flow();
        } else if (expectation instanceof Expectation.PathThrough expected) {
            return expected.flow();
        } else if (expectation instanceof Expectation.Received expected) {
            return expected.flow();
        }
        throw new IllegalArgumentException("not about a flow: " + expectation);
    }

    private static int number(List<String> names, String name) {
        int number = names.indexOf(name);
        if (number < 0) {
            throw new IllegalArgumentException("no such name in the run: " + name);
        }
        return number;
    }
}
