package dev.censim.node;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The ends of a link as every packet asks for them: sorted arrays, since hundreds of tunnels may share a path. Where two ends are alike
 * the first counts.
 */
record LinkEnds(IntTable byActor, IntTable customers, IntTable clouds, int customer, int cloud) {

    /** When there is none. */
    static final int NONE = -1;

    static LinkEnds of(List<Link.End> ends) {
        List<Link.End> customers = ends.stream().filter(Link.End::isCustomer).toList();
        List<Link.End> clouds = ends.stream().filter(end -> !end.isCustomer()).toList();
        return new LinkEnds(
                table(ends, Link.End::actor, ends::indexOf),
                table(customers, Link.End::address, Link.End::actor),
                table(clouds, Link.End::address, Link.End::actor),
                customers.isEmpty() ? NONE : customers.get(0).actor(),
                clouds.isEmpty() ? NONE : clouds.get(0).actor());
    }

    private static IntTable table(List<Link.End> ends, ToIntFunction<Link.End> key, ToIntFunction<Link.End> value) {
        SortedMap<Integer, Integer> entries = new TreeMap<>();
        ends.forEach(end -> entries.putIfAbsent(key.applyAsInt(end), value.applyAsInt(end)));
        return new IntTable(entries);
    }

    /** The number of an actor's end; {@link #NONE} when it has none here. */
    int endOf(int actor) {
        return byActor.find(actor, NONE);
    }

    /** The actor with an address on one side; {@link #NONE} when nobody has it. */
    int actor(int address, boolean onCustomerSide) {
        return (onCustomerSide ? customers : clouds).find(address, NONE);
    }

    /** The first actor on one side; {@link #NONE} when nobody is there. */
    int actor(boolean onCustomerSide) {
        return onCustomerSide ? customer : cloud;
    }
}
