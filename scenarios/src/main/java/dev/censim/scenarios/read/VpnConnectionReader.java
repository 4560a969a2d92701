package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.HealthCheck;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.DualTunnelMode;
import dev.censim.model.topology.NetworkType;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.TunnelEnd;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.topology.VpnGatewayAssociation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code vpnConnections}: the parameters of the product page "Create a VPN connection". */
final class VpnConnectionReader {

    private static final List<Prefix> EVERYTHING = List.of(Prefix.DEFAULT);

    private final Draft draft;
    private final NetworkReader network;
    private final TunnelReader tunnelReader;
    private final VpnGatewayReader vpnGateways;
    private final long seed;

    VpnConnectionReader(Draft draft, NetworkReader network, Allocation allocation, long seed) {
        this.draft = draft;
        this.network = network;
        this.tunnelReader = new TunnelReader(draft, allocation);
        this.vpnGateways = new VpnGatewayReader(draft);
        this.seed = seed;
    }

    void vpnConnection(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Optional<Attachment> attachment = attachment(at);
        Optional<VpnGatewayAssociation> vpnGateway = vpnGateways.association(at);
        if (attachment.isEmpty() && vpnGateway.isEmpty() && at.sound("attachment") && at.sound("vpnGateway")) {
            at.missing("attachment", "a mapping such as {transitRouter: tr-1}; or write vpnGateway");
        }
        NetworkType networkType = networkType(at);
        List<Prefix> local = subnets(at, "localSubnet");
        List<Prefix> remote = subnets(at, "remoteSubnet");
        boolean initiates = at.or("effectImmediately", Forms.BOOLEAN, false);
        boolean bgp = at.or("enableTunnelsBgp", Forms.BOOLEAN, false);
        Asn localAsn = at.or("localAsn", Forms.ASN, Defaults.LOCAL_ASN);
        Form<DualTunnelMode> modes = Form.oneOf(Arrays.asList(DualTunnelMode.values()), DualTunnelMode::text);
        DualTunnelMode mode = at.or(
                "dualTunnelMode", modes, vpnGateway.isPresent() ? DualTunnelMode.ACTIVE_STANDBY : DualTunnelMode.ECMP);
        DualTunnelMode customerMode = at.or("customerTunnelMode", modes, mode);
        List<Prefix> routes = SiteReader.values(at.list("routes", Forms.PREFIX));
        Optional<HealthCheck> healthCheck =
                at.child("healthCheckConfig", "a health check").map(this::healthCheck);
        String connectionName = name.map(Located::value).orElse("unnamed");
        TunnelEnd common = common(at, connectionName, initiates).protecting(local, remote);
        Ownership ownership = Ownership.ofInstance(at);
        List<Cursor> tunnelCursors = at.children("tunnels", "a tunnel");
        at.done();

        Settings settings = Settings.NONE.with(at, "ikeConfig", "ipsecConfig", "bgpTimers", "healthCheckConfig");
        TunnelReader.Connection connection = new TunnelReader.Connection(
                connectionName,
                zones(attachment, vpnGateway),
                vpnGateway.isPresent(),
                bgp,
                at.sound("enableTunnelsBgp"),
                localAsn,
                common,
                settings,
                networkType);
        List<Tunnel> tunnels = new ArrayList<>();
        tunnelCursors.stream()
                .limit(2)
                .forEach(tunnel -> tunnels.add(tunnelReader.tunnel(tunnel, connection, tunnels)));
        checkTunnels(at, tunnelCursors, tunnels);
        vpnGateway.ifPresent(home -> vpnGateways.check(at, home, tunnelCursors.size(), mode, networkType));
        checkSubnets(at, tunnels, local, remote);
        checkHealthCheck(at, healthCheck, tunnelCursors.size());
        String home = vpnGateway.isPresent() ? "VPN gateway" : "transit router";
        checkRouting(at, bgp, routes, local, remote, home, connectionName);
        if (name.isPresent() && draft.names.declare(Kind.VPN_CONNECTION, name.get())) {
            VpnConnection read = new VpnConnection(
                    connectionName,
                    attachment,
                    vpnGateway,
                    networkType,
                    local,
                    remote,
                    bgp,
                    localAsn,
                    mode,
                    customerMode,
                    routes,
                    healthCheck,
                    tunnels);
            draft.vpnConnections.put(connectionName, new Declared<>(read, at));
            draft.ownerships.put(connectionName, ownership);
        }
    }

