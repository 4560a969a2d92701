package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.NetworkType;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.TunnelBgp;
import dev.censim.model.topology.TunnelEnd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one tunnel of a connection: its two ends, its place and its BGP peering. */
final class TunnelReader {

    /**
     * What a tunnel takes from its connection.
     *
     * @param zones where its tunnels can end
     */
    record Connection(
            String name,
            List<String> zones,
            boolean isOfVpnGateway,
            boolean bgp,
            boolean bgpIsSound,
            Asn localAsn,
            TunnelEnd common,
            Settings settings,
            NetworkType networkType) {
        boolean isPrivate() {
            return networkType == NetworkType.PRIVATE;
        }
    }

    /** Where settings of an end stand beside those of the level itself. */
    private static final String[] GROUPS = {"tunnelIkeConfig", "tunnelIpsecConfig", "tunnelBgpConfig", "bgpTimers"};

    private final Draft draft;
    private final Allocation allocation;
    private final TunnelBgpReader bgpReader;

    /**
     * The customer's device.
     *
     * @param gatewayIp where it looks for the cloud's end
     * @param bgp what is written of its BGP
     */
    private record Device(TunnelEnd end, Ipv4 gatewayIp, Optional<Cursor> bgp) {}

    TunnelReader(Draft draft, Allocation allocation) {
        this.draft = draft;
        this.allocation = allocation;
        bgpReader = new TunnelBgpReader(draft, allocation);
    }

    /**
     * @param before the tunnels of the same connection that have been read
     */
    Tunnel tunnel(Cursor at, Connection connection, List<Tunnel> before) {
        int index = before.size();
        String shortName = at.or("name", Forms.NAME_FORM, "tunnel" + (index + 1));
        String name = connection.name() + "." + shortName;
        boolean free = draft.names.declare(Kind.TUNNEL, new Located<>(name, at.mark("name")));
        Optional<Located<String>> gatewayName = at.requiredLocated("customerGateway", Forms.NAME_FORM);
        gatewayName.ifPresent(g -> draft.names.refer(g, Kind.CUSTOMER_GATEWAY));
        Optional<CustomerGateway> gateway = gatewayName
                .flatMap(g -> Optional.ofNullable(draft.customerGateways.get(g.value())))
                .map(Declared::value);
        String zone = zone(at, connection, before);
        Ipv4 gatewayIp = gatewayIp(at, connection);
        String path = connection.isPrivate() ? circuit(at) : path(at, name);
        if (connection.isPrivate()) {
            gateway.ifPresent(g -> checkPrivate(at, "customerGateway", g.ipAddress()));
        }
        TunnelEnd cloud = identified(
                TunnelEndReader.read(at, "tunnelIkeConfig", "tunnelIpsecConfig", connection.common()),
                gatewayIp.toString(),
                gateway.map(g -> g.ipAddress().toString()).orElse("0.0.0.0"));
        Device device = device(at, cloud, gatewayIp);
        TunnelEnd customer = device.end();
        gateway.filter(g -> g.nat().isPresent()).ifPresent(g -> behindNat(at, g, cloud, customer));
        Optional<TunnelBgp> bgp = bgpReader.bgp(at, device.bgp(), connection, gateway, customer.bgpTimers());
        at.done();
        if (at.sound("peer") && !cloud.initiates() && !customer.initiates()) {
            at.warning(
                    "peer",
                    "neither end of " + name + " initiates; it stays down until traffic wants it",
                    "set effectImmediately: true at the connection, or initiates: true under 'peer'");
        }
        Tunnel tunnel = new Tunnel(
                name,
                zone,
                gatewayIp,
                device.gatewayIp(),
                gatewayName.map(Located::value).orElse(""),
                path,
                cloud,
                customer,
                bgp);
        if (free) {
            draft.tunnels.put(name, new Declared<>(tunnel, at));
            locate(at, tunnel, connection.settings());
        }
        return tunnel;
    }

