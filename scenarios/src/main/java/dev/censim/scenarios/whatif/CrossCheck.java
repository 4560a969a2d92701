package dev.censim.scenarios.whatif;

import dev.censim.model.Scenario;
import dev.censim.model.traffic.Flow;
import dev.censim.scenarios.redundancy.Redundancy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the drawing of the network says about each flow, held against what the simulation found. Where the two disagree, something that no
 * drawing shows decides: a route, a policy, a timer that is not there.
 *
 * @param flows in the order of the scenario
 */
public record CrossCheck(List<OnPaper> flows) {

    /**
     * Of one flow.
     *
     * @param singlePoints ids of the elements through which every way of the drawing leads
     * @param smallestCut ids of the fewest elements that together leave no way; empty when none do
     */
    public record OnPaper(
            String flow,
            List<String> singlePoints,
            Optional<List<String>> smallestCut,
            List<Disagreement> disagreements) {

        public OnPaper {
            singlePoints = List.copyOf(singlePoints);
            disagreements = List.copyOf(disagreements);
        }
    }

    /** @param isCutOff whether the simulation cuts off what the drawing leaves connected; else it is the other way round */
    public record Disagreement(Failure failure, boolean isCutOff, String reason) {}

    public CrossCheck {
        flows = List.copyOf(flows);
    }

    /** @param network on which failures are repeated that need an explanation */
    public static CrossCheck of(Scenario scenario, WhatIf network, Findings findings) {
        return new Checker(scenario, network, findings).check();
    }

    private static final class Checker {

        private final Scenario scenario;
        private final WhatIf network;
        private final Findings findings;
        private final Redundancy redundancy;
        private final Map<List<String>, OnPaper> byEnds = new LinkedHashMap<>();
        private final Map<String, CaseHistory> repeated = new LinkedHashMap<>();

        Checker(Scenario scenario, WhatIf network, Findings findings) {
            this.scenario = scenario;
            this.network = network;
            this.findings = findings;
            redundancy = Redundancy.of(scenario.topology());
        }

        CrossCheck check() {
            List<OnPaper> flows = new ArrayList<>();
            for (int number = 0; number < scenario.flows().size(); number++) {
                Flow flow = scenario.flows().get(number);
                OnPaper drawn = byEnds.computeIfAbsent(List.of(flow.from(), flow.to()), ends -> onPaper(flow));
                List<Disagreement> disagreements = findings.unreached().contains(flow.name())
                        ? List.of()
                        : disagreements(number, flow, drawn.singlePoints);
                flows.add(new OnPaper(flow.name(), drawn.singlePoints, drawn.smallestCut, disagreements));
            }
            return new CrossCheck(flows);
        }

        private OnPaper onPaper(Flow flow) {
            return new OnPaper(
                    flow.name(),
                    redundancy.singlePoints(flow.from(), flow.to()),
                    redundancy.smallestCut(flow.from(), flow.to()),
                    List.of());
        }

        private List<Disagreement> disagreements(int number, Flow flow, List<String> drawn) {
            List<Disagreement> disagreements = new ArrayList<>();
            for (MinimalSet set : findings.cutsOf(flow.name())) {
                List<String> ids = set.elements().stream().map(Element::id).toList();
                if (!redundancy.separates(ids, flow.from(), flow.to())) {
                    Failure failure = set.failure();
                    disagreements.add(new Disagreement(failure, true, Reason.ofLoss(network, repeat(failure), number)));
                }
            }
            findings.triedAlone().forEach((id, failure) -> {
                boolean isSurvived = drawn.contains(id)
                        && !findings.singlePoints().getOrDefault(id, List.of()).contains(flow.name());
                if (isSurvived) {
                    String reason = new Survival(repeat(failure), number).text();
                    disagreements.add(new Disagreement(failure, false, reason));
                }
            });
            return disagreements;
        }

        private CaseHistory repeat(Failure failure) {
            return repeated.computeIfAbsent(failure.id(), id -> network.history(failure));
        }
    }
}
