package dev.censim.node;

import dev.censim.facts.RouteSource;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RouteType;
import dev.censim.route.RouteAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The control plane of an ECR. What its VBRs tell goes to transit routers and VPCs, what these tell goes to the VBRs, and nothing goes
 * back to the side that it came from: each region has a table for either direction (vendor, "ECR": what is on one ECR does not reach
 * one another through it).
 */
final class EcrRoutes {

    /** Vendor, "Use MED to implement multi-path route selection between ECRs and TRs". */
    private static final int MED_OF_SAME_REGION = 1000;

    private static final int MED_OF_DEFAULT = 2000;
    private static final int MED_OF_OTHER_REGION = 3000;

    /** What an attachment has told about a prefix. */
    private record Candidate(EcrConfig.Attachment from, RouteAttributes attributes) {}

    private final EcrConfig config;
    private final List<ForwardingTable> toCloud;
    private final List<ForwardingTable> toDataCenters;

    /** What each attachment has told. */
    private final List<TreeMap<Prefix, RouteAttributes>> learned;

    /** What each attachment has been told. */
    private final List<TreeMap<Prefix, RouteAttributes>> given;

    EcrRoutes(EcrConfig config) {
        this.config = config;
        toCloud = new ArrayList<>();
        toDataCenters = new ArrayList<>();
        learned = new ArrayList<>();
        given = new ArrayList<>();
        config.regions().forEach(region -> {
            toCloud.add(new ForwardingTable(config.id(), region.tableToCloud()));
            toDataCenters.add(new ForwardingTable(config.id(), region.tableToDataCenters()));
        });
        config.attachments().forEach(attachment -> {
            learned.add(new TreeMap<>());
            given.add(new TreeMap<>());
        });
    }

    private EcrRoutes(EcrRoutes other) {
        config = other.config;
        toCloud = new ArrayList<>();
        toDataCenters = new ArrayList<>();
        learned = new ArrayList<>();
        given = new ArrayList<>();
        other.toCloud.forEach(table -> toCloud.add(table.copy()));
        other.toDataCenters.forEach(table -> toDataCenters.add(table.copy()));
        other.learned.forEach(routes -> learned.add(new TreeMap<>(routes)));
        other.given.forEach(routes -> given.add(new TreeMap<>(routes)));
    }

    EcrRoutes copy() {
        return new EcrRoutes(this);
    }

    /** The table for what comes from an attachment. */
    ForwardingTable forwarding(EcrConfig.Attachment from) {
        return (from.isCloud() ? toDataCenters : toCloud).get(from.region());
    }

    /** Notes every entry of every table. */
    void list(Turn turn) {
        for (int region = 0; region < toCloud.size(); region++) {
            toCloud.get(region).list(turn);
            toDataCenters.get(region).list(turn);
        }
    }

    void learn(int attachment, Prefix prefix, RouteAttributes attributes, Turn turn) {
        boolean isOwn = attributes.originType() == InstanceType.ECR && attributes.origin() == config.id(); // came round
        if (isOwn) {
            forget(attachment, prefix, turn);
        } else {
            learned.get(attachment).put(prefix, attributes);
            changed(config.attachments().get(attachment).isCloud(), prefix, turn);
        }
    }

    void forget(int attachment, Prefix prefix, Turn turn) {
        if (learned.get(attachment).remove(prefix) != null) {
            changed(config.attachments().get(attachment).isCloud(), prefix, turn);
        }
    }

    private void changed(boolean isFromCloud, Prefix prefix, Turn turn) {
        for (int region = 0; region < config.regions().size(); region++) {
            List<Candidate> best = best(isFromCloud, prefix, region);
            ForwardingTable table = (isFromCloud ? toCloud : toDataCenters).get(region);
            if (best.isEmpty()) {
                table.remove(prefix, turn);
            } else {
                table.install(prefix, route(best), turn);
            }
        }
        TreeSet<Prefix> affected = new TreeSet<>();
        affected.add(prefix);
        if (isFromCloud) {
            config.attachments().stream()
                    .flatMap(one -> one.allowedPrefixes().stream())
                    .filter(allowed -> allowed.contains(prefix))
                    .forEach(affected::add);
        }
        affected.forEach(one -> tell(!isFromCloud, one, turn));
    }

    private Route route(List<Candidate> best) {
        RouteSource source = switch (best.get(0).from.type()) {
            case VBR -> RouteSource.of(RouteType.VBR);
            case VPC -> RouteSource.of(RouteType.VPC);
            default -> RouteSource.SYNCHRONIZED;
        };
        return new Route(
                source, best.stream().map(one -> one.from.actor()).sorted().toList());
    }