    /** Keeps where its settings stand, and holds them against each other. */
    private void locate(Cursor at, Tunnel tunnel, Settings common) {
        Settings cloud = common.with(at, GROUPS).with(gatewaySettings(tunnel.customerGateway()));
        Settings customer = cloud.mirrored();
        Optional<Cursor> peer =
                at.sound("peer") ? at.child("peer", "the customer's end of a tunnel") : Optional.empty();
        Settings device = peer.map(level -> customer.with(level, GROUPS)).orElse(customer);
        draft.cloudSettings.put(tunnel.name(), cloud);
        draft.customerSettings.put(tunnel.name(), device);
        new EndRules(draft, at.mark()).check(tunnel, cloud, device);
    }

    /** What the cloud knows of the customer's BGP stands at the customer gateway. */
    private Map<String, Mark> gatewaySettings(String name) {
        Declared<CustomerGateway> gateway = draft.customerGateways.get(name);
        Map<String, Mark> marks = new HashMap<>();
        if (gateway != null && gateway.at().has("asn")) {
            marks.put("peerAsn", gateway.at().mark("asn"));
        }
        if (gateway != null && gateway.at().has("authKey")) {
            marks.put("authKey", gateway.at().mark("authKey"));
        }
        return marks;
    }

    /** Nothing that is wrong, but nothing that works: so that nobody wonders. */
    private static void behindNat(Cursor at, CustomerGateway gateway, TunnelEnd cloud, TunnelEnd customer) {
        if (!cloud.enableNatTraversal() || !customer.enableNatTraversal()) {
            at.warning(
                    "customerGateway",
                    gateway.name() + " is behind a NAT, which ESP without NAT traversal does not pass",
                    "set enableNatTraversal: true at both ends");
        }
        if (!customer.initiates()) {
            at.warning(
                    "peer",
                    gateway.name() + " is behind a NAT, and only the end behind it can begin a negotiation",
                    "leave out initiates: false");
        }
    }

    /** Vendor, "dual-tunnel mode": tunnels are placed automatically in different zones where there are two. */
    private String zone(Cursor at, Connection connection, List<Tunnel> before) {
        List<String> zones = connection.zones();
        List<String> used = before.stream().map(Tunnel::zone).toList();
        Optional<Located<String>> written = at.located("zone", Forms.NAME_FORM);
        if (written.isEmpty()) {
            return zones.stream()
                    .filter(zone -> !used.contains(zone))
                    .findFirst()
                    .orElse(zones.isEmpty() ? "" : zones.get(0));
        }
        at.check(
                "zone",
                !connection.isOfVpnGateway(),
                "zone: the tunnels of a VPN gateway's connection end in the gateway's vSwitches",
                "leave 'zone' out, and choose the gateway's vSwitch and disasterRecoveryVSwitch");
        String zone = written.get().value();
        draft.names.refer(written.get(), Kind.ZONE);
        if (draft.names.isDeclared(Kind.ZONE, zone) && !zones.isEmpty()) {
            at.check(
                    "zone",
                    zones.contains(zone),
                    "zone " + Quote.of(zone) + " is not in the transit router's region",
                    "zones of that region: " + String.join(", ", zones));
        }
        if (at.sound("zone") && used.contains(zone) && zones.size() > 1) {
            at.warning(
                    "zone",
                    "both tunnels of " + connection.name() + " are in zone " + zone,
                    "one zone outage takes both down; leave 'zone' out, and they are placed apart");
        }
        return zone;
    }

    private static void checkPrivate(Cursor at, String key, Ipv4 address) {
        at.check(
                key,
                PrivateRules.isPrivate(address),
                key + ": " + address
                        + " is not a private address, which networkType: private needs (product page, Gateway"
                        + " Type)",
                "choose an address of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16");
    }

    private Ipv4 gatewayIp(Cursor at, Connection connection) {
        Optional<Ipv4> written = at.optional("gatewayIp", Forms.ADDRESS);
        if (connection.isPrivate()) {
            written.ifPresent(address -> checkPrivate(at, "gatewayIp", address));
            if (written.isEmpty()) {
                at.missing("gatewayIp", "a private address of the transit router's CIDR block, such as 10.254.0.1");
            }
        }
        if (written.isEmpty()) {
            return allocation.gateway();
        }
        Ipv4 address = written.get();
        if (at.sound("gatewayIp")) {
            at.check(
                    "gatewayIp",
                    !NetworkReader.isForbiddenGateway(address),
                    "gatewayIp: " + address + " cannot be the public address of a gateway",
                    "leave it out, and an address of 198.18.0.0/15 is chosen");
            allocation
                    .take(address, at.mark("gatewayIp"))
                    .ifPresent(first -> at.error(
                            "gatewayIp",
                            "gatewayIp: " + address + " is already used at " + first,
                            "each tunnel has its own gateway address"));
        }
        return address;
    }

