package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Ccn;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.DataCenterRoute;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.Nat;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.VSwitch;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnGatewayRoute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what has hosts: {@code vpcs}, {@code ccns} and {@code dataCenters}. */
final class SiteReader {

    private final Draft draft;
    private final NetworkReader network;

    SiteReader(Draft draft, NetworkReader network) {
        this.draft = draft;
        this.network = network;
    }

    void vpc(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Optional<Located<String>> region = at.requiredLocated("region", Forms.NAME_FORM);
        region.ifPresent(r -> draft.names.refer(r, Kind.REGION));
        List<Located<Prefix>> blocks = at.requiredList("cidrBlock", Forms.PREFIX);
        Map<String, VSwitch> vSwitches = new LinkedHashMap<>();
        for (Cursor child : at.children("vSwitches", "a vSwitch")) {
            vSwitch(child, at, blocks, region).ifPresent(v -> vSwitches.put(v.name(), v));
        }
        List<Host> hosts = new ArrayList<>();
        for (Cursor child : at.children("hosts", "a host of a VPC")) {
            vpcHost(child, vSwitches).ifPresent(hosts::add);
        }
        List<Prefix> routes = values(at.unmapped("routes", Forms.PREFIX));
        List<VpnGatewayRoute> vpnGatewayRoutes = new ArrayList<>();
        for (Cursor child : at.mappedChildren("routes", "a route to a VPN gateway")) {
            vpnGatewayRoute(child).ifPresent(vpnGatewayRoutes::add);
        }
        Optional<Attachment> attachment =
                at.child("attachment", "an attachment").map(child -> attachment(child, region));
        boolean routePropagation = at.or("routePropagation", Forms.BOOLEAN, true);
        Ownership ownership = Ownership.ofInstance(at);
        at.done();
        checkForeign(at, "routes", routes, vSwitches.values());
        if (name.isPresent() && draft.names.declare(Kind.VPC, name.get())) {
            Vpc vpc = new Vpc(
                    name.get().value(),
                    region.map(Located::value).orElse(""),
                    values(blocks),
                    List.copyOf(vSwitches.values()),
                    hosts,
                    routes,
                    vpnGatewayRoutes,
                    attachment,
                    routePropagation);
            draft.vpcs.put(vpc.name(), new Declared<>(vpc, at));
            draft.ownerships.put(vpc.name(), ownership);
        }
    }

    /** A VPC takes no route to a part of its own vSwitches. */
    static void checkForeign(Cursor at, String key, List<Prefix> destinations, Collection<VSwitch> vSwitches) {
        for (Prefix destination : destinations) {
            for (VSwitch vSwitch : vSwitches) {
                at.check(
                        key,
                        vSwitch.cidrBlock().equals(Prefix.DEFAULT)
                                || !vSwitch.cidrBlock().contains(destination),
                        key + ": " + destination + " lies inside the VPC's own vSwitch " + Quote.of(vSwitch.name())
                                + ", " + vSwitch.cidrBlock(),
                        "a VPC takes no route that is equal to a vSwitch's block or lies inside one");
            }
        }
    }

    private Optional<VpnGatewayRoute> vpnGatewayRoute(Cursor at) {
        Prefix destination = at.required("destination", Forms.PREFIX);
        Optional<Located<String>> nextHop = at.requiredLocated("nextHop", Forms.NAME_FORM);
        boolean published = at.or("published", Forms.BOOLEAN, false);
        at.done();
        nextHop.ifPresent(hop -> draft.names.refer(hop, Kind.VPN_GATEWAY));
        return nextHop.map(hop -> new VpnGatewayRoute(destination, hop.value(), published));
    }

    /** Vendor, "route synchronization": off by default for a VPC. */
    private Attachment attachment(Cursor at, Optional<Located<String>> region) {
        Attachment attachment = network.attachment(at, false);
        Declared<TransitRouter> router = draft.transitRouters.get(attachment.transitRouter());
        if (router != null
                && region.isPresent()
                && draft.names.isDeclared(Kind.REGION, router.value().region())) {
            at.check(
                    "transitRouter",
                    router.value().region().equals(region.get().value()),
                    "the transit router is in region " + Quote.of(router.value().region()) + ", the VPC in "
                            + Quote.of(region.get().value()),
                    "a VPC is attached to a transit router of its own region");
        }
        return attachment;
    }

