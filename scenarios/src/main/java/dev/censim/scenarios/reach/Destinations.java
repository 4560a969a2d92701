package dev.censim.scenarios.reach;

import dev.censim.model.Scenario;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Host;
import dev.censim.model.traffic.Flow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** The addresses that packets of flows are sent to: of a ping those of both hosts. */
final class Destinations {

    /** By address as an unsigned number: the flows with packets for it. */
    private final NavigableMap<Long, int[]> flows = new TreeMap<>();

    Destinations(Scenario scenario) {
        Map<String, Ipv4> addresses = new HashMap<>();
        for (Host host : scenario.topology().hosts()) {
            addresses.put(host.name(), host.address());
        }
        int number = 0;
        for (Flow flow : scenario.flows()) {
            add(Objects.requireNonNull(addresses.get(flow.to())), number);
            if (flow.kind() == Flow.Kind.PING) {
                add(Objects.requireNonNull(addresses.get(flow.from())), number);
            }
            number++;
        }
    }

    private void add(Ipv4 address, int flow) {
        flows.merge(Integer.toUnsignedLong(address.bits()), new int[] {flow}, (known, one) -> {
            int[] all = Arrays.copyOf(known, known.length + 1);
            all[known.length] = flow;
            return all;
        });
    }

    /** Whether packets of a flow that a reach does not have are for addresses of a prefix. */
    boolean servesOthers(Prefix prefix, Reach reach) {
        long first = Integer.toUnsignedLong(prefix.network());
        long last = first + (1L << Integer.SIZE - prefix.length()) - 1;
        for (int[] some : flows.subMap(first, true, last, true).values()) {
            for (int flow : some) {
                if (!reach.hasFlow(flow)) {
                    return true;
                }
            }
        }
        return false;
    }
}
