package dev.censim.scenarios.explain;

import dev.censim.facts.Names;
import dev.censim.facts.Side;
import dev.censim.kernel.Journal;
import dev.censim.model.Scenario;
import dev.censim.scenarios.read.Positions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Explains tunnels and BGP sessions of a run. */
public final class Explainer {

    private Explainer() {}

    /**
     * Why a tunnel is as it is at an instant.
     *
     * @param journal of a run with frames, at least up to the instant
     * @throws IllegalArgumentException when the scenario has no tunnel of that name
     */
    public static Explanation explain(
            Scenario scenario, Positions positions, Names names, Journal journal, String tunnel, long at) {
        Subject subject = Subject.of(scenario, names, tunnel)
                .orElseThrow(() -> new IllegalArgumentException("no tunnel is named " + tunnel));
        History history = History.of(subject, journal, at);
        List<Difference> differences = Differences.of(subject.tunnel(), positions);
        List<Diagnosis> diagnoses = new ArrayList<>(new Mismatches(history).of(differences));
        List<Diagnosis> troubles = new ArrayList<>();
        new HealthChecks(history, positions).diagnosis().ifPresent(troubles::add);
        boolean isExplained = !troubles.isEmpty();
        troubles.addAll(new Troubles(history, diagnoses).all());
        // Between a reset by the health check and the next negotiation there is nothing else to say.
        troubles.removeIf(trouble -> isExplained && trouble.severity() == Severity.NORMAL);
        diagnoses.addAll(troubles);
        Optional<BgpHistory> bgp =
                BgpSubject.of(scenario, names, tunnel).map(session -> BgpHistory.of(session, journal, at));
        bgp.ifPresent(session -> diagnoses.addAll(diagnoses(session, positions, Code.BGP_ABNORMAL)));
        diagnoses.sort(Comparator.comparing(Diagnosis::severity));
        return new Explanation(
                scenario.name(),
                scenario.seed(),
                tunnel,
                at,
                history.isUp(),
                Stream.of(Side.values()).map(side -> States.of(history, side)).toList(),
                Story.of(history),
                bgp.map(BgpAccounts::of),
                diagnoses);
    }

    /**
     * Why the BGP session of a circuit is as it is at an instant.
     *
     * @param journal of a run with frames, at least up to the instant
     * @throws IllegalArgumentException when the scenario has no session of that name
     */
    public static SessionExplanation explainSession(
            Scenario scenario, Positions positions, Names names, Journal journal, String session, long at) {
        BgpSubject subject = BgpSubject.of(scenario, names, session)
                .orElseThrow(() -> new IllegalArgumentException("no session is named " + session));
        BgpHistory history = BgpHistory.of(subject, journal, at);
        return new SessionExplanation(
                scenario.name(),
                scenario.seed(),
                session,
                at,
                BgpAccounts.of(history),
                diagnoses(history, positions, Code.BGP_DOWN));
    }

    private static List<Diagnosis> diagnoses(BgpHistory history, Positions positions, Code code) {
        List<Diagnosis> diagnoses =
                new ArrayList<>(new BgpMismatches(history, code).of(BgpDifferences.of(history.subject, positions)));
        boolean isExplained = diagnoses.stream().anyMatch(diagnosis -> diagnosis.severity() == Severity.CRITICAL);
        diagnoses.addAll(new BgpTroubles(history, positions, code).all(isExplained));
        diagnoses.sort(Comparator.comparing(Diagnosis::severity));
        return diagnoses;
    }
}
