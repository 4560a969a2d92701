package dev.censim.scenarios.availability;

import dev.censim.scenarios.whatif.Manner;
import java.util.List;

/**
 * Importance sampling by failure biasing: a look at the network at a random instant, at which components are down far more often than they
 * really are, weighted by the likelihood ratio. What takes several rare failures at once is seen in every other draw.
 */
final class BiasedDraw {

    /** So many components are down in the mean: with them, the weights of all sets stay within a small factor of their chance. */
    private static final double DOWN = 2;

    private static final double HIGHEST = 0.5;

    private BiasedDraw() {}

    static Tally tally(Outlook outlook, int flows, long seed, long trial) {
        List<Component> components = outlook.components();
        Tally tally = new Tally(flows, components.size());
        DownSet set = DownSet.NONE;
        double ratio = 1;
        for (int index = 0; index < components.size(); index++) {
            Component component = components.get(index);
            Draws draws = new Draws(seed, trial, component.name());
            double real = component.unavailability();
            double biased = Math.max(real, Math.min(HIGHEST, DOWN / components.size()));
            if (draws.chance(biased)) {
                Manner manner = draws.chance(component.silentShare()) ? Manner.SILENT : Manner.CLEAN;
                set = set.with(index, manner);
                ratio *= real / biased;
            } else {
                ratio *= (1 - real) / (1 - biased);
            }
        }
        outlook.expect(set, ratio, tally);
        return tally;
    }
}
