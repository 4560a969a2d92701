package dev.censim.scenarios.read;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.NetworkType;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import java.util.List;
import java.util.stream.Stream;

/** What a connection of the private gateway type needs of the VBR beneath it (product page, Gateway Type). */
final class PrivateRules {

    private static final List<Prefix> RFC_1918 =
            List.of(Prefix.of("10.0.0.0/8"), Prefix.of("172.16.0.0/12"), Prefix.of("192.168.0.0/16"));

    private final Draft draft;

    PrivateRules(Draft draft) {
        this.draft = draft;
    }

    static boolean isPrivate(Ipv4 address) {
        return RFC_1918.stream().anyMatch(block -> block.contains(address));
    }

    void check() {
        for (Declared<VpnConnection> connection : draft.vpnConnections.values()) {
            if (connection.value().networkType() == NetworkType.PRIVATE) {
                connection.value().tunnels().forEach(tunnel -> check(connection.value(), tunnel));
            }
        }
    }

    private void check(VpnConnection connection, Tunnel tunnel) {
        Declared<Tunnel> declared = draft.tunnels.get(tunnel.name());
        Declared<CustomerGateway> gateway = draft.customerGateways.get(tunnel.customerGateway());
        if (declared == null || gateway == null) {
            return;
        }
        Cursor at = declared.at();
        Stream.concat(
                        draft.vpcs.values().stream().map(Declared::value).map(Vpc::cidrBlocks),
                        draft.dataCenters.values().stream().map(Declared::value).map(DataCenter::cidrBlocks))
                .flatMap(List::stream)
                .filter(block -> block.contains(tunnel.gatewayIp()))
                .findFirst()
                .ifPresent(
                        block -> at.check(
                                "gatewayIp",
                                false,
                                "gatewayIp: " + tunnel.gatewayIp() + " is inside of " + block
                                        + ", a network behind the tunnel",
                                "choose an address of the transit router's own CIDR block (vendor, transit router CIDR blocks)"));
        draft.vbrs.values().stream()
                .map(Declared::value)
                .filter(vbr -> vbr.path().equals(tunnel.path()))
                .findFirst()
                .ifPresent(vbr -> checkUnderlay(at, connection, gateway.value(), vbr));
    }

    private void checkUnderlay(Cursor at, VpnConnection connection, CustomerGateway gateway, Vbr vbr) {
        at.check(
                "vbr",
                vbr.attachment()
                        .filter(one -> connection.isAttachedTo(one.transitRouter()))
                        .isPresent(),
                "vbr: " + Quote.of(vbr.name()) + " is at another transit router than the connection",
                "name a VBR that is attached to "
                        + Quote.of(connection
                                .attachment()
                                .map(Attachment::transitRouter)
                                .orElse("")));
        Declared<DataCenter> home = draft.dataCenters.get(vbr.dataCenter());
        if (home == null) {
            return;
        }
        at.check(
                "vbr",
                home.value().customerGateways().contains(gateway),
                "vbr: " + Quote.of(vbr.name()) + " leads to " + Quote.of(vbr.dataCenter()) + ", where customer gateway "
                        + Quote.of(gateway.name()) + " is not",
                "name a VBR that leads to the customer gateway's data centre");
        at.check(
                "customerGateway",
                gateway.nat().isEmpty(),
                "customerGateway: " + Quote.of(gateway.name()) + " is behind a NAT, which a circuit has none of",
                "leave its nat out, or name another gateway");
        List<Prefix> blocks = home.value().cidrBlocks();
        at.check(
                "customerGateway",
                blocks.stream().anyMatch(block -> block.contains(gateway.ipAddress()))
                        && home.value().hosts().stream()
                                .noneMatch(host -> host.address().equals(gateway.ipAddress())),
                "customerGateway: " + gateway.ipAddress() + " of " + Quote.of(gateway.name())
                        + " is not a free address of the data centre's networks",
                "a private tunnel ends inside the data centre: give the gateway an address of its cidrBlock");
        boolean isBypassed = vbr.bgp().isPresent()
                || vbr.routes().stream()
                        .filter(route -> !route.equals(Prefix.around(gateway.ipAddress(), 32)))
                        .anyMatch(route -> blocks.stream().anyMatch(route::overlaps));
        if (isBypassed) {
            at.warning(
                    "vbr",
                    "vbr: " + Quote.of(vbr.name()) + " also routes to the data centre's networks, past the tunnel and"
                            + " unencrypted",
                    "leave out its bgp and routes (the gateway addresses are routed by themselves), or put vpn before"
                            + " vbr in routePreference");
        }
    }
}
