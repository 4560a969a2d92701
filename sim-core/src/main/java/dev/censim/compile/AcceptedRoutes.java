package dev.censim.compile;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.topology.VpnConnection;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.PrefixLimit;
import dev.censim.proto.bgp.RoutePolicy;
import dev.censim.proto.bgp.RoutePolicy.Match;
import dev.censim.proto.bgp.RoutePolicy.Term;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a VPN gateway takes from a BGP peer (vendor, "configure BGP dynamic routing"): up to 50 routes, not 0.0.0.0/0, and nothing that
 * overlaps 100.64.0.0/10, which is the cloud's own. Nothing is known of such rules for a connection on a transit router.
 */
final class AcceptedRoutes {

    private static final Prefix RESERVED = Prefix.of("100.64.0.0/10");

    /** The default route is among the blocks around the reserved one. */
    private static final List<Prefix> AROUND_RESERVED = IntStream.range(0, RESERVED.length())
            .mapToObj(length -> Prefix.around(RESERVED.address(0), length))
            .toList();

    private static final RoutePolicy IMPORTS = new RoutePolicy(List.of(
            new Term(new Match(AROUND_RESERVED, List.of(RESERVED), List.of(), Optional.empty()), false, List.of())));

    private AcceptedRoutes() {}

    static BgpSessionConfig limited(VpnConnection connection, BgpSessionConfig session) {
        return connection.vpnGateway().isEmpty()
                ? session
                : session.withLimit(new PrefixLimit(Defaults.VPN_GATEWAY_ROUTE_LIMIT, PrefixLimit.Excess.DISCARD))
                        .withPolicies(IMPORTS, session.policy().exports());
    }
}
