package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.bgp.Capability;
import java.util.Optional;

/**
 * What both OPENs agree on.
 *
 * @param holdNanos 0: neither hold timer nor keepalives
 * @param keepaliveNanos before jitter
 * @param fourOctetAs AS numbers take four octets on this session
 * @param routeRefresh the peer understands ROUTE-REFRESH
 * @param external the peer is in another AS
 * @param gracefulRestart what the peer says of its restarts; empty when one of the two does not know RFC 4724
 */
public record Negotiated(
        Asn peerAsn,
        Ipv4 peerIdentifier,
        long holdNanos,
        long keepaliveNanos,
        boolean fourOctetAs,
        boolean routeRefresh,
        boolean external,
        Optional<Capability.GracefulRestart> gracefulRestart) {

    /** Whether the peer's routes are kept when the connection is lost, RFC 4724 section 4.2. */
    boolean keepsRoutes() {
        return gracefulRestart.stream()
                .flatMap(restart -> restart.families().stream())
                .anyMatch(Capability.GracefulRestart.Family::isIpv4Unicast);
    }

    /** Whether the peer, back from a restart, still forwards by the routes that it had announced before. */
    boolean hasForwarded() {
        return gracefulRestart.stream()
                .flatMap(restart -> restart.families().stream())
                .anyMatch(family -> family.isIpv4Unicast() && family.isForwarding());
    }

    /** Whether the peer will send an End-of-RIB that is worth waiting for, RFC 4724 section 4.1. */
    boolean isAwaited() {
        return gracefulRestart.isPresent() && !gracefulRestart.get().hasRestarted();
    }
}