    /** The best routes from one side as a region sees them; several share the traffic. */
    private List<Candidate> best(boolean isFromCloud, Prefix prefix, int region) {
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < learned.size(); i++) {
            EcrConfig.Attachment from = config.attachments().get(i);
            RouteAttributes attributes = learned.get(i).get(prefix);
            if (attributes != null && from.isCloud() == isFromCloud) {
                all.add(new Candidate(from, attributes));
            }
        }
        Comparator<Candidate> order = order(isFromCloud, region);
        Optional<Candidate> best = all.stream().min(order);
        return best.map(winner -> all.stream()
                        .filter(one -> order.compare(one, winner) == 0)
                        .toList())
                .orElse(List.of());
    }

    /**
     * Vendor, the pages on ECRs and several exits: the shorter AS path, then what is in the region before what is reached through
     * another one, then MED, then the region's ID. To the cloud, "in the region" is said of a transit router's own instances, and a VPC
     * goes before the transit router that it is attached to as well.
     */
    private Comparator<Candidate> order(boolean isFromCloud, int region) {
        Comparator<Candidate> byPath =
                Comparator.comparingInt(one -> one.attributes.asPath().length());
        Comparator<Candidate> byRegion = Comparator.comparingInt(
                one -> config.regions().get(one.from.region()).rank());
        if (!isFromCloud) {
            return byPath.thenComparing(one -> one.from.region() != region).thenComparing(byRegion);
        }
        return byPath.thenComparing(this::isFromAnotherRegion)
                .thenComparing(one -> one.from.type() != InstanceType.VPC)
                .thenComparing(one -> med(one.from, region))
                .thenComparing(byRegion);
    }

    /** Of a transit router's route: whether it has that from another transit router. */
    private boolean isFromAnotherRegion(Candidate one) {
        return one.attributes.region()
                != config.regions().get(one.from.region()).rank();
    }

    private static int med(EcrConfig.Attachment cloud, int regionOfVbr) {
        if (cloud.region() == regionOfVbr) {
            return MED_OF_SAME_REGION;
        }
        return cloud.isDefault() ? MED_OF_DEFAULT : MED_OF_OTHER_REGION;
    }

    /** Tells all attachments of a side what they are to know of a prefix now. */
    private void tell(boolean isCloudTold, Prefix prefix, Turn turn) {
        for (int i = 0; i < given.size(); i++) {
            EcrConfig.Attachment to = config.attachments().get(i);
            if (to.isCloud() != isCloudTold) {
                continue;
            }
            Optional<RouteAttributes> now = isCloudTold ? toCloud(to, prefix) : toDataCenter(to, prefix);
            if (now.isEmpty()) {
                if (given.get(i).remove(prefix) != null) {
                    retract(to, prefix, turn);
                }
            } else if (!now.get().equals(given.get(i).put(prefix, now.get()))) {
                give(to, prefix, now.get(), turn);
            }
        }
    }

    /** A data centre's route, as the ECR's own in the region of whoever is told. */
    private Optional<RouteAttributes> toCloud(EcrConfig.Attachment to, Prefix prefix) {
        return best(false, prefix, to.region()).stream()
                .findFirst()
                .map(one -> ownRoute(to.region())
                        .withAsPath(one.attributes.asPath())
                        .withCommunities(one.attributes.communities())
                        .withMed(med(to, one.from.region())));
    }

    private RouteAttributes ownRoute(int region) {
        int rank = config.regions().get(region).rank();
        return RouteAttributes.of(InstanceType.ECR, OriginRouteType.BGP, config.id(), rank);
    }

    /** Vendor, "Use an ECR to advertise specified route prefixes": these take the place of all routes of their association. */
    private Optional<RouteAttributes> toDataCenter(EcrConfig.Attachment to, Prefix prefix) {
        Optional<RouteAttributes> asItIs = best(true, prefix, to.region()).stream()
                .findFirst()
                .filter(one -> one.from.allowedPrefixes().isEmpty())
                .map(Candidate::attributes);
        return asItIs.or(() -> isAggregate(prefix) ? Optional.of(ownRoute(to.region())) : Optional.empty());
    }

    /** Whether an association that tells this prefix in place of its routes has one inside of it. */
    private boolean isAggregate(Prefix prefix) {
        for (int i = 0; i < learned.size(); i++) {
            if (config.attachments().get(i).allowedPrefixes().contains(prefix)
                    && learned.get(i).keySet().stream().anyMatch(prefix::contains)) {
                return true;
            }
        }
        return false;
    }

    private void give(EcrConfig.Attachment to, Prefix prefix, RouteAttributes attributes, Turn turn) {
        turn.to(
                to.actor(),
                to.type() == InstanceType.TR
                        ? new Control.RouteOffered(config.id(), prefix, attributes, 0)
                        : new Control.RoutePushed(config.id(), prefix, attributes));
    }

    private void retract(EcrConfig.Attachment to, Prefix prefix, Turn turn) {
        turn.to(
                to.actor(),
                to.type() == InstanceType.TR
                        ? new Control.RouteRetracted(config.id(), prefix)
                        : new Control.RoutePulled(config.id(), prefix));
    }
}
