package dev.censim.scenarios.availability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** Systems of which books know the availability, and studies that are worked off on the spot. */
final class Systems {

    static final double HOUR = 3_600;

    private Systems() {}

    static Sojourn exponential(double hours) {
        return new Sojourn.Weibull(1, hours * HOUR);
    }

    static Component component(int number, double up, double down) {
        return new Component("c" + number, exponential(up), exponential(down), 1);
    }

    /** Equal components. */
    static List<Component> components(int count, double up, double down) {
        List<Component> components = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            components.add(component(number, up, down));
        }
        return components;
    }

    /** One flow, which is cut off when that holds of the components that are down; it loses nothing else. */
    static Behaviour cutOffWhen(Predicate<BitSet> isCut) {
        return new Behaviour() {
            @Override
            public List<String> flows() {
                return List.of("flow");
            }

            @Override
            public List<Effect> effects(List<Down> down) {
                BitSet set = new BitSet();
                down.forEach(one -> set.set(one.component()));
                return List.of(isCut.test(set) ? Effect.CUT_OFF : Effect.NONE);
            }
        };
    }

    static Behaviour cutOffByAtLeast(int down) {
        return cutOffWhen(set -> set.cardinality() >= down);
    }

    static Estimates estimates(Study study) {
        Estimator estimator = new Estimator(study);
        for (long piece = 0; piece < study.pieces(); piece++) {
            estimator.take(study.piece(piece));
        }
        return estimator.estimates();
    }

    static Estimates.OfFlow flow(Study study) {
        return estimates(study).flows().get(0);
    }
}
