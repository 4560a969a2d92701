package dev.censim.scenarios.explain;

import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Tunnel;
import java.util.List;

/** The protected data flows as each end has them. */
record Selectors(
        List<Prefix> cloudLocal, List<Prefix> cloudRemote, List<Prefix> customerLocal, List<Prefix> customerRemote) {

    static Selectors of(Tunnel tunnel) {
        return new Selectors(
                tunnel.cloud().localSubnets(),
                tunnel.cloud().remoteSubnets(),
                tunnel.customer().localSubnets(),
                tunnel.customer().remoteSubnets());
    }

    /** Whether some traffic is of both ends' flows, so that IKEv2 narrows instead of refusing (RFC 7296 section 2.9). */
    boolean overlap() {
        return overlap(cloudLocal, customerRemote) && overlap(cloudRemote, customerLocal);
    }

    private static boolean overlap(List<Prefix> one, List<Prefix> other) {
        return one.stream().anyMatch(a -> other.stream().anyMatch(b -> a.overlaps(b)));
    }
}
