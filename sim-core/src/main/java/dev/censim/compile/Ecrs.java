package dev.censim.compile;

import dev.censim.model.policy.InstanceType;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.node.EcrConfig;
import java.util.ArrayList;
import java.util.List;

/** The Express Connect Routers: their regions, and what is attached to them in which order. */
final class Ecrs {

    private final Topology topology;
    private final Numbering numbering;
    private final Origins origins;
    private final List<String> zones;

    Ecrs(Topology topology, Numbering numbering) {
        this.topology = topology;
        this.numbering = numbering;
        origins = new Origins(topology, numbering);
        zones = topology.regions().stream()
                .map(Region::zones)
                .flatMap(List::stream)
                .toList();
    }

    EcrConfig config(Ecr ecr) {
        List<String> regions = topology.regionsOf(ecr);
        return new EcrConfig(
                numbering.actor(ecr.name()),
                regions.stream().map(region -> region(ecr, region, regions)).toList(),
                attachments(ecr, regions),
                blocks());
    }

    private EcrConfig.Region region(Ecr ecr, String region, List<String> all) {
        return new EcrConfig.Region(
                origins.region(region),
                numbering.table(ecr, region, true),
                numbering.table(ecr, region, false),
                ecr.transitMode(region) == Ecr.TransitMode.NEAR_BY,
                all.stream().map(other -> ecr.latency(region, other).toNanos()).toList());
    }

    private List<EcrConfig.Attachment> attachments(Ecr ecr, List<String> regions) {
        List<EcrConfig.Attachment> all = new ArrayList<>();
        for (Vbr vbr : topology.vbrs()) {
            vbr.ecr()
                    .filter(child -> child.ecr().equals(ecr.name()))
                    .ifPresent(child -> all.add(new EcrConfig.Attachment(
                            numbering.actor(vbr.name()),
                            InstanceType.VBR,
                            regions.indexOf(child.region()),
                            List.of(),
                            false,
                            child.nearZones().stream().map(zones::indexOf).toList())));
        }
        for (Ecr.TransitRouterAssociation one : ecr.transitRouters()) {
            TransitRouter router = topology.transitRouters().stream()
                    .filter(other -> other.name().equals(one.attachment().transitRouter()))
                    .findFirst()
                    .orElseThrow();
            all.add(new EcrConfig.Attachment(
                    numbering.actor(router.name()),
                    InstanceType.TR,
                    regions.indexOf(router.region()),
                    one.allowedPrefixes(),
                    one.isDefault(),
                    List.of()));
        }
        for (Ecr.VpcAssociation one : ecr.vpcs()) {
            Vpc vpc = topology.vpcs().stream()
                    .filter(other -> other.name().equals(one.vpc()))
                    .findFirst()
                    .orElseThrow();
            all.add(new EcrConfig.Attachment(
                    numbering.actor(vpc.name()),
                    InstanceType.VPC,
                    regions.indexOf(vpc.region()),
                    one.allowedPrefixes(),
                    false,
                    List.of()));
        }
        return all;
    }

    /** The zones of all vSwitches. */
    private List<EcrConfig.ZoneBlock> blocks() {
        return topology.vpcs().stream()
                .flatMap(vpc -> vpc.vSwitches().stream())
                .map(vSwitch -> new EcrConfig.ZoneBlock(vSwitch.cidrBlock(), zones.indexOf(vSwitch.zone())))
                .toList();
    }
}
