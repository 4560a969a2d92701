package dev.censim.scenarios.availability;

import dev.censim.scenarios.whatif.Manner;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Years of a network, component by component from its own stream of random numbers. It begins long after the components went into
 * service: each is down with the chance that it has in the long run, and for how much longer it stays so is the rest of a time that a
 * random instant meets (the equilibrium renewal process). Means over histories are then those of the long run, however short they are.
 */
final class History {

    /** The next change of a component. */
    private record Event(double at, int component) {}

    private final Outlook outlook;
    private final List<Component> components;
    private final Draws[] draws;
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingInt(Event::component));
    private DownSet set = DownSet.NONE;

    private History(Outlook outlook, long seed, long trial) {
        this.outlook = outlook;
        components = outlook.components();
        draws = new Draws[components.size()];
        for (int index = 0; index < draws.length; index++) {
            draws[index] = new Draws(seed, trial, components.get(index).name());
            begin(index);
        }
    }

    /** @param horizon in seconds */
    static Tally tally(Outlook outlook, int flows, long seed, long trial, double horizon) {
        return new History(outlook, seed, trial).run(flows, horizon);
    }

    private void begin(int index) {
        Component component = components.get(index);
        boolean isDown = draws[index].chance(component.unavailability());
        if (isDown) {
            set = set.with(index, manner(index));
        }
        Sojourn met = isDown ? component.down() : component.up();
        agenda.add(new Event(met.metQuantile(draws[index].next()) * draws[index].next(), index));
    }

    private Manner manner(int index) {
        return draws[index].chance(components.get(index).silentShare()) ? Manner.SILENT : Manner.CLEAN;
    }

    private Tally run(int flows, double horizon) {
        Tally tally = new Tally(flows, components.size());
        State state = outlook.state(set);
        double now = 0;
        for (Event event = agenda.peek(); event != null && event.at < horizon; event = agenda.peek()) {
            agenda.remove();
            tally.stay(state, event.at - now);
            now = event.at;
            state = change(event, state, tally);
        }
        tally.stay(state, horizon - now);
        tally.divide(horizon);
        return tally;
    }

    private State change(Event event, State from, Tally tally) {
        int index = event.component;
        Component component = components.get(index);
        boolean isRepair = set.contains(index);
        DownSet with = isRepair ? set : set.with(index, manner(index));
        set = isRepair ? set.without(index) : with;
        State to = outlook.state(set);
        double time = (isRepair ? component.up() : component.down()).quantile(draws[index].next());
        Step step = outlook.step(with, index);
        tally.moveFor(time, from, to, index, isRepair ? step.repair() : step.failure());
        agenda.add(new Event(event.at + time, index));
        return to;
    }
}
