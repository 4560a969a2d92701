package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.topology.BgpDevice;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.TunnelBgp;
import java.util.Optional;

/** Reads the BGP peering of a tunnel: the cloud's end, and what the customer's device has otherwise. */
final class TunnelBgpReader {

    private static final String WHAT = "the BGP settings of a tunnel";
    private static final String WHAT_DEVICE = "the BGP settings of a customer's device";

    /** What stands in where the customer gateway has no AS number, which is refused. */
    private static final Asn NO_ASN = new Asn(64_512);

    private final Draft draft;
    private final Allocation allocation;

    TunnelBgpReader(Draft draft, Allocation allocation) {
        this.draft = draft;
        this.allocation = allocation;
    }

    /** The customer's part, which stands under {@code peer}. */
    static Optional<Cursor> ofDevice(Cursor peer) {
        return peer.child("tunnelBgpConfig", WHAT_DEVICE);
    }

    /**
     * @param at the tunnel
     * @param atDevice the customer's part
     * @param timers the device's
     */
    Optional<TunnelBgp> bgp(
            Cursor at,
            Optional<Cursor> atDevice,
            TunnelReader.Connection connection,
            Optional<CustomerGateway> gateway,
            BgpTimers timers) {
        Optional<Cursor> written = at.child("tunnelBgpConfig", WHAT);
        Asn asn = gateway.flatMap(CustomerGateway::asn).orElse(NO_ASN);
        Optional<String> authKey = gateway.flatMap(CustomerGateway::authKey);
        if (connection.bgp()) {
            checkAsn(at, connection, gateway);
            Cursor cloud = written.orElseGet(() -> at.childOrEmpty("tunnelBgpConfig", WHAT));
            return Optional.of(withDevice(tunnelBgp(cloud), atDevice, connection.localAsn(), asn, timers, authKey));
        }
        BgpDevice nobody = BgpDevice.mirroring(connection.localAsn(), asn, new Ipv4(1), new Ipv4(2), timers, authKey);
        written.ifPresent(bgp -> {
            tunnelBgp(bgp);
            withoutEffect(at, "tunnelBgpConfig", connection);
        });
        atDevice.ifPresent(device -> {
            BgpDeviceReader.read(device, nobody, timers);
            device.done();
            withoutEffect(at, "peer", connection);
        });
        return Optional.empty();
    }

    private static void withoutEffect(Cursor at, String key, TunnelReader.Connection connection) {
        if (connection.bgpIsSound()) {
            at.warning(
                    key, "tunnelBgpConfig has no effect without BGP", "add enableTunnelsBgp: true to the connection");
        }
    }

    private void checkAsn(Cursor at, TunnelReader.Connection connection, Optional<CustomerGateway> gateway) {
        Declared<CustomerGateway> declared =
                gateway.map(g -> draft.customerGateways.get(g.name())).orElse(null);
        if (gateway.isPresent() && declared != null && declared.at().sound("asn")) {
            String name = gateway.get().name();
            at.check(
                    "customerGateway",
                    gateway.get().asn().isPresent(),
                    "customer gateway " + Quote.of(name) + " has no asn, which BGP needs (product page, Prerequisites)",
                    "add asn: 65001 to the customer gateway");
            at.check(
                    "customerGateway",
                    !gateway.get().asn().equals(Optional.of(connection.localAsn())),
                    "customer gateway " + Quote.of(name) + " has the connection's own AS number "
                            + connection.localAsn(),
                    "BGP with the cloud is external: the AS numbers differ");
        }
    }

    private static TunnelBgp withDevice(
            TunnelBgp cloud,
            Optional<Cursor> atDevice,
            Asn localAsn,
            Asn peerAsn,
            BgpTimers timers,
            Optional<String> authKey) {
        BgpDevice mirror =
                BgpDevice.mirroring(localAsn, peerAsn, cloud.localBgpIp(), cloud.peerBgpIp(), timers, authKey);
        return new TunnelBgp(
                cloud.tunnelCidr(),
                cloud.localBgpIp(),
                cloud.peerBgpIp(),
                atDevice.map(at -> device(at, mirror, timers)).orElse(mirror));
    }

    private static BgpDevice device(Cursor at, BgpDevice mirror, BgpTimers timers) {
        BgpDevice device = BgpDeviceReader.read(at, mirror, timers);
        at.done();
        return device;
    }

    /** The cloud's end; the device is not known yet. */
    private TunnelBgp tunnelBgp(Cursor at) {
        Optional<Prefix> written = at.optional("tunnelCidr", Forms.PREFIX);
        Optional<Ipv4> writtenLocal = at.optional("localBgpIp", Forms.ADDRESS);
        at.done();
        if (written.isEmpty()) {
            at.check(
                    "localBgpIp",
                    writtenLocal.isEmpty(),
                    "localBgpIp without tunnelCidr",
                    "write both, or leave out both to have them chosen");
        }
        Optional<Prefix> chosen = written.or(allocation::tunnelCidr);
        if (chosen.isEmpty()) {
            draft.diagnostics.error(at.mark(), "no /30 of 169.254.0.0/16 is left for this tunnel");
        }
        Prefix block = chosen.orElse(Prefix.of("169.254.10.0/30"));
        if (written.isPresent()) {
            checkBlock(at, block);
        }
        if (!at.sound("tunnelCidr") || block.length() != 30) {
            return unfinished(block, new Ipv4(1), new Ipv4(2));
        }
        Ipv4 first = block.address(1);
        Ipv4 second = block.address(2);
        Ipv4 local = writtenLocal.orElse(first);
        at.check(
                "localBgpIp",
                local.equals(first) || local.equals(second),
                "localBgpIp: " + local + " is not a usable address of " + block,
                "write " + first + " or " + second);
        return unfinished(block, local, local.equals(first) ? second : first);
    }

    private static TunnelBgp unfinished(Prefix block, Ipv4 local, Ipv4 peer) {
        BgpTimers none = TunnelEndReader.DEFAULT.bgpTimers();
        return new TunnelBgp(
                block, local, peer, BgpDevice.mirroring(NO_ASN, NO_ASN, local, peer, none, Optional.empty()));
    }

    private void checkBlock(Cursor at, Prefix block) {
        at.check(
                "tunnelCidr",
                block.length() == 30 && Allocation.LINK_LOCAL.contains(block),
                "tunnelCidr: " + block + " is not a /30 inside 169.254.0.0/16 (product page, Tunnel CIDR Block)",
                "write such as 169.254.10.0/30, or leave it out to have one chosen");
        at.check(
                "tunnelCidr",
                !Allocation.isReserved(block),
                "tunnelCidr: " + block + " is reserved by the cloud",
                "reserved: 169.254.0.0/30, .1.0/30 to .6.0/30 and 169.254.169.252/30");
        if (at.sound("tunnelCidr")) {
            allocation
                    .take(block, at.mark("tunnelCidr"))
                    .ifPresent(first -> at.error(
                            "tunnelCidr",
                            "tunnelCidr: " + block + " is already used at " + first,
                            "each tunnel needs a block of its own (product page, Uniqueness)"));
        }
    }
}
