package dev.censim.node;

import dev.censim.facts.CircuitFact;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.VbrSwitchCause;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import java.util.List;

/**
 * All routes of a gateway, taken back from its uplink at once or returned.
 *
 * @param by who does it
 * @param withdrawn taken back
 * @param prefixes what they were; nothing is noted of none
 */
record RouteSwitch(GatewayRoutes.Withholder by, boolean withdrawn, List<Prefix> prefixes) {

    /** @param end which has failed, or works again */
    void note(EndpointConfig end, Turn turn) {
        if (prefixes.isEmpty()) {
            return;
        }
        if (end.isCircuit()) {
            VbrSwitchCause cause = switch (by) {
                case HEALTH_CHECK -> VbrSwitchCause.HEALTH_CHECK;
                case FAILOVER_GROUP -> VbrSwitchCause.FAILOVER_GROUP;
            };
            turn.note(new CircuitFact.VbrRoutesSwitched(turn.now(), end.gateway(), withdrawn, cause, prefixes));
        } else {
            turn.note(new NetworkFact.RoutesSwitched(turn.now(), end.gateway(), end.tunnel(), withdrawn, prefixes));
        }
    }
}
