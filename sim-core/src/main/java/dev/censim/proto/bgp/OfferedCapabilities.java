package dev.censim.proto.bgp;

import java.util.Optional;

/**
 * What our OPEN announces beside IPv4 unicast, RFC 5492.
 *
 * @param fourOctetAs RFC 6793; without it we are what that RFC calls an old speaker
 * @param routeRefresh RFC 2918
 * @param gracefulRestart RFC 4724; empty: the loss of a session is the loss of its routes
 */
public record OfferedCapabilities(
        boolean fourOctetAs, boolean routeRefresh, Optional<GracefulRestart> gracefulRestart) {

    public static final OfferedCapabilities DEFAULT = new OfferedCapabilities(true, true, Optional.empty());
}
