package dev.censim.reports.timeline;

import dev.censim.facts.Names;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words for a packet's path. */
public final class Route {

    private Route() {}

    /** Its tunnels, which is what tells paths apart; without any, all its hops. */
    public static String words(Names names, int[] hops) {
        String tunnels = IntStream.of(hops)
                .filter(hop -> hop < 0)
                .distinct()
                .mapToObj(names::hop)
                .collect(Collectors.joining(" and "));
        return tunnels.isEmpty() ? IntStream.of(hops).mapToObj(names::hop).collect(Collectors.joining(" > ")) : tunnels;
    }
}
