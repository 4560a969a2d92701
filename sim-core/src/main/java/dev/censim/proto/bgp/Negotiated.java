package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;

/**
 * What both OPENs agree on.
 *
 * @param holdNanos 0: neither hold timer nor keepalives
 * @param keepaliveNanos before jitter
 * @param fourOctetAs AS numbers take four octets on this session
 * @param routeRefresh the peer understands ROUTE-REFRESH
 * @param external the peer is in another AS
 */
public record Negotiated(
        Asn peerAsn,
        Ipv4 peerIdentifier,
        long holdNanos,
        long keepaliveNanos,
        boolean fourOctetAs,
        boolean routeRefresh,
        boolean external) {}
