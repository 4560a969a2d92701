package dev.censim.scenarios.availability;

import dev.censim.model.Scenario;
import dev.censim.model.fault.Fault;
import dev.censim.model.reliability.Reliability;
import dev.censim.scenarios.whatif.Element;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.FlowLoss;
import dev.censim.scenarios.whatif.Manner;
import dev.censim.scenarios.whatif.WhatIf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the simulator: what a scenario's network does when what its {@code reliability} names fails. */
public final class SimulatedNetwork implements Behaviour {

    private static final double NANOS = 1e9;

    private final WhatIf network;
    private final List<Reliability> reliability;
    private final List<String> flows = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    private final Map<String, Element> elements = new LinkedHashMap<>();

    /** @param scenario whose {@code reliability} names something */
    public SimulatedNetwork(Scenario scenario, WhatIf network) {
        this.network = network;
        reliability = scenario.reliability();
        Elements.of(scenario.topology(), EnumSet.allOf(ElementKind.class))
                .forEach(element -> elements.put(element.id(), element));
        List<FlowLoss> losses = losses(List.of(new Down(0, Manner.SILENT)));
        losses.forEach(loss -> (loss.pathBefore().isEmpty() ? dead : flows).add(loss.flow()));
    }

    /** What fails, in the order of the indices by which it is asked about. */
    public static List<Component> components(Scenario scenario) {
        return scenario.reliability().stream().map(Component::of).toList();
    }

    /** Those of which packets arrive when all is well; maybe none. */
    @Override
    public List<String> flows() {
        return List.copyOf(flows);
    }

    /** The others: nothing can be said of what a failure does to them. */
    public List<String> deadFlows() {
        return List.copyOf(dead);
    }

    @Override
    public List<Effect> effects(List<Down> down) {
        return losses(down).stream()
                .filter(loss -> !loss.pathBefore().isEmpty())
                .map(SimulatedNetwork::effect)
                .toList();
    }

    private List<FlowLoss> losses(List<Down> down) {
        Map<String, Element> failed = new LinkedHashMap<>();
        for (Down one : down) {
            for (String id : reliability.get(one.component()).elements()) {
                failed.putIfAbsent(id, failing(id, one.manner()));
            }
        }
        return network.outcome(new Failure(new ArrayList<>(failed.values()), Manner.SILENT))
                .flows();
    }

    /** An element that fails in one manner whatever is asked for: those of one set may differ. */
    private Element failing(String id, Manner manner) {
        Element element = Optional.ofNullable(elements.get(id)).orElseThrow();
        Optional<Fault> fault = element.fault(manner).or(() -> element.silent().or(element::clean));
        return new Element(element.kind(), element.name(), fault, fault);
    }

    private static Effect effect(FlowLoss loss) {
        return new Effect(loss.isCutOff(), loss.outage() / NANOS, loss.repairOutage() / NANOS, loss.pathAfter());
    }
}