    /** The path of the VBR that a private tunnel names. */
    private String circuit(Cursor at) {
        at.check(
                "path",
                at.node("path").isEmpty(),
                "path: a private tunnel runs over the circuit of its VBR",
                "leave 'path' out, and write vbr");
        Optional<Located<String>> vbr = at.requiredLocated("vbr", Forms.NAME_FORM);
        vbr.ifPresent(v -> draft.names.refer(v, Kind.VBR));
        return vbr.flatMap(v -> Optional.ofNullable(draft.vbrs.get(v.value())))
                .map(declared -> declared.value().path())
                .orElse("");
    }

    private String path(Cursor at, String tunnel) {
        Optional<Located<String>> written = at.located("path", Forms.NAME_FORM);
        at.check(
                "vbr",
                at.node("vbr").isEmpty(),
                "vbr: only a tunnel of networkType: private runs over a VBR (product page, Gateway Type)",
                "write networkType: private at the connection, or path");
        if (written.isPresent()) {
            String circuit = written.get().value();
            draft.vbrs.values().stream()
                    .filter(vbr -> vbr.value().path().equals(circuit))
                    .findFirst()
                    .ifPresent(vbr -> at.error(
                            "path",
                            "path: " + Quote.of(circuit) + " is the circuit of VBR "
                                    + Quote.of(vbr.value().name()),
                            "a circuit belongs to one VBR; a tunnel over it has networkType: private and vbr"));
            draft.names.refer(written.get(), Kind.PATH);
            draft.usedPaths.add(written.get().value());
            return written.get().value();
        }
        draft.paths.put(tunnel, new Declared<>(NetworkReader.defaultPath(tunnel), at));
        return tunnel;
    }

    /** Product page: LocalId is the tunnel's address, RemoteId the customer gateway's, unless written. */
    private static TunnelEnd identified(TunnelEnd end, String localId, String remoteId) {
        IkeConfig ike = end.ike();
        return TunnelEndReader.with(
                end,
                TunnelEndReader.withIdentities(
                        ike,
                        ike.localId().equals(TunnelEndReader.UNSET) ? localId : ike.localId(),
                        ike.remoteId().equals(TunnelEndReader.UNSET) ? remoteId : ike.remoteId()),
                end.initiates());
    }

    /** The device is configured as the cloud's mirror image, except where {@code peer} says otherwise. */
    private static Device device(Cursor at, TunnelEnd cloud, Ipv4 gatewayIp) {
        Cursor peer = at.childOrEmpty("peer", "the customer's end of a tunnel");
        IkeConfig mirrored = TunnelEndReader.withIdentities(
                cloud.ike(), cloud.ike().remoteId(), cloud.ike().localId());
        TunnelEnd read = TunnelEndReader.readDevice(peer, TunnelEndReader.with(cloud, mirrored, cloud.initiates()));
        boolean initiates = peer.or("initiates", Forms.BOOLEAN, true);
        List<Prefix> local = SiteReader.values(peer.list("localSubnet", Forms.PREFIX));
        List<Prefix> remote = SiteReader.values(peer.list("remoteSubnet", Forms.PREFIX));
        Ipv4 gateway = peer.or("gatewayIp", Forms.ADDRESS, gatewayIp);
        Optional<Cursor> bgp = TunnelBgpReader.ofDevice(peer);
        peer.done();
        TunnelEnd end = TunnelEndReader.with(read, read.ike(), initiates)
                .protecting(
                        local.isEmpty() ? cloud.remoteSubnets() : local,
                        remote.isEmpty() ? cloud.localSubnets() : remote);
        return new Device(end, gateway, bgp);
    }
}
