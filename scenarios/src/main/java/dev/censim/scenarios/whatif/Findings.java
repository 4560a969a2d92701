package dev.censim.scenarios.whatif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all outcomes together say.
 *
 * @param outcomes in the order in which the failures were planned
 * @param singlePoints elements whose failure alone cuts a flow off, by id, with the flows
 * @param minimalSets of each flow that something cuts off, the failures that do and of which no part does
 */
public record Findings(
        List<Outcome> outcomes, Map<String, List<String>> singlePoints, Map<String, List<Failure>> minimalSets) {

    public static Findings of(List<Outcome> outcomes) {
        Map<String, List<String>> singlePoints = new LinkedHashMap<>();
        Map<String, List<Failure>> minimalSets = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            for (FlowLoss loss : outcome.flows()) {
                if (loss.isCutOff()) {
                    takeCut(outcome.failure(), loss.flow(), singlePoints, minimalSets);
                }
            }
        }
        return new Findings(List.copyOf(outcomes), singlePoints, minimalSets);
    }

    /** Smaller sets were planned before larger ones, so what contains an earlier one is not minimal. */
    private static void takeCut(
            Failure failure, String flow, Map<String, List<String>> points, Map<String, List<Failure>> sets) {
        List<Failure> known = sets.computeIfAbsent(flow, name -> new ArrayList<>());
        if (known.stream().noneMatch(failure::contains)) {
            known.add(failure);
        }
        if (failure.elements().size() == 1) {
            List<String> flows =
                    points.computeIfAbsent(failure.elements().get(0).id(), id -> new ArrayList<>());
            if (!flows.contains(flow)) {
                flows.add(flow);
            }
        }
    }
}
