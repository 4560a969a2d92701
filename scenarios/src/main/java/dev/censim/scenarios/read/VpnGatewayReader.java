package dev.censim.scenarios.read;

import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.DualTunnelMode;
import dev.censim.model.topology.NetworkType;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.VSwitch;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnGateway;
import dev.censim.model.topology.VpnGatewayAssociation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code vpnGateways}, and what connections say about theirs. */
final class VpnGatewayReader {

    /** Terraform {@code vpn_route_entry}. */
    private static final Form<Integer> WEIGHT = new Form<>(
            "100 for the active connection, 0 for the standby one",
            VpnGatewayAssociation.ACTIVE,
            text -> switch (text) {
                case "100" -> Optional.of(VpnGatewayAssociation.ACTIVE);
                case "0" -> Optional.of(VpnGatewayAssociation.STANDBY);
                default -> Optional.empty();
            });

    private final Draft draft;

    VpnGatewayReader(Draft draft) {
        this.draft = draft;
    }

    void vpnGateway(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Optional<Located<String>> vpcName = at.requiredLocated("vpc", Forms.NAME_FORM);
        vpcName.ifPresent(v -> draft.names.refer(v, Kind.VPC));
        Optional<Vpc> vpc = vpcName.flatMap(v -> Optional.ofNullable(draft.vpcs.get(v.value())))
                .map(Declared::value);
        Optional<Located<String>> first = at.requiredLocated("vSwitch", Forms.NAME_FORM);
        Optional<Located<String>> second = at.located("disasterRecoveryVSwitch", Forms.NAME_FORM);
        NetworkType type = at.or(
                "networkType", Form.oneOf(Arrays.asList(NetworkType.values()), NetworkType::text), NetworkType.PUBLIC);
        boolean autoPropagate = at.or("autoPropagate", Forms.BOOLEAN, false);
        List<Prefix> published = SiteReader.values(at.list("publishedRoutes", Forms.PREFIX));
        at.done();
        List<String> zones = new ArrayList<>();
        vpc.ifPresent(home -> {
            first.ifPresent(v -> zone(at, "vSwitch", v, home).ifPresent(zones::add));
            second.ifPresent(v -> zone(at, "disasterRecoveryVSwitch", v, home).ifPresent(zones::add));
            checkZones(at, home, zones);
            checkPropagation(at, home, autoPropagate, published);
        });
        at.check(
                "networkType",
                type == NetworkType.PUBLIC,
                "networkType: a private VPN gateway is not modelled",
                "attach private connections to a transit router (networkType: private at the connection), or leave it out");
        if (name.isPresent() && draft.names.declare(Kind.VPN_GATEWAY, name.get())) {
            VpnGateway gateway = new VpnGateway(
                    name.get().value(), vpcName.map(Located::value).orElse(""), type, zones, autoPropagate, published);
            draft.vpnGateways.put(gateway.name(), new Declared<>(gateway, at));
        }
    }

    private Optional<String> zone(Cursor at, String key, Located<String> name, Vpc vpc) {
        Map<String, String> zones = new LinkedHashMap<>();
        for (VSwitch vSwitch : vpc.vSwitches()) {
            zones.put(vSwitch.name(), vSwitch.zone());
        }
        if (!zones.containsKey(name.value())) {
            at.error(
                    key,
                    key + ": " + Quote.of(name.value()) + " is no vSwitch of VPC " + Quote.of(vpc.name()),
                    Suggestion.nearest(name.value(), zones.keySet())
                            .map(Form::didYouMean)
                            .orElse("its vSwitches: " + String.join(", ", zones.keySet())));
        }
        return Optional.ofNullable(zones.get(name.value()));
    }

    /** Terraform {@code vpn_gateway}: the second vSwitch is in another zone; a region of one zone has no other. */
    private void checkZones(Cursor at, Vpc vpc, List<String> zones) {
        Declared<Region> region = draft.regions.get(vpc.region());
        boolean isSingle = region != null && region.value().zones().size() == 1;
        at.check(
                "disasterRecoveryVSwitch",
                zones.size() < 2 || isSingle || !zones.get(0).equals(zones.get(1)),
                "disasterRecoveryVSwitch: both vSwitches are in zone " + (zones.isEmpty() ? "" : zones.get(0))
                        + " (Terraform vpn_gateway, disaster_recovery_vswitch_id)",
                "name a vSwitch of another zone");
    }

