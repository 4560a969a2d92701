package dev.censim.scenarios.read;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Ccn;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VSwitch;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules that span objects: overlapping blocks, addresses in use twice, quotas, paths that nobody uses. */
final class TopologyRules {

    /**
     * A block, whose it is, and the key that holds it.
     *
     * @param isOutside of a data centre or of a CCN
     */
    private record Block(Prefix prefix, String owner, boolean isOutside, Cursor at) {}

    private static final List<Prefix> UNUSABLE = List.of(
            Prefix.of("100.64.0.0/10"),
            Prefix.of("127.0.0.0/8"),
            Prefix.of("169.254.0.0/16"),
            Prefix.of("224.0.0.0/4"));

    private final Draft draft;

    TopologyRules(Draft draft) {
        this.draft = draft;
    }

    void check(long vpnAttachmentsPerTransitRouter) {
        draft.vpcs.values().forEach(this::checkVpc);
        draft.dataCenters.values().forEach(this::checkDataCenter);
        draft.ccns.values().forEach(this::checkCcn);
        sitesByRouter().forEach(this::checkOverlap);
        checkQuota(vpnAttachmentsPerTransitRouter);
        checkGatewayAddresses();
        for (Located<String> path : draft.writtenPaths) {
            if (!draft.usedPaths.contains(path.value())) {
                draft.diagnostics.warning(
                        path.mark(),
                        "path " + Quote.of(path.value()) + " is used by no tunnel and no VBR",
                        "write path: " + path.value() + " at a tunnel, or leave the path out");
            }
        }
    }

    private void checkVpc(Declared<Vpc> vpc) {
        checkUsable(vpc.at(), vpc.value().cidrBlocks());
        checkHosts(vpc.value().hosts());
        List<Block> blocks = new ArrayList<>();
        for (VSwitch vSwitch : vpc.value().vSwitches()) {
            if (!vSwitch.cidrBlock().equals(Prefix.DEFAULT)) {
                blocks.add(new Block(vSwitch.cidrBlock(), vSwitch.name(), false, vpc.at()));
            }
        }
        for (Block[] pair : overlaps(blocks)) {
            vpc.at()
                    .check(
                            "vSwitches",
                            false,
                            "vSwitches overlap: " + words(pair[1]) + " and " + words(pair[0]),
                            "give each vSwitch a block of its own");
        }
    }

    private void checkDataCenter(Declared<DataCenter> dataCenter) {
        checkUsable(dataCenter.at(), dataCenter.value().cidrBlocks());
        checkHosts(dataCenter.value().hosts());
    }

    private void checkCcn(Declared<Ccn> ccn) {
        checkUsable(ccn.at(), ccn.value().cidrBlocks());
        checkHosts(ccn.value().hosts());
    }

    private static void checkUsable(Cursor at, List<Prefix> blocks) {
        for (Prefix block : blocks) {
            for (Prefix unusable : UNUSABLE) {
                at.check(
                        "cidrBlock",
                        !block.overlaps(unusable) || block.equals(Prefix.DEFAULT),
                        "cidrBlock: " + block + " overlaps " + unusable + ", which is reserved",
                        "choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16");
            }
        }
    }

    private void checkHosts(List<Host> hosts) {
        Map<Ipv4, String> seen = new HashMap<>();
        for (Host host : hosts) {
            String first = seen.putIfAbsent(host.address(), host.name());
            Declared<Host> declared = draft.hosts.get(host.name());
            if (first != null && declared != null) {
                declared.at()
                        .check(
                                "address",
                                false,
                                "address: " + host.address() + " is already the address of " + Quote.of(first),
                                "give each host an address of its own");
            }
        }
    }

