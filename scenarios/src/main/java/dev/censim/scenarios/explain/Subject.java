package dev.censim.scenarios.explain;

import dev.censim.facts.Names;
import dev.censim.facts.Side;
import dev.censim.model.Scenario;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VpnConnection;
import java.util.Optional;

/**
 * The tunnel that is asked about, with its numbers in the journal.
 *
 * @param region of its cloud end
 * @param session -1 without BGP
 * @param cloud actor id of the connection
 * @param customer actor id of the customer gateway
 * @param link actor id of the path
 * @param nat actor id of the NAT in front of the customer gateway; -1 without one
 */
record Subject(
        VpnConnection connection,
        Tunnel tunnel,
        DataCenter dataCenter,
        CustomerGateway gateway,
        String region,
        Names names,
        int number,
        int session,
        int cloud,
        int customer,
        int link,
        int nat) {

    /** Empty when no tunnel has that name. */
    static Optional<Subject> of(Scenario scenario, Names names, String name) {
        return scenario.topology().tunnel(name).map(tunnel -> of(scenario.topology(), names, tunnel));
    }

    private static Subject of(Topology topology, Names names, Tunnel tunnel) {
        VpnConnection connection = topology.connectionOf(tunnel);
        CustomerGateway gateway = topology.customerGateway(tunnel.customerGateway());
        Region region = topology.regions().stream()
                .filter(candidate -> candidate.zones().contains(tunnel.zone()))
                .findFirst()
                .orElseThrow();
        DataCenter dataCenter = topology.dataCenters().stream()
                .filter(candidate -> candidate.customerGateways().contains(gateway))
                .findFirst()
                .orElseThrow();
        return new Subject(
                connection,
                tunnel,
                dataCenter,
                gateway,
                region.name(),
                names,
                names.tunnels().indexOf(tunnel.name()),
                names.sessions().indexOf(tunnel.name()),
                names.actors().indexOf(connection.name()),
                names.actors().indexOf(gateway.name()),
                names.actors().indexOf(tunnel.path()),
                gateway.nat().isPresent() ? names.actors().indexOf(gateway.natName()) : -1);
    }

    int actor(Side side) {
        return side == Side.CLOUD ? cloud : customer;
    }

    /** The device at one end. */
    String device(Side side) {
        return side == Side.CLOUD ? connection.name() : gateway.name();
    }

    /** How the path of a packet shows the tunnel, as in {@link Names#hop}. */
    int hop() {
        return Names.hopInto(number);
    }
}
