package dev.censim.scenarios.path;

import java.util.List;
import java.util.Optional;

/**
 * One device on the way of a packet.
 *
 * @param device or the path or tunnel that the packet passes
 * @param lookup of a device that routes
 */
public record Step(String device, Optional<Lookup> lookup) {

    /**
     * What its table said.
     *
     * @param entry the longest prefix around the destination; empty when there is none
     * @param source where the entry comes from; empty without one
     * @param hops between which the flow's hash chooses
     * @param chosen empty when the packet goes nowhere from here
     * @param hash of the flow at this device
     * @param others of a transit router: every entry around the destination, and how it stands
     */
    public record Lookup(
            String table,
            Optional<String> entry,
            String source,
            List<String> hops,
            Optional<String> chosen,
            int hash,
            List<Contender> others) {
        public Lookup {
            hops = List.copyOf(hops);
            others = List.copyOf(others);
        }
    }

    /**
     * An entry of a transit router's table around the destination.
     *
     * @param nextHop or {@code blackhole}
     * @param why it is not used; empty when it is, or when a longer prefix wins
     */
    public record Contender(String prefix, String nextHop, String origin, String status, String why) {}
}
