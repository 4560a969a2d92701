package dev.censim.scenarios.read;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.HealthCheck;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.DataCenterRoute;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VpnConnection;
import java.util.List;
import java.util.Optional;

/** What a health check needs at both sides to be answered (product page, Health Checks). */
final class HealthCheckRules {

    private final Draft draft;

    HealthCheckRules(Draft draft) {
        this.draft = draft;
    }

    void check() {
        for (Declared<VpnConnection> connection : draft.vpnConnections.values()) {
            Optional<HealthCheck> enabled = connection.value().healthCheck().filter(HealthCheck::enable);
            Cursor at = connection.at().childOrEmpty("healthCheckConfig", "a health check");
            for (Tunnel tunnel : connection.value().tunnels()) {
                enabled.ifPresent(check -> check(at, connection.value(), tunnel, check));
            }
        }
        draft.dataCenters.values().forEach(this::checkRoutes);
    }

    private void check(Cursor at, VpnConnection connection, Tunnel tunnel, HealthCheck check) {
        home(tunnel).ifPresent(dataCenter -> {
            checkReturnRoute(at, connection, tunnel, check.sip(), dataCenter);
            if (dataCenter.hosts().stream().noneMatch(host -> host.address().equals(check.dip()))) {
                at.warning(
                        "dip",
                        "dip: no host of " + Quote.of(dataCenter.name()) + " has the address " + check.dip(),
                        "the destination must answer ICMP (product page, Health Checks)");
            }
        });
        if (!covers(connection.localSubnets(), check.sip()) || !covers(connection.remoteSubnets(), check.dip())) {
            at.warning(
                    "sip",
                    "the probes from " + check.sip() + " to " + check.dip()
                            + " are outside of the protected data flows",
                    "choose sip from localSubnet and dip from remoteSubnet");
        }
        if (connection.enableTunnelsBgp()) {
            at.warning("enable", "a health check beside BGP", "the vendor's diagnosis advises against it; use DPD");
        }
    }

    private static void checkReturnRoute(
            Cursor at, VpnConnection connection, Tunnel tunnel, Ipv4 sip, DataCenter dataCenter) {
        Prefix needed = Prefix.around(sip, 32);
        boolean isRouted = dataCenter.routes().contains(new DataCenterRoute(needed, connection.name()))
                || dataCenter.customerGateways().stream()
                        .filter(gateway -> gateway.name().equals(tunnel.customerGateway()))
                        .anyMatch(gateway -> gateway.routes().contains(needed));
        if (!isRouted) {
            at.warning(
                    "sip",
                    "sip: " + Quote.of(dataCenter.name()) + " has no route " + needed + " into this connection; without"
                            + " it no reply comes back the way the probe went (product page, Health Checks)",
                    "add to the data centre routes: [{destination: " + needed + ", nextHop: " + connection.name()
                            + "}]");
        }
    }

    /** A data centre's route leads into a connection that ends there. */
    private void checkRoutes(Declared<DataCenter> dataCenter) {
        for (DataCenterRoute route : dataCenter.value().routes()) {
            Declared<VpnConnection> connection = draft.vpnConnections.get(route.connection());
            if (connection != null) {
                dataCenter
                        .at()
                        .check(
                                "routes",
                                connection.value().tunnels().stream()
                                        .anyMatch(tunnel -> home(tunnel).equals(Optional.of(dataCenter.value()))),
                                "routes: " + Quote.of(route.connection()) + " does not end in this data centre",
                                "name a connection that has a tunnel to one of its customer gateways");
            }
        }
    }

    private Optional<DataCenter> home(Tunnel tunnel) {
        return draft.dataCenters.values().stream()
                .map(Declared::value)
                .filter(dataCenter -> dataCenter.customerGateways().stream()
                        .map(CustomerGateway::name)
                        .anyMatch(tunnel.customerGateway()::equals))
                .findFirst();
    }

    private static boolean covers(List<Prefix> blocks, Ipv4 address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