    /** Where tunnels can end: in the zones of the transit router's region, or in those of the VPN gateway. */
    private List<String> zones(Optional<Attachment> attachment, Optional<VpnGatewayAssociation> vpnGateway) {
        Optional<List<String>> ofGateway = vpnGateway
                .flatMap(home -> Optional.ofNullable(draft.vpnGateways.get(home.vpnGateway())))
                .map(gateway -> gateway.value().zones());
        return ofGateway
                .or(() -> attachment
                        .flatMap(a -> Optional.ofNullable(draft.transitRouters.get(a.transitRouter())))
                        .flatMap(router -> Optional.ofNullable(
                                draft.regions.get(router.value().region())))
                        .map(region -> region.value().zones()))
                .orElse(List.of());
    }

    /** Product page, Quotas: one transit router for each connection. */
    private Optional<Attachment> attachment(Cursor at) {
        boolean isList = at.node("attachment")
                .filter(node -> node instanceof Node.Sequence)
                .isPresent();
        if (isList) {
            at.error(
                    "attachment",
                    "attachment: found a list; an IPsec-VPN connection is attached to one transit router (product page, Quotas)",
                    "the quota is not adjustable: write a connection for each transit router");
            return Optional.empty();
        }
        return at.child("attachment", "an attachment").map(child -> network.attachment(child, true));
    }

    private static NetworkType networkType(Cursor at) {
        return at.or(
                "networkType", Form.oneOf(Arrays.asList(NetworkType.values()), NetworkType::text), NetworkType.PUBLIC);
    }

    private static List<Prefix> subnets(Cursor at, String key) {
        List<Prefix> subnets = SiteReader.values(at.list(key, Forms.PREFIX));
        return subnets.isEmpty() ? EVERYTHING : subnets;
    }

    /** The settings that all tunnels start from; a key that is left blank is made from the seed. */
    private TunnelEnd common(Cursor at, String name, boolean initiates) {
        TunnelEnd read = TunnelEndReader.read(at, "ikeConfig", "ipsecConfig", TunnelEndReader.DEFAULT);
        IkeConfig ike = read.ike();
        String written = TunnelEndReader.psk(at, ike.psk());
        String psk = written.equals(TunnelEndReader.UNSET) ? Allocation.psk(seed, name) : written;
        return TunnelEndReader.with(read, TunnelEndReader.withPsk(ike, psk, ike.localId(), ike.remoteId()), initiates);
    }

    private HealthCheck healthCheck(Cursor at) {
        boolean enable = at.or("enable", Forms.BOOLEAN, false);
        Ipv4 dip = enable ? at.required("dip", Forms.ADDRESS) : at.or("dip", Forms.ADDRESS, new Ipv4(0));
        Ipv4 sip = enable ? at.required("sip", Forms.ADDRESS) : at.or("sip", Forms.ADDRESS, new Ipv4(0));
        Duration interval = at.or("interval", Units.POSITIVE_DURATION, Defaults.HEALTH_CHECK_INTERVAL);
        int retry = at.or("retry", Units.integer(1, 100), (long) Defaults.HEALTH_CHECK_RETRY)
                .intValue();
        SwitchRoute policy = at.or(
                "policy", Form.oneOf(Arrays.asList(SwitchRoute.values()), SwitchRoute::text), SwitchRoute.REVOKE_ROUTE);
        at.done();
        return new HealthCheck(enable, dip, sip, interval, retry, policy == SwitchRoute.REVOKE_ROUTE);
    }

    /** Terraform's words for the product page's "Switch Route". */
    private enum SwitchRoute {
        REVOKE_ROUTE("revoke_route"),
        RESERVE_ROUTE("reserve_route");

        private final String text;

        SwitchRoute(String text) {
            this.text = text;
        }

        private String text() {
            return text;
        }
    }

