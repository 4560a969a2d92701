package dev.censim.cli.live;

import dev.censim.model.Scenario;
import dev.censim.model.address.Ipv4;
import dev.censim.model.topology.Tunnel;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.NatTraversal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One end of a tunnel of a scenario, put on addresses of this machine. */
public final class TunnelEndpoint {

    private TunnelEndpoint() {}

    /** The full names of all tunnels, in the order of the file. */
    public static List<String> names(Scenario scenario) {
        return scenario.topology().tunnels().stream().map(Tunnel::name).toList();
    }

    /**
     * Everything but the addresses is the scenario's; identities too, which are the scenario's addresses unless it says otherwise.
     * Empty when there is no such tunnel.
     */
    public static Optional<IkeEndpointConfig> of(
            Scenario scenario, String tunnel, End end, Role role, Ipv4 local, Ipv4 remote) {
        return scenario.topology()
                .tunnel(tunnel)
                .map(found -> end == End.CLOUD ? found.cloud() : found.customer())
                .map(settings -> IkeEndpointConfig.of(
                        settings,
                        local,
                        remote,
                        role == Role.INITIATOR,
                        NatTraversal.of(settings.enableNatTraversal())));
    }

    /** Opens that end on sockets; the tunnel must be one of {@link #names}. */
    public static LiveIke open(
            Scenario scenario,
            String tunnel,
            End end,
            Role role,
            Place local,
            Place remote,
            Inside inside,
            LiveObserver observer)
            throws IOException {
        IkeEndpointConfig config = of(scenario, tunnel, end, role, local.address(), remote.address())
                .orElseThrow()
                .withPorts(local.ports(), remote.ports());
        return new LiveIke(config, role, inside, observer);
    }
}
