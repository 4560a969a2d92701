package dev.censim.scenarios.explain;

import dev.censim.facts.Side;
import java.util.List;
import java.util.Optional;

/**
 * What one end of a tunnel is in.
 *
 * @param device the connection or the customer gateway
 * @param bgp empty without BGP
 * @param healthCheck empty without one, and at the customer's end
 * @param routes that lead into the tunnel at this side: table, prefix and since when
 */
public record EndState(
        Side side,
        String device,
        Aspect tunnel,
        Aspect ikeSa,
        Aspect childSa,
        Optional<Aspect> bgp,
        Optional<Aspect> healthCheck,
        List<Aspect> routes) {

    public EndState {
        routes = List.copyOf(routes);
    }
}