    private static void checkTunnels(Cursor at, List<Cursor> cursors, List<Tunnel> tunnels) {
        if (cursors.isEmpty() && at.sound("tunnels")) {
            at.missing("tunnels", "a list of two tunnels, or of one for single-tunnel mode");
        }
        at.check(
                "tunnels",
                cursors.size() <= 2,
                "tunnels: found " + cursors.size() + "; allowed: two tunnels, or one for single-tunnel mode",
                "write another connection for more tunnels");
        if (tunnels.size() == 2) {
            Cursor ike = cursors.get(1).childOrEmpty("tunnelIkeConfig", "an IKE configuration");
            String first = tunnels.get(0).cloud().ike().psk();
            boolean equal = first.equals(tunnels.get(1).cloud().ike().psk());
            ike.check(
                    "psk",
                    equal,
                    "psk: the keys of both tunnels must be identical (product page, Pre-Shared Key)",
                    "write 'psk' once, at the connection");
        }
    }

    private static void checkSubnets(Cursor at, List<Tunnel> tunnels, List<Prefix> local, List<Prefix> remote) {
        boolean isHalf = local.equals(EVERYTHING) != remote.equals(EVERYTHING);
        String written = at.has("localSubnet") ? "localSubnet" : "remoteSubnet";
        at.check(
                written,
                !isHalf || at.has("localSubnet") && at.has("remoteSubnet"),
                written + ": Flow Protection needs localSubnet and remoteSubnet (product page, Routing Mode)",
                "write the other one too; 0.0.0.0/0 stands for everything");
        boolean versionOne = tunnels.stream()
                .anyMatch(tunnel -> tunnel.cloud().ike().ikeVersion() == IkeVersion.IKEV1
                        || tunnel.customer().ike().ikeVersion() == IkeVersion.IKEV1);
        for (String key : List.of("localSubnet", "remoteSubnet")) {
            List<Prefix> subnets = key.equals("localSubnet") ? local : remote;
            at.check(
                    key,
                    !versionOne || subnets.size() == 1,
                    key + ": several blocks require IKEv2 (product page, Flow Protection)",
                    "set ikeVersion: ikev2, or write one block");
        }
    }

    private static boolean covers(List<Prefix> blocks, Prefix all) {
        return blocks.stream().anyMatch(block -> block.contains(all));
    }

    private static void checkHealthCheck(Cursor at, Optional<HealthCheck> healthCheck, int tunnels) {
        at.check(
                "healthCheckConfig",
                healthCheck.isEmpty() || tunnels < 2,
                "healthCheckConfig: dual-tunnel mode has no health check (product page, Single-Tunnel Mode)",
                "leave it out; DPD finds a dead peer");
    }

    /** Warns when nobody has said where the data centre's networks are, or has said it twice. */
    private void checkRouting(
            Cursor at,
            boolean bgp,
            List<Prefix> routes,
            List<Prefix> local,
            List<Prefix> remote,
            String home,
            String name) {
        if (bgp && !routes.isEmpty()) {
            at.warning(
                    "routes",
                    "static routes beside BGP on one connection",
                    "the vendor's diagnosis advises against it; leave out 'routes' or enableTunnelsBgp");
        }
        boolean passesBgp = covers(local, Allocation.LINK_LOCAL) && covers(remote, Allocation.LINK_LOCAL);
        if (bgp && !passesBgp && at.sound("localSubnet") && at.sound("remoteSubnet")) {
            at.warning(
                    "enableTunnelsBgp",
                    "BGP's own packets are outside of the protected data flows",
                    "the vendor's diagnosis advises Destination Routing with BGP: leave out localSubnet and remoteSubnet");
        }
        boolean destinationRouting = local.equals(EVERYTHING) && remote.equals(EVERYTHING);
        boolean routedByRouter = draft.transitRouters.values().stream()
                .flatMap(router -> router.value().routes().stream())
                .anyMatch(route -> route.attachment().equals(Optional.of(name)));
        boolean sound = at.sound("enableTunnelsBgp") && at.sound("routes");
        if (sound && !bgp && routes.isEmpty() && destinationRouting && !routedByRouter) {
            at.warning(
                    "name",
                    "nothing tells the " + home + " what lies behind this connection",
                    "add routes: [172.16.0.0/16], or enableTunnelsBgp: true");
        }
    }
}
