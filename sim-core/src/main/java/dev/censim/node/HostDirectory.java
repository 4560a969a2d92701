package dev.censim.node;

import dev.censim.model.address.Ipv4;
import java.util.Arrays;
import java.util.SortedMap;

/** Which actor has which address in one network: a sorted array. */
public final class HostDirectory {

    private final int[] addresses;
    private final int[] actors;

    /** @param hosts actor ids by address */
    public HostDirectory(SortedMap<Ipv4, Integer> hosts) {
        long[] sorted = hosts.entrySet().stream()
                .mapToLong(host -> (long) host.getKey().bits() << 32 | host.getValue())
                .sorted()
                .toArray();
        addresses = Arrays.stream(sorted).mapToInt(entry -> (int) (entry >> 32)).toArray();
        actors = Arrays.stream(sorted).mapToInt(entry -> (int) entry).toArray();
    }

    /** The host with an address, -1 when nobody has it. */
    int find(int address) {
        int place = Arrays.binarySearch(addresses, address);
        return place < 0 ? -1 : actors[place];
    }
}