    private Optional<VSwitch> vSwitch(
            Cursor at, Cursor vpc, List<Located<Prefix>> blocks, Optional<Located<String>> region) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Optional<Located<String>> zone = at.requiredLocated("zone", Forms.NAME_FORM);
        Prefix block = at.required("cidrBlock", Forms.PREFIX);
        at.done();
        zone.ifPresent(z -> draft.names.refer(z, Kind.ZONE));
        Declared<Region> home = region.map(r -> draft.regions.get(r.value())).orElse(null);
        if (home != null
                && zone.isPresent()
                && draft.names.isDeclared(Kind.ZONE, zone.get().value())) {
            at.check(
                    "zone",
                    home.value().zones().contains(zone.get().value()),
                    "zone " + Quote.of(zone.get().value()) + " is not in the VPC's region "
                            + Quote.of(home.value().name()),
                    "zones of this region: " + String.join(", ", home.value().zones()));
        }
        if (vpc.sound("cidrBlock")) {
            at.check(
                    "cidrBlock",
                    blocks.stream().anyMatch(b -> b.value().contains(block)),
                    "cidrBlock: " + block + " is not inside the VPC's " + words(blocks),
                    "a vSwitch is a part of its VPC");
        }
        if (name.isEmpty() || !draft.names.declare(Kind.V_SWITCH, name.get())) {
            return Optional.empty();
        }
        // A block that was refused already must not make its hosts look wrong.
        Prefix usable = at.sound("cidrBlock") ? block : Prefix.DEFAULT;
        return Optional.of(
                new VSwitch(name.get().value(), zone.map(Located::value).orElse(""), usable));
    }

    private Optional<Host> vpcHost(Cursor at, Map<String, VSwitch> vSwitches) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Optional<Located<String>> vSwitch = at.requiredLocated("vSwitch", Forms.NAME_FORM);
        Ipv4 address = at.required("address", Forms.ADDRESS);
        at.done();
        VSwitch home = vSwitch.map(v -> vSwitches.get(v.value())).orElse(null);
        if (home != null) {
            at.check(
                    "address",
                    home.cidrBlock().contains(address),
                    "address: " + address + " is not inside vSwitch " + Quote.of(home.name()) + ", " + home.cidrBlock(),
                    "choose an address from " + home.cidrBlock());
        } else if (vSwitch.isPresent()) {
            at.error(
                    "vSwitch",
                    "unknown vSwitch " + Quote.of(vSwitch.get().value()) + " of this VPC",
                    Suggestion.nearest(vSwitch.get().value(), vSwitches.keySet())
                            .map(Form::didYouMean)
                            .orElse(
                                    vSwitches.isEmpty()
                                            ? "the VPC has no vSwitches"
                                            : "its vSwitches: " + String.join(", ", vSwitches.keySet())));
        }
        return host(at, name, address, vSwitch.map(Located::value));
    }

    private Optional<Host> host(Cursor at, Optional<Located<String>> name, Ipv4 address, Optional<String> vSwitch) {
        if (name.isEmpty() || !draft.names.declare(Kind.HOST, name.get())) {
            return Optional.empty();
        }
        Host host = new Host(name.get().value(), address, vSwitch);
        draft.hosts.put(host.name(), new Declared<>(host, at));
        return Optional.of(host);
    }

    void dataCenter(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        List<Located<Prefix>> blocks = at.requiredList("cidrBlock", Forms.PREFIX);
        List<Host> hosts = hosts(at, blocks, "data centre");
        List<CustomerGateway> gateways = new ArrayList<>();
        for (Cursor child : at.children("customerGateways", "a customer gateway")) {
            customerGateway(child).ifPresent(gateways::add);
        }
        List<DataCenterRoute> routes = new ArrayList<>();
        for (Cursor child : at.children("routes", "a route of a data centre")) {
            route(child).ifPresent(routes::add);
        }
        at.done();
        if (name.isPresent() && draft.names.declare(Kind.DATA_CENTER, name.get())) {
            DataCenter dataCenter = new DataCenter(name.get().value(), values(blocks), hosts, gateways, routes);
            draft.dataCenters.put(dataCenter.name(), new Declared<>(dataCenter, at));
        }
    }

    /** @param network what the hosts are in, without an article */
    private List<Host> hosts(Cursor at, List<Located<Prefix>> blocks, String network) {
        List<Host> hosts = new ArrayList<>();
        for (Cursor child : at.children("hosts", "a host of a " + network)) {
            Optional<Located<String>> hostName = child.requiredLocated("name", Forms.NAME_FORM);
            Ipv4 address = child.required("address", Forms.ADDRESS);
            child.done();
            if (at.sound("cidrBlock")) {
                child.check(
                        "address",
                        blocks.stream().anyMatch(b -> b.value().contains(address)),
                        "address: " + address + " is not inside the " + network + "'s " + words(blocks),
                        "choose an address from its blocks");
            }
            host(child, hostName, address, Optional.empty()).ifPresent(hosts::add);
        }
        return hosts;
    }

    void ccn(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        List<Located<Prefix>> blocks = at.requiredList("cidrBlock", Forms.PREFIX);
        List<Host> hosts = hosts(at, blocks, "CCN");
        Optional<Attachment> attachment =
                at.child("attachment", "an attachment").map(child -> network.attachment(child, false));
        if (attachment.isEmpty() && at.sound("attachment")) {
            at.missing("attachment", "a mapping such as {transitRouter: tr-1}");
        }
        at.done();
        if (name.isPresent() && draft.names.declare(Kind.CCN, name.get())) {
            Attachment nowhere = new Attachment("", Optional.empty(), List.of(), false);
            Ccn ccn = new Ccn(name.get().value(), values(blocks), hosts, attachment.orElse(nowhere));
            draft.ccns.put(ccn.name(), new Declared<>(ccn, at));
        }
    }

    private Optional<DataCenterRoute> route(Cursor at) {
        Prefix destination = at.required("destination", Forms.PREFIX);
        Optional<Located<String>> nextHop = at.requiredLocated("nextHop", Forms.NAME_FORM);
        at.done();
        nextHop.ifPresent(hop -> draft.names.refer(hop, Kind.VPN_CONNECTION));
        return nextHop.map(hop -> new DataCenterRoute(destination, hop.value()));
    }

    private Optional<CustomerGateway> customerGateway(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Ipv4 address = at.required("ipAddress", Forms.ADDRESS);
        Optional<Nat> nat = at.child("nat", "a NAT").map(child -> nat(child, address));
        Optional<Asn> asn = at.optional("asn", Forms.ASN);
        Optional<String> authKey = at.optional("authKey", BgpDeviceReader.AUTH_KEY);
        List<Prefix> routes = values(at.list("routes", Forms.PREFIX));
        at.done();
        at.check(
                "ipAddress",
                !NetworkReader.isForbiddenGateway(address),
                "ipAddress: " + address + " cannot be a customer gateway (CreateCustomerGateway)",
                "not allowed: 0.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 224.0.0.0/4, 240.0.0.0/4");
        NetworkReader.checkCustomerAsn(at, "asn", asn);
        if (name.isEmpty() || !draft.names.declare(Kind.CUSTOMER_GATEWAY, name.get())) {
            return Optional.empty();
        }
        CustomerGateway gateway = new CustomerGateway(name.get().value(), address, nat, asn, authKey, routes);
        draft.customerGateways.put(gateway.name(), new Declared<>(gateway, at));
        return Optional.of(gateway);
    }

    /** Vendor, troubleshooting: behind a NAT the customer gateway's IP is the NAT's public one. */
    private static Nat nat(Cursor at, Ipv4 outside) {
        Nat nat = new Nat(
                at.required("insideAddress", Forms.ADDRESS),
                at.or("mappingTimeout", Units.POSITIVE_DURATION, Defaults.NAT_MAPPING_TIMEOUT),
                at.or("keepalive", Units.DURATION, Defaults.NAT_KEEPALIVE));
        at.done();
        if (at.sound("insideAddress")) {
            at.check(
                    "insideAddress",
                    !nat.insideAddress().equals(outside),
                    "insideAddress: " + nat.insideAddress() + " is the NAT's public address",
                    "write the gateway's own, such as 192.168.1.2; ipAddress is the NAT's");
        }
        boolean isHeld = nat.keepalive().isZero() || nat.keepalive().compareTo(nat.mappingTimeout()) < 0;
        if (!isHeld && at.sound("keepalive") && at.sound("mappingTimeout")) {
            at.warning(
                    "mappingTimeout",
                    "keepalives every " + Units.text(nat.keepalive())
                            + " do not hold a mapping that is forgotten after " + Units.text(nat.mappingTimeout()),
                    "make the keepalive shorter");
        }
        return nat;
    }

    static <T> List<T> values(List<Located<T>> located) {
        return located.stream().map(Located::value).toList();
    }

    static String words(List<Located<Prefix>> blocks) {
        return String.join(", ", blocks.stream().map(b -> b.value().toString()).toList());
    }
}
