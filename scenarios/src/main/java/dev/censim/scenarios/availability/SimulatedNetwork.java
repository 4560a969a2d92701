package dev.censim.scenarios.availability;

import dev.censim.model.Scenario;
import dev.censim.model.fault.Fault;
import dev.censim.model.reliability.Reliability;
import dev.censim.model.traffic.Flow;
import dev.censim.scenarios.whatif.Element;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.FlowLoss;
import dev.censim.scenarios.whatif.Manner;
import dev.censim.scenarios.whatif.Outcome;
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
    private final List<String> flows;
    private final Map<String, Element> elements = new LinkedHashMap<>();

    public SimulatedNetwork(Scenario scenario, WhatIf network) {
        this.network = network;
        reliability = scenario.reliability();
        flows = scenario.flows().stream().map(Flow::name).toList();
        Elements.of(scenario.topology(), EnumSet.allOf(ElementKind.class))
                .forEach(element -> elements.put(element.id(), element));
    }

    /** What fails, in the order of the indices by which it is asked about. */
    public static List<Component> components(Scenario scenario) {
        return scenario.reliability().stream().map(Component::of).toList();
    }

    @Override
    public List<String> flows() {
        return flows;
    }

    @Override
    public List<Effect> effects(List<Down> down) {
        Map<String, Element> failed = new LinkedHashMap<>();
        for (Down one : down) {
            for (String id : reliability.get(one.component()).elements()) {
                failed.putIfAbsent(id, failing(id, one.manner()));
            }
        }
        Outcome outcome = network.outcome(new Failure(new ArrayList<>(failed.values()), Manner.SILENT));
        return outcome.flows().stream().map(SimulatedNetwork::effect).toList();
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
