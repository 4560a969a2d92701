package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.VbrHealthCheck;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.BgpDevice;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Vbr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code vbrs}. */
final class VbrReader {

    private static final Form<Integer> MASK = new Form<>(
            "a mask from 255.255.255.0 to 255.255.255.252 (API: /24 to /30)",
            30,
            text -> Ipv4.tryParse(text).flatMap(VbrReader::length).filter(n -> n >= 24 && n <= 30));

    private final Draft draft;
    private final NetworkReader network;
    private final EcrReader ecrs;
    private final FailoverGroups groups;
    private final VbrHealthCheckReader healthChecks;

    VbrReader(
            Draft draft,
            NetworkReader network,
            EcrReader ecrs,
            FailoverGroups groups,
            VbrHealthCheckReader healthChecks) {
        this.draft = draft;
        this.network = network;
        this.ecrs = ecrs;
        this.groups = groups;
        this.healthChecks = healthChecks;
    }

    private static Optional<Integer> length(Ipv4 mask) {
        int length = Integer.bitCount(mask.bits());
        return Prefix.mask(length) == mask.bits() ? Optional.of(length) : Optional.empty();
    }

    void vbr(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Optional<Attachment> attachment =
                at.child("attachment", "an attachment").map(child -> network.attachment(child, false));
        Optional<Vbr.EcrChild> ecr = ecrs.child(at);
        checkUplink(at, attachment, ecr);
        Optional<Located<String>> dataCenter = at.requiredLocated("dataCenter", Forms.NAME_FORM);
        dataCenter.ifPresent(d -> draft.names.refer(d, Kind.DATA_CENTER));
        Ipv4 local = at.required("localGatewayIp", Forms.ADDRESS);
        Ipv4 peer = at.required("peerGatewayIp", Forms.ADDRESS);
        int length = at.or("peeringSubnetMask", MASK, 30);
        Optional<Located<String>> path = at.requiredLocated("path", Forms.NAME_FORM);
        path.ifPresent(p -> {
            draft.names.refer(p, Kind.PATH);
            if (!draft.usedPaths.add(p.value())) {
                at.error(
                        "path",
                        "path: " + Quote.of(p.value()) + " already carries a tunnel or another VBR",
                        "a circuit belongs to one VBR: declare a path of its own");
            }
        });
        Optional<Vbr.Bgp> bgp =
                at.child("bgp", "the BGP settings of a VBR").map(child -> bgp(child, local, peer, localAsn(ecr)));
        List<Prefix> routes = SiteReader.values(at.list("routes", Forms.PREFIX));
        List<Prefix> peerRoutes = SiteReader.values(at.list("peerRoutes", Forms.PREFIX));
        Optional<VbrHealthCheck> healthCheck =
                at.child("healthCheck", "the health check of a VBR").flatMap(child -> healthChecks.read(child, peer));
        Ownership ownership = Ownership.ofInstance(at);
        at.done();
        if (at.sound("localGatewayIp") && at.sound("peeringSubnetMask")) {
            Prefix subnet = Prefix.around(local, length);
            at.check(
                    "peerGatewayIp",
                    subnet.contains(peer) && !peer.equals(local),
                    "peerGatewayIp: " + peer + " is not another address of the circuit's " + subnet,
                    "both ends are in one subnet, such as 10.255.0.1 and 10.255.0.2");
        }
        if (name.isPresent() && draft.names.declare(Kind.VBR, name.get())) {
            Vbr vbr = new Vbr(
                    name.get().value(),
                    attachment,
                    ecr,
                    dataCenter.map(Located::value).orElse(""),
                    local,
                    peer,
                    path.map(Located::value).orElse(""),
                    bgp,
                    routes,
                    peerRoutes,
                    healthCheck,
                    groups.of(name.get().value()));
            draft.vbrs.put(vbr.name(), new Declared<>(vbr, at));
            draft.ownerships.put(vbr.name(), ownership);
            locate(at, vbr.name());
        }
    }

