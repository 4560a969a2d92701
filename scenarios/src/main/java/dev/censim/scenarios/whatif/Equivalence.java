package dev.censim.scenarios.whatif;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.model.Scenario;
import dev.censim.model.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** By which failures come to the same thing: by what each fault tells which actors. */
public final class Equivalence {

    private final Function<Fault, Set<Object>> effects;

    private Equivalence(Function<Fault, Set<Object>> effects) {
        this.effects = effects;
    }

    /** @param effects of a fault: faults of equal effects are equivalent */
    static Equivalence by(Function<Fault, Set<Object>> effects) {
        return new Equivalence(effects);
    }

    /** Faults of a scenario's network that tell the same actors the same. */
    public static Equivalence in(Scenario scenario) {
        Network network = Compiler.compile(scenario, false);
        return by(network::effects);
    }

    /** None: each fault is like itself only. */
    public static Equivalence none() {
        return by(fault -> new LinkedHashSet<>(List.of(fault)));
    }

    /** The effects of elements that fail in a manner, which all of them can. */
    List<Set<Object>> effects(List<Element> elements, Manner manner) {
        List<Set<Object>> all = new ArrayList<>();
        elements.forEach(element -> all.add(effects.apply(element.fault(manner).orElseThrow())));
        return all;
    }
}
