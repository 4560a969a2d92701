package dev.censim.scenarios.whatif;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all cases together say. It takes one after the other, in the order of the plan, and keeps none of them. */
public final class Findings {

    /** One flow's worst case. */
    public record Worst(FlowLoss loss, Failure failure) {}

    private static final Comparator<FlowLoss> SEVERITY =
            Comparator.comparing(FlowLoss::isCutOff).thenComparingLong(FlowLoss::outage);

    private final Map<String, List<String>> singlePoints = new LinkedHashMap<>();
    private final Map<String, List<Failure>> minimalSets = new LinkedHashMap<>();
    private final Map<String, Worst> worst = new LinkedHashMap<>();
    private final Map<String, Long> damage = new LinkedHashMap<>();
    private final List<String> restless = new ArrayList<>();
    private long cases;

    public static Findings of(Iterable<Outcome> outcomes) {
        Findings findings = new Findings();
        outcomes.forEach(findings::take);
        return findings;
    }

    /** Smaller sets come before larger ones. */
    public void take(Outcome outcome) {
        cases++;
        Failure failure = outcome.failure();
        if (!outcome.isSettled()) {
            restless.add(failure.id());
        }
        for (FlowLoss loss : outcome.flows()) {
            if (loss.isCutOff()) {
                takeCut(failure, loss.flow());
            }
            if (loss.isHurt()) {
                worst.merge(
                        loss.flow(),
                        new Worst(loss, failure),
                        (known, other) -> SEVERITY.compare(other.loss, known.loss) > 0 ? other : known);
                if (failure.elements().size() == 1) {
                    damage.merge(failure.id(), loss.outage() + loss.repairOutage(), Long::sum);
                }
            }
        }
    }

    /** What contains an earlier set is not minimal. */
    private void takeCut(Failure failure, String flow) {
        List<Failure> known = minimalSets.computeIfAbsent(flow, name -> new ArrayList<>());
        if (known.stream().noneMatch(failure::contains)) {
            known.add(failure);
        }
        if (failure.elements().size() == 1) {
            List<String> flows =
                    singlePoints.computeIfAbsent(failure.elements().get(0).id(), id -> new ArrayList<>());
            if (!flows.contains(flow)) {
                flows.add(flow);
            }
        }
    }

    public long cases() {
        return cases;
    }

    /** Elements whose failure alone cuts a flow off, by id, with the flows. */
    public Map<String, List<String>> singlePoints() {
        return Collections.unmodifiableMap(singlePoints);
    }

    /** Of each flow that something cuts off, the failures that do and of which no part does. */
    public Map<String, List<Failure>> minimalSets() {
        return Collections.unmodifiableMap(minimalSets);
    }

    /** Of each flow that was hurt the worst case, the worst first. */
    public List<Worst> worst() {
        return worst.values().stream()
                .sorted(Comparator.comparing(Worst::loss, SEVERITY).reversed())
                .toList();
    }

    /** Of each failure of one element that hurts, by id, the nanoseconds without flows, of all flows together. */
    public Map<String, Long> damage() {
        return Collections.unmodifiableMap(damage);
    }

    /** Ids of the failures after which, or after whose repair, the network did not come to rest. */
    public List<String> restless() {
        return Collections.unmodifiableList(restless);
    }
}