    /** A VBR is attached to a transit router, or it belongs to an ECR. */
    private static void checkUplink(Cursor at, Optional<Attachment> attachment, Optional<Vbr.EcrChild> ecr) {
        boolean isSound = at.sound("attachment") && at.sound("ecr");
        if (attachment.isEmpty() && ecr.isEmpty() && isSound) {
            at.missing(
                    "attachment", "a mapping such as {transitRouter: tr-1}; or the key 'ecr' with the name of an ECR");
        }
        at.check(
                "ecr",
                attachment.isEmpty() || ecr.isEmpty(),
                "ecr: the VBR is attached to a transit router (vendor, \"ECR\")",
                "leave out ecr or attachment");
    }

    /** Unless the scenario says otherwise. */
    private Asn localAsn(Optional<Vbr.EcrChild> ecr) {
        Declared<Ecr> declared = ecr.map(child -> draft.ecrs.get(child.ecr())).orElse(null);
        return declared == null ? Defaults.LOCAL_ASN : declared.value().alibabaSideAsn();
    }

    private static Vbr.Bgp bgp(Cursor at, Ipv4 local, Ipv4 peer, Asn ordinary) {
        Asn localAsn = at.or("localAsn", Forms.ASN, ordinary);
        Asn peerAsn = at.required("peerAsn", Forms.ASN);
        BgpTimers above = Defaults.BGP_TIMERS;
        BgpTimers timers = TunnelEndReader.timers(
                at,
                above,
                at.or("connectRetry", Units.POSITIVE_DURATION, above.connectRetry()),
                at.or("minimumRouteAdvertisementInterval", Units.DURATION, above.minimumRouteAdvertisementInterval()));
        int routeLimit = at.or("routeLimit", Units.integer(1, 100_000), (long) Defaults.VBR_ROUTE_LIMIT)
                .intValue();
        Optional<String> authKey = at.optional("authKey", BgpDeviceReader.AUTH_KEY);
        BgpDevice mirror = BgpDevice.mirroring(localAsn, peerAsn, local, peer, timers, authKey);
        BgpDevice device = at.child("peer", "the BGP settings of a circuit's peer")
                .map(child -> device(child, mirror))
                .orElse(mirror);
        BfdReader.Ends bfd = at.child("bfd", "the BFD settings of a VBR")
                .map(BfdReader::read)
                .orElse(BfdReader.Ends.OFF);
        at.done();
        NetworkReader.checkCustomerAsn(at, "peerAsn", Optional.of(peerAsn));
        at.check(
                "peerAsn",
                !peerAsn.equals(localAsn),
                "peerAsn: " + peerAsn + " is the VBR's own AS number",
                "BGP with the cloud is external: the AS numbers differ");
        return new Vbr.Bgp(localAsn, peerAsn, timers, routeLimit, authKey, device, bfd.cloud(), bfd.peer());
    }

    private static BgpDevice device(Cursor at, BgpDevice mirror) {
        BgpDevice device = BgpDeviceReader.read(at, mirror, TunnelEndReader.bgpTimersOfDevice(at, mirror.timers()));
        at.done();
        return device;
    }

    /** Keeps where the settings of the session stand. */
    private void locate(Cursor at, String name) {
        Map<String, Mark> addresses = new HashMap<>();
        addresses.put("localBgpIp", at.mark("localGatewayIp"));
        addresses.put("peerBgpIp", at.mark("peerGatewayIp"));
        Settings cloud = Settings.NONE.with(at, "bgp").with(addresses);
        Settings device = cloud.mirrored();
        Cursor bgp = at.childOrEmpty("bgp", "the BGP settings of a VBR");
        Optional<Cursor> peer =
                bgp.sound("peer") ? bgp.child("peer", "the BGP settings of a circuit's peer") : Optional.empty();
        draft.cloudSettings.put(name, cloud);
        draft.customerSettings.put(
                name, peer.map(level -> device.with(level, "bgpTimers")).orElse(device));
    }
}