    /** The blocks that meet in the tables of each transit router and ECR. */
    private Map<String, List<Block>> sitesByRouter() {
        Map<String, List<Block>> sites = new LinkedHashMap<>();
        for (Declared<Vpc> vpc : draft.vpcs.values()) {
            vpc.value().attachment().ifPresent(attachment -> {
                for (Prefix block : vpc.value().cidrBlocks()) {
                    sites.computeIfAbsent(attachment.transitRouter(), router -> new ArrayList<>())
                            .add(new Block(block, vpc.value().name(), false, vpc.at()));
                }
            });
        }
        for (Declared<Ecr> ecr : draft.ecrs.values()) {
            for (Ecr.VpcAssociation association : ecr.value().vpcs()) {
                Declared<Vpc> vpc = draft.vpcs.get(association.vpc());
                List<Prefix> blocks = vpc == null ? List.of() : vpc.value().cidrBlocks();
                blocks.forEach(block -> sites.computeIfAbsent(ecr.value().name(), name -> new ArrayList<>())
                        .add(new Block(block, association.vpc(), false, vpc == null ? ecr.at() : vpc.at())));
            }
        }
        for (Declared<Ccn> ccn : draft.ccns.values()) {
            for (Prefix block : ccn.value().cidrBlocks()) {
                sites.computeIfAbsent(ccn.value().attachment().transitRouter(), router -> new ArrayList<>())
                        .add(new Block(block, ccn.value().name(), true, ccn.at()));
            }
        }
        Map<String, String> homeOfGateway = new HashMap<>();
        for (Declared<DataCenter> dataCenter : draft.dataCenters.values()) {
            for (CustomerGateway gateway : dataCenter.value().customerGateways()) {
                homeOfGateway.put(gateway.name(), dataCenter.value().name());
            }
        }
        Map<String, Set<String>> dataCenters = new LinkedHashMap<>();
        for (Declared<VpnConnection> connection : draft.vpnConnections.values()) {
            for (Tunnel tunnel : connection.value().tunnels()) {
                Optional.ofNullable(homeOfGateway.get(tunnel.customerGateway()))
                        .ifPresent(home -> dataCenters
                                .computeIfAbsent(router(connection.value()), r -> new LinkedHashSet<>())
                                .add(home));
            }
        }
        for (Declared<Vbr> vbr : draft.vbrs.values()) {
            List<String> routers = new ArrayList<>();
            vbr.value().attachment().map(Attachment::transitRouter).ifPresent(routers::add);
            vbr.value().ecr().ifPresent(child -> routers.addAll(routersOf(child.ecr())));
            routers.forEach(router -> dataCenters
                    .computeIfAbsent(router, name -> new LinkedHashSet<>())
                    .add(vbr.value().dataCenter()));
        }
        dataCenters.forEach((router, names) -> {
            for (String name : names) {
                Declared<DataCenter> dataCenter = draft.dataCenters.get(name);
                if (dataCenter != null) {
                    for (Prefix block : dataCenter.value().cidrBlocks()) {
                        sites.computeIfAbsent(router, r -> new ArrayList<>())
                                .add(new Block(block, name, true, dataCenter.at()));
                    }
                }
            }
        });
        return sites;
    }

    /** An ECR and its transit routers. */
    private List<String> routersOf(String ecr) {
        List<String> routers = new ArrayList<>(List.of(ecr));
        Declared<Ecr> declared = draft.ecrs.get(ecr);
        if (declared != null) {
            declared.value()
                    .transitRouters()
                    .forEach(one -> routers.add(one.attachment().transitRouter()));
        }
        return routers;
    }

    /** The transit router at which what is behind a connection meets others: its own, or that of its VPN gateway's VPC. */
    private String router(VpnConnection connection) {
        return connection
                .attachment()
                .or(() -> connection
                        .vpnGateway()
                        .flatMap(one -> Optional.ofNullable(draft.vpnGateways.get(one.vpnGateway())))
                        .flatMap(gateway -> Optional.ofNullable(
                                draft.vpcs.get(gateway.value().vpc())))
                        .flatMap(vpc -> vpc.value().attachment()))
                .map(Attachment::transitRouter)
                .orElse("");
    }

