package dev.censim.scenarios.explain;

import dev.censim.facts.Names;
import dev.censim.facts.Side;
import dev.censim.model.Scenario;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VpnConnection;
import java.util.Optional;

/**
 * The tunnel that is asked about, with its numbers in the journal.
 *
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
        Names names,
        int number,
        int session,
        int cloud,
        int customer,
        int link,
        int nat) {

    /** Empty when no tunnel has that name. */
    static Optional<Subject> of(Scenario scenario, Names names, String name) {
        for (VpnConnection connection : scenario.topology().vpnConnections()) {
            for (Tunnel tunnel : connection.tunnels()) {
                if (tunnel.name().equals(name)) {
                    return Optional.of(of(scenario, names, connection, tunnel));
                }
            }
        }
        return Optional.empty();
    }

    private static Subject of(Scenario scenario, Names names, VpnConnection connection, Tunnel tunnel) {
        DataCenter dataCenter = scenario.topology().dataCenters().stream()
                .filter(candidate -> gateway(candidate, tunnel).isPresent())
                .findFirst()
                .orElseThrow();
        CustomerGateway gateway = gateway(dataCenter, tunnel).orElseThrow();
        return new Subject(
                connection,
                tunnel,
                dataCenter,
                gateway,
                names,
                names.tunnels().indexOf(tunnel.name()),
                names.sessions().indexOf(tunnel.name()),
                names.actors().indexOf(connection.name()),
                names.actors().indexOf(gateway.name()),
                names.actors().indexOf(tunnel.path()),
                gateway.nat().isPresent() ? names.actors().indexOf(gateway.name() + ".nat") : -1);
    }

    private static Optional<CustomerGateway> gateway(DataCenter dataCenter, Tunnel tunnel) {
        return dataCenter.customerGateways().stream()
                .filter(candidate -> candidate.name().equals(tunnel.customerGateway()))
                .findFirst();
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
        return -1 - number;
    }
}
