package dev.censim.scenarios.path;

import dev.censim.facts.BgpState;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.Side;
import dev.censim.kernel.Journal;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.VpnConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which tunnels can carry packets and which BGP sessions are established, at the cloud's end. */
final class Sessions {

    private final Names names;
    private final Map<Integer, Boolean> tunnels = new HashMap<>();
    private final Map<Integer, BgpState> sessions = new HashMap<>();

    Sessions(Names names, Journal journal) {
        this.names = names;
        journal.forEach(fact -> {
            if (fact instanceof NetworkFact.TunnelMoved moved && moved.side() == Side.CLOUD) {
                tunnels.put(moved.tunnel(), moved.up());
            } else if (fact instanceof NetworkFact.BgpMoved moved && moved.side() == Side.CLOUD) {
                sessions.put(moved.session(), moved.to());
            }
        });
    }

    /** The tunnels of a connection that are not up; all of them, when none is. */
    List<String> down(VpnConnection connection) {
        return connection.tunnels().stream()
                .map(Tunnel::name)
                .filter(name -> !tunnels.getOrDefault(names.tunnels().indexOf(name), false))
                .toList();
    }

    boolean isUp(VpnConnection connection) {
        return down(connection).size() < connection.tunnels().size();
    }

    boolean isEstablished(VpnConnection connection) {
        return connection.tunnels().stream().anyMatch(tunnel -> isEstablished(tunnel.name()));
    }

    boolean isEstablished(Vbr vbr) {
        return isEstablished(vbr.name());
    }

    private boolean isEstablished(String session) {
        return sessions.get(names.sessions().indexOf(session)) == BgpState.ESTABLISHED;
    }
}