    private static void checkPropagation(Cursor at, Vpc vpc, boolean autoPropagate, List<Prefix> published) {
        boolean isSynchronized =
                vpc.attachment().filter(Attachment::autoPublishRouteEnabled).isPresent();
        at.check(
                "autoPropagate",
                !autoPropagate || !isSynchronized,
                "autoPropagate: the transit router synchronizes routes to VPC " + Quote.of(vpc.name())
                        + ", which a VPN gateway with automatic BGP propagation excludes (vendor, route synchronization)",
                "set autoPublishRouteEnabled: false at the VPC's attachment and write its routes, or autoPropagate: false");
        at.check(
                "publishedRoutes",
                published.isEmpty() || vpc.attachment().isPresent(),
                "publishedRoutes: VPC " + Quote.of(vpc.name()) + " is attached to no transit router",
                "attach the VPC, or leave publishedRoutes out");
        if (!published.isEmpty() && !autoPropagate) {
            at.warning(
                    "publishedRoutes",
                    "without autoPropagate no route of BGP is in the VPC's route table, and none is published",
                    "set autoPropagate: true, or publish a route of the VPC: published: true");
        }
    }

    /** That a connection belongs to a VPN gateway; empty when it does not say so. */
    Optional<VpnGatewayAssociation> association(Cursor at) {
        Optional<Located<String>> gateway = at.located("vpnGateway", Forms.NAME_FORM);
        int weight = at.or("weight", WEIGHT, VpnGatewayAssociation.ACTIVE);
        gateway.ifPresent(name -> draft.names.refer(name, Kind.VPN_GATEWAY));
        at.check(
                "weight",
                gateway.isPresent() || !at.has("weight"),
                "weight: only static routes of a VPN gateway have weights; at a transit router equal ones share traffic",
                "leave weight out");
        at.check(
                "vpnGateway",
                gateway.isEmpty() || !at.has("attachment"),
                "vpnGateway: a connection of a VPN gateway is attached to no transit router (vendor,"
                        + " GrantInstanceToTransitRouter)",
                "write attachment or vpnGateway, not both");
        at.check(
                "grantAttachment",
                gateway.isEmpty() || !at.has("grantAttachment"),
                "grantAttachment: a connection of a VPN gateway is attached to no transit router (vendor,"
                        + " GrantInstanceToTransitRouter)",
                "leave it out, or write attachment in place of vpnGateway");
        return gateway.map(name -> new VpnGatewayAssociation(name.value(), weight));
    }

    /** What a connection of a VPN gateway may be (vendor, IPsec-VPN overview: association modes). */
    void check(Cursor at, VpnGatewayAssociation home, int tunnels, DualTunnelMode mode, NetworkType type) {
        at.check(
                "dualTunnelMode",
                mode == DualTunnelMode.ACTIVE_STANDBY,
                "dualTunnelMode: the tunnels of a VPN gateway's connection are active and standby (vendor, IPsec-VPN"
                        + " overview)",
                "leave it out, or attach the connection to a transit router");
        at.check(
                "networkType",
                type == NetworkType.PUBLIC,
                "networkType: a private VPN gateway is not modelled",
                "leave it out, or attach the connection to a transit router");
        Declared<VpnGateway> gateway = draft.vpnGateways.get(home.vpnGateway());
        if (gateway == null) {
            return;
        }
        at.check(
                "tunnels",
                tunnels < 2
                        || gateway.value().zones().size() == 2
                        || !gateway.at().sound("vSwitch"),
                "tunnels: two tunnels need a VPN gateway with a second vSwitch (Terraform vpn_gateway,"
                        + " disaster_recovery_vswitch_id)",
                "add disasterRecoveryVSwitch to " + Quote.of(home.vpnGateway()) + ", or write one tunnel");
        if (tunnels == 2 && home.weight() == VpnGatewayAssociation.STANDBY) {
            at.warning(
                    "weight",
                    "weight: without a meaning for a connection with two tunnels (API, VPN route entries)",
                    "leave it out; its second tunnel stands by");
        }
    }
}