    private void checkOverlap(String router, List<Block> blocks) {
        if (!draft.names.isDeclared(Kind.TRANSIT_ROUTER, router) && !draft.names.isDeclared(Kind.ECR, router)) {
            return;
        }
        for (Block[] pair : overlaps(blocks)) {
            boolean later = pair[1].at().mark().compareTo(pair[0].at().mark()) >= 0;
            Block second = later ? pair[1] : pair[0];
            Block first = later ? pair[0] : pair[1];
            if (first.owner().equals(second.owner())) {
                continue;
            }
            String message =
                    "cidrBlock: " + words(second) + " overlaps " + words(first) + "; both meet at " + Quote.of(router);
            if (first.isOutside() && second.isOutside()) {
                second.at().warning("cidrBlock", message, "packets for one may reach the other");
            } else if (!first.isOutside() && !second.isOutside()) {
                second.at()
                        .warning(
                                "cidrBlock",
                                message,
                                "where one table learns both, it rejects the vSwitch that comes later and overlaps;"
                                        + " renumber one, or keep them apart by route tables");
            } else {
                second.at()
                        .check(
                                "cidrBlock",
                                false,
                                message,
                                "the transit router rejects a route that overlaps another's; renumber one");
            }
        }
    }

    /**
     * Pairs of blocks, the containing one first. Blocks are disjoint or nested, so that in their natural order an overlap is
     * always with an enclosing block that was seen before.
     */
    private static List<Block[]> overlaps(List<Block> blocks) {
        List<Block> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparing(Block::prefix));
        List<Block[]> pairs = new ArrayList<>();
        Block enclosing = null;
        for (Block block : sorted) {
            if (enclosing != null && enclosing.prefix().contains(block.prefix())) {
                pairs.add(new Block[] {enclosing, block});
            } else {
                enclosing = block;
            }
        }
        return pairs;
    }

    private static String words(Block block) {
        return Quote.of(block.owner()) + " " + block.prefix();
    }

    private void checkQuota(long quota) {
        Map<String, Integer> attachments = new LinkedHashMap<>();
        for (Declared<VpnConnection> connection : draft.vpnConnections.values()) {
            if (connection.value().attachment().isEmpty()) {
                continue;
            }
            String router = router(connection.value());
            int count = attachments.merge(router, 1, Integer::sum);
            if (count == quota + 1) {
                draft.diagnostics.error(
                        connection.at().mark(),
                        "more than " + quota + " VPN attachments at transit router " + Quote.of(router)
                                + " (product page, Quotas)",
                        "the quota is adjustable: write quotas: {vpnAttachmentsPerTransitRouter: 100}");
            }
        }
    }

    /** Public addresses are unique; several gateways behind one NAT address are outside of what is modelled. */
    private void checkGatewayAddresses() {
        Map<Ipv4, String> seen = new HashMap<>();
        for (Declared<Tunnel> tunnel : draft.tunnels.values()) {
            seen.putIfAbsent(tunnel.value().gatewayIp(), tunnel.value().name());
        }
        for (Declared<Tunnel> tunnel : draft.tunnels.values()) {
            checkPeersGatewayIp(tunnel, seen);
        }
        for (Declared<CustomerGateway> gateway : draft.customerGateways.values()) {
            Ipv4 address = gateway.value().ipAddress();
            String first = seen.putIfAbsent(address, gateway.value().name());
            gateway.at()
                    .check(
                            "ipAddress",
                            first == null,
                            "ipAddress: " + address + " is already the address of "
                                    + Quote.of(first == null ? "" : first),
                            "each gateway has a public address of its own");
        }
    }

    /** A device that looks for one tunnel at another one's address would negotiate that one twice. */
    private void checkPeersGatewayIp(Declared<Tunnel> tunnel, Map<Ipv4, String> owners) {
        Ipv4 address = tunnel.value().gatewayIpAtPeer();
        String owner = owners.getOrDefault(address, tunnel.value().name());
        if (!owner.equals(tunnel.value().name())) {
            draft.diagnostics.error(
                    draft.customerSettings
                            .getOrDefault(tunnel.value().name(), Settings.NONE)
                            .mark("gatewayIp")
                            .orElse(tunnel.at().mark()),
                    "gatewayIp: " + address + " is the address of " + Quote.of(owner),
                    "to see a wrong address at the device, write one that no tunnel has");
        }
    }
}
