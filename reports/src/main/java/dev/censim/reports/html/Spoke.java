package dev.censim.reports.html;

import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.VpnConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What leads from a transit router or an ECR to a data centre: an IPsec-VPN connection or a VBR.
 *
 * @param site the data centre where it ends; empty when it is not known
 */
record Spoke(String name, String site, List<Line> lines) {

    /**
     * A tunnel or a circuit.
     *
     * @param style how its state looks
     * @param label what to write on it
     * @param far the gateway at its end
     * @param title all that is known of it
     * @param nat what is known of the NAT in front of that gateway, if there is one
     * @param is the hop that it is, as paths of packets name it
     * @param fails elements whose failure strikes it
     */
    record Line(
            String style,
            String label,
            String far,
            String title,
            boolean hit,
            Optional<String> nat,
            String is,
            String fails) {}

    /** All of a transit router, those of one data centre together. */
    static List<Spoke> of(Topology topology, String router, Health health) {
        List<Spoke> spokes = new ArrayList<>();
        for (VpnConnection connection : topology.vpnConnections()) {
            if (connection.isAttachedTo(router)) {
                spokes.add(spoke(topology, connection, health));
            }
        }
        for (Vbr vbr : topology.vbrs()) {
            if (vbr.isAttachedTo(router)) {
                spokes.add(spoke(vbr, health));
            }
        }
        return bySite(spokes);
    }

    /** The VBRs of an ECR, those of one data centre together. */
    static List<Spoke> of(Topology topology, Ecr ecr, Health health) {
        List<Spoke> spokes = new ArrayList<>();
        topology.vbrs().stream()
                .filter(vbr -> vbr.isChildOf(ecr.name()))
                .forEach(vbr -> spokes.add(spoke(vbr, health)));
        return bySite(spokes);
    }

    private static List<Spoke> bySite(List<Spoke> spokes) {
        List<String> sites = spokes.stream().map(Spoke::site).distinct().toList();
        spokes.sort((one, other) -> Integer.compare(sites.indexOf(one.site), sites.indexOf(other.site)));
        return spokes;
    }

    private static Spoke spoke(Topology topology, VpnConnection connection, Health health) {
        List<Line> lines = new ArrayList<>();
        for (Tunnel tunnel : connection.tunnels()) {
            String state = health.words(tunnel).map(words -> words + "; ").orElse("");
            String title = tunnel.name() + ": " + state + tunnel.zone() + " (" + tunnel.gatewayIp() + ") over "
                    + tunnel.path() + " to " + tunnel.customerGateway();
            String shortName = tunnel.name().substring(tunnel.name().lastIndexOf('.') + 1);
            lines.add(new Line(
                    health.tunnel(tunnel.name()),
                    shortName + " \u00b7 " + tunnel.path(),
                    tunnel.customerGateway(),
                    title,
                    health.hit(tunnel),
                    gateway(topology, tunnel.customerGateway()).flatMap(Spoke::nat),
                    tunnel.name(),
                    "path:" + tunnel.path() + " circuit:" + tunnel.path() + " tunnelEndpoint:" + tunnel.name()
                            + " session:" + tunnel.name() + " zone:" + tunnel.zone()));
        }
        String site = lines.isEmpty() ? "" : site(topology, lines.get(0).far());
        return new Spoke(connection.name(), site, lines);
    }

    private static Spoke spoke(Vbr vbr, Health health) {
        String words = health.words(vbr.name()).map(told -> told + "; ").orElse("");
        Line line = new Line(
                health.circuit(vbr.name()),
                "circuit \u00b7 " + vbr.path(),
                vbr.dataCenter(),
                vbr.name() + ": " + words + "over " + vbr.path() + " to " + vbr.dataCenter(),
                health.hit(vbr.path()) || health.hit(vbr.name()),
                Optional.empty(),
                vbr.path(),
                "circuit:" + vbr.path() + " session:" + vbr.name());
        return new Spoke(vbr.name(), vbr.dataCenter(), List.of(line));
    }

    private static Optional<CustomerGateway> gateway(Topology topology, String name) {
        return topology.dataCenters().stream()
                .flatMap(center -> center.customerGateways().stream())
                .filter(gateway -> gateway.name().equals(name))
                .findFirst();
    }

    private static Optional<String> nat(CustomerGateway gateway) {
        return gateway.nat()
                .map(nat -> "NAT " + gateway.ipAddress() + " in front of " + gateway.name() + " (" + nat.insideAddress()
                        + "); forgets a mapping after " + nat.mappingTimeout().toSeconds() + " s without a packet");
    }

    private static String site(Topology topology, String gateway) {
        for (DataCenter center : topology.dataCenters()) {
            if (center.customerGateways().stream()
                    .anyMatch(candidate -> candidate.name().equals(gateway))) {
                return center.name();
            }
        }
        return "";
    }
}
