package dev.censim.scenarios.whatif;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all cases together say. It takes one after the other, in the order of the plan, and keeps none of them. */
public final class Findings {

    /** One flow's worst case, which began at {@code failedAt}. */
    public record Worst(FlowLoss loss, Failure failure, long failedAt) {}

    /**
     * What the failure of one element alone did.
     *
     * @param outages by manner, in nanoseconds: without flows, of all flows together, by the failure and by the repair
     * @param cutOff the most flows that it cut off
     */
    public record Damage(Element element, Map<Manner, Long> outages, int cutOff) {

        public Damage {
            outages = Collections.unmodifiableMap(new EnumMap<>(outages));
        }

        /** In the worse manner. */
        public long outage() {
            return Collections.max(outages.values());
        }

        private Damage and(Damage other) {
            Map<Manner, Long> both = new EnumMap<>(outages);
            both.putAll(other.outages);
            return new Damage(element, both, Math.max(cutOff, other.cutOff));
        }
    }

    /** Enough to begin with; each case says it of itself. */
    private static final int RESTLESS_KEPT = 20;

    private static final Comparator<FlowLoss> SEVERITY =
            Comparator.comparing(FlowLoss::isCutOff).thenComparingLong(FlowLoss::outage);

    private final Requirement requirement;
    private final Map<String, List<String>> singlePoints = new LinkedHashMap<>();
    private final MinimalSets minimalSets = new MinimalSets();
    private final MinimalSets cuts = new MinimalSets();
    private final Map<String, Failure> triedAlone = new LinkedHashMap<>();
    private final Map<String, Worst> worst = new LinkedHashMap<>();
    private final Map<String, Damage> damage = new LinkedHashMap<>();
    private final List<String> restless = new ArrayList<>();
    private long restlessCases;
    private final Disagreements disagreements = new Disagreements();
    private List<String> flows = List.of();
    private final BitSet reached = new BitSet();
    private long cases;

    /** A flow's requirement is not to be cut off. */
    public Findings() {
        this(Requirement.connected());
    }

    public Findings(Requirement requirement) {
        this.requirement = requirement;
    }

    public static Findings of(Iterable<Outcome> outcomes) {
        Findings findings = new Findings();
        outcomes.forEach(findings::take);
        return findings;
    }

    /** Smaller sets come before larger ones. */
    public void take(Outcome outcome) {
        if (cases == 0) {
            takeFlows(outcome.flows());
        }
        cases++;
        Failure failure = outcome.failure();
        if (!outcome.isSettled()) {
            takeRestless(failure);
        }
        for (int flow = 0; flow < flows.size(); flow++) {
            FlowLoss loss = outcome.flows().get(flow);
            if (requirement.isBroken(loss)) {
                minimalSets.take(failure, flow);
            }
            if (reached.get(flow) && loss.isCutOff()) {
                cuts.take(failure, flow);
            }
            if (loss.isHurt() && reached.get(flow)) {
                worst.merge(
                        loss.flow(),
                        new Worst(loss, failure, outcome.failedAt()),
                        (known, other) -> SEVERITY.compare(other.loss, known.loss) > 0 ? other : known);
            }
        }
        failure.alone().forEach(element -> {
            triedAlone.putIfAbsent(element.id(), failure);
            takeSingle(element, outcome);
        });
        disagreements.take(outcome);
    }

    private void takeFlows(List<FlowLoss> losses) {
        flows = losses.stream().map(FlowLoss::flow).toList();
        for (int flow = 0; flow < losses.size(); flow++) {
            reached.set(flow, !losses.get(flow).pathBefore().isEmpty());
        }
    }

    private void takeRestless(Failure failure) {
        restlessCases++;
        if (restless.size() < RESTLESS_KEPT) {
            restless.add(failure.id());
        }
    }

    private void takeSingle(Element element, Outcome outcome) {
        long outage = 0;
        List<String> cutOff = new ArrayList<>();
        for (int flow = reached.nextSetBit(0); flow >= 0; flow = reached.nextSetBit(flow + 1)) {
            FlowLoss loss = outcome.flows().get(flow);
            outage += loss.outage() + loss.repairOutage();
            if (loss.isCutOff()) {
                cutOff.add(loss.flow());
            }
        }
        if (!cutOff.isEmpty()) {
            List<String> known = singlePoints.computeIfAbsent(element.id(), id -> new ArrayList<>());
            cutOff.stream().filter(flow -> !known.contains(flow)).forEach(known::add);
        }
        if (outage > 0) {
            Map<Manner, Long> outages = new EnumMap<>(Manner.class);
            outages.put(outcome.failure().manner(), outage);
            damage.merge(element.id(), new Damage(element, outages, cutOff.size()), Damage::and);
        }
    }

    /**
     * Whether a failure can break no requirement that a smaller one has not broken: of each flow that got through, a part of it is known
     * to be enough.
     */
    public boolean isForeseen(Failure failure) {
        return cases > 0 && minimalSets.isPartEnough(failure.elements(), reached);
    }

    public long cases() {
        return cases;
    }

    /** Elements whose failure alone cuts a flow off, by id, with the flows. */
    public Map<String, List<String>> singlePoints() {
        return Collections.unmodifiableMap(singlePoints);
    }

    /** Of each flow whose requirement something breaks, the failures that do and of which no part does. */
    public Map<String, List<MinimalSet>> minimalSets() {
        Map<String, List<MinimalSet>> sets = new LinkedHashMap<>();
        for (int flow = 0; flow < flows.size(); flow++) {
            List<MinimalSet> found = minimalSets.of(flow);
            if (!found.isEmpty()) {
                sets.put(flows.get(flow), found);
            }
        }
        return sets;
    }

    /** The minimal sets that cut a flow off, whatever is required of it. */
    List<MinimalSet> cutsOf(String flow) {
        return cuts.of(flows.indexOf(flow));
    }

    /** By the id of each element that failed alone, a case in which it did. */
    Map<String, Failure> triedAlone() {
        return Collections.unmodifiableMap(triedAlone);
    }

    /** Of each flow that was hurt the worst case, the worst first. */
    public List<Worst> worst() {
        return worst.values().stream()
                .sorted(Comparator.comparing(Worst::loss, SEVERITY).reversed())
                .toList();
    }

    /** The elements whose failure alone hurts, the worst first. */
    public List<Damage> damage() {
        return damage.values().stream()
                .sorted(Comparator.comparingLong(Damage::outage).reversed())
                .toList();
    }

    /** Flows of which no packet arrived before anything failed: nothing is found about them. */
    public List<String> unreached() {
        List<String> names = new ArrayList<>(flows);
        reached.stream().mapToObj(flows::get).forEach(names::remove);
        return names;
    }

    public Disagreements disagreements() {
        return disagreements;
    }

    /** Ids of the first failures after which, or after whose repair, the network did not come to rest: {@value #RESTLESS_KEPT} at most. */
    public List<String> restless() {
        return Collections.unmodifiableList(restless);
    }

    /** How many such failures there were. */
    public long restlessCases() {
        return restlessCases;
    }
}
