package dev.censim.scenarios.availability;

import dev.censim.scenarios.whatif.Manner;
import java.util.ArrayList;
import java.util.List;

/** Every set of components that can be down together, by its number, with its chance: components are independent. */
final class Enumeration {

    /** What a component may be: up, or down in one manner. */
    private record Option(double chance, boolean isDown, Manner manner) {}

    private final List<List<Option>> options = new ArrayList<>();
    private final long size;

    /** @throws ArithmeticException when there are more sets than a long counts */
    Enumeration(List<Component> components) {
        long sets = 1;
        for (Component component : components) {
            List<Option> of = new ArrayList<>();
            double down = component.unavailability();
            of.add(new Option(1 - down, false, Manner.SILENT));
            for (Manner manner : Manner.values()) {
                if (component.share(manner) > 0) {
                    of.add(new Option(down * component.share(manner), true, manner));
                }
            }
            options.add(of);
            sets = Math.multiplyExact(sets, of.size());
        }
        size = sets;
    }

    long size() {
        return size;
    }

    /** All sets of one to that many components. */
    List<DownSet> sets(int most) {
        List<DownSet> sets = new ArrayList<>(List.of(DownSet.NONE));
        for (int index = 0; index < options.size(); index++) {
            for (DownSet set : List.copyOf(sets)) {
                for (Option option : options.get(index)) {
                    if (option.isDown && set.size() < most) {
                        sets.add(set.with(index, option.manner));
                    }
                }
            }
        }
        sets.remove(DownSet.NONE);
        return sets;
    }

    /** Adds up what is to be expected of the sets of these numbers. */
    Tally tally(Outlook outlook, int flows, long from, long to) {
        Tally tally = new Tally(flows, options.size());
        for (long number = from; number < to; number++) {
            DownSet set = DownSet.NONE;
            double chance = 1;
            long rest = number;
            for (int index = 0; index < options.size(); index++) {
                List<Option> of = options.get(index);
                Option option = of.get((int) (rest % of.size()));
                rest /= of.size();
                chance *= option.chance;
                set = option.isDown ? set.with(index, option.manner) : set;
            }
            outlook.expect(set, chance, tally);
        }
        return tally;
    }
}
