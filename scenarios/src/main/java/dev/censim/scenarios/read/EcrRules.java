package dev.censim.scenarios.read;

import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the vendor demands of Express Connect Routers and of what is attached to them. */
final class EcrRules {

    private final Draft draft;

    EcrRules(Draft draft) {
        this.draft = draft;
    }

    void check() {
        Map<String, String> ecrOfAsn = new HashMap<>();
        Map<String, String> ecrOfVpc = new HashMap<>();
        for (Declared<Ecr> ecr : draft.ecrs.values()) {
            checkAsn(ecr, ecrOfAsn);
            checkTransitRouters(ecr);
            for (Ecr.VpcAssociation association : ecr.value().vpcs()) {
                checkVpc(ecr, association.vpc(), ecrOfVpc);
            }
            checkLatencies(ecr);
        }
        draft.vbrs.values().forEach(this::checkVbr);
    }

    /** An operator can neither stop what an ECR is told nor let two tell a VPC. */
    void checkSynchronization(Cursor at, String attached, boolean isEnabled) {
        at.check(
                "attachment",
                !draft.ecrs.containsKey(attached) || isEnabled,
                "attachment: a transit router always advertises routes to an ECR, " + Quote.of(attached)
                        + " (vendor, \"connect ECRs\")",
                "associate another route table instead");
        boolean isOfEcr = draft.ecrs.values().stream()
                .flatMap(ecr -> ecr.value().vpcs().stream())
                .anyMatch(association -> association.vpc().equals(attached));
        at.check(
                "attachment",
                !isOfEcr || !isEnabled,
                "attachment: the routes of VPC " + Quote.of(attached)
                        + " cannot be synchronized, because it belongs to an ECR (vendor, \"connect ECRs\")",
                "add routes to the VPC by hand");
    }

    /** An operator can give a VBR of an ECR no static route. */
    void checkStaticRoute(Cursor at, String key, String vbr) {
        Declared<Vbr> declared = draft.vbrs.get(vbr);
        at.check(
                key,
                declared == null || declared.value().ecr().isEmpty(),
                key + ": " + Quote.of(vbr) + " belongs to an ECR and has no static routes (vendor, \"ECR\")",
                "name a VBR that is attached to a transit router");
    }

    private void checkAsn(Declared<Ecr> ecr, Map<String, String> ecrOfAsn) {
        String owner = Optional.ofNullable(draft.ownerships.get(ecr.value().name()))
                .flatMap(Ownership::owner)
                .orElse("");
        String first = ecrOfAsn.putIfAbsent(
                owner + "/" + ecr.value().alibabaSideAsn(), ecr.value().name());
        ecr.at()
                .check(
                        "alibabaSideAsn",
                        first == null,
                        "alibabaSideAsn: " + ecr.value().alibabaSideAsn() + " is already the AS number of "
                                + Quote.of(first == null ? "" : first) + " (vendor, \"ECR\")",
                        "each ECR of an account has an AS number of its own, such as 64512");
    }

    private void checkTransitRouters(Declared<Ecr> ecr) {
        Map<String, String> inRegion = new HashMap<>();
        int defaults = 0;
        for (Ecr.TransitRouterAssociation association : ecr.value().transitRouters()) {
            Declared<TransitRouter> router =
                    draft.transitRouters.get(association.attachment().transitRouter());
            defaults += association.isDefault() ? 1 : 0;
            if (router != null) {
                String first = inRegion.putIfAbsent(
                        router.value().region(), router.value().name());
                ecr.at()
                        .check(
                                "transitRouterAssociations",
                                first == null,
                                "transitRouterAssociations: " + Quote.of(first == null ? "" : first) + " and "
                                        + Quote.of(router.value().name()) + " are both in region "
                                        + Quote.of(router.value().region()) + " (vendor, \"connect ECRs\")",
                                "an ECR has one transit router per region");
            }
        }
        ecr.at()
                .check(
                        "transitRouterAssociations",
                        defaults <= 1,
                        "transitRouterAssociations: med: default stands at " + defaults
                                + " transit routers (vendor, \"set MED\")",
                        "write it at one");
    }

    private void checkVpc(Declared<Ecr> ecr, String name, Map<String, String> ecrOfVpc) {
        Declared<Vpc> vpc = draft.vpcs.get(name);
        if (vpc == null) {
            return;
        }
        String first = ecrOfVpc.putIfAbsent(name, ecr.value().name());
        ecr.at()
                .check(
                        "vpcAssociations",
                        first == null,
                        "vpcAssociations: VPC " + Quote.of(name) + " already belongs to "
                                + Quote.of(first == null ? "" : first) + " (vendor, \"ECR\")",
                        "a VPC belongs to one ECR");
        boolean isSynchronized = vpc.value()
                .attachment()
                .filter(Attachment::autoPublishRouteEnabled)
                .isPresent();
        ecr.at()
                .check(
                        "vpcAssociations",
                        !isSynchronized,
                        "vpcAssociations: VPC " + Quote.of(name)
                                + " has its routes synchronized by a transit router (vendor, \"connect ECRs\")",
                        "write autoPublishRouteEnabled: false at the VPC's attachment, and routes by hand");
    }

    /** The vendor documents no latency between regions: the scenario says it. */
    private void checkLatencies(Declared<Ecr> ecr) {
        boolean areRead = ecr.at().mappings("interRegionLatencies").size()
                == ecr.value().latencies().size();
        List<String> regions = areRead ? List.copyOf(regions(ecr.value())) : List.of();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            for (int j = i + 1; j < regions.size(); j++) {
                String one = regions.get(i);
                String other = regions.get(j);
                boolean isKnown = ecr.value().latencies().stream().anyMatch(latency -> latency.isBetween(one, other));
                if (!isKnown) {
                    missing.add("{regions: [" + one + ", " + other + "], latency: 30ms}");
                }
            }
        }
        if (!missing.isEmpty()) {
            ecr.at()
                    .check(
                            "interRegionLatencies",
                            false,
                            "interRegionLatencies: ECR " + Quote.of(ecr.value().name())
                                    + " is in several regions, and the vendor documents no latency between them",
                            "write " + String.join(", ", missing));
        }
    }

    private Set<String> regions(Ecr ecr) {
        Set<String> regions = new TreeSet<>();
        ecr.transitRouters().stream()
                .map(one -> draft.transitRouters.get(one.attachment().transitRouter()))
                .filter(router -> router != null)
                .forEach(router -> regions.add(router.value().region()));
        ecr.vpcs().stream()
                .map(one -> draft.vpcs.get(one.vpc()))
                .filter(vpc -> vpc != null)
                .forEach(vpc -> regions.add(vpc.value().region()));
        draft.vbrs.values().stream()
                .filter(vbr -> vbr.value().isChildOf(ecr.name()))
                .flatMap(vbr -> vbr.value().ecr().stream())
                .forEach(child -> regions.add(child.region()));
        regions.removeIf(region -> !draft.names.isDeclared(Kind.REGION, region));
        return regions;
    }

    private void checkVbr(Declared<Vbr> declared) {
        Vbr vbr = declared.value();
        Optional<Vbr.EcrChild> child = vbr.ecr();
        Declared<Ecr> ecr = child.map(one -> draft.ecrs.get(one.ecr())).orElse(null);
        if (child.isEmpty() || ecr == null) {
            return;
        }
        Cursor at = declared.at();
        if (vbr.bgp().isEmpty() && at.sound("bgp")) {
            at.error(
                    "bgp",
                    "bgp: a VBR of an ECR routes by BGP only (vendor, \"ECR\")",
                    "write bgp: {peerAsn: 65010}, and no routes");
        }
        for (String key : List.of("routes", "peerRoutes")) {
            boolean isEmpty = key.equals("routes")
                    ? vbr.routes().isEmpty()
                    : vbr.peerRoutes().isEmpty();
            at.check(
                    key,
                    isEmpty,
                    key + ": a VBR of an ECR has no static routes (vendor, \"ECR\")",
                    "leave it out; BGP tells both sides");
        }
        vbr.bgp()
                .ifPresent(bgp -> at.check(
                        "bgp",
                        bgp.localAsn().equals(ecr.value().alibabaSideAsn()),
                        "bgp: localAsn " + bgp.localAsn() + " is not the AS number of ECR "
                                + Quote.of(ecr.value().name()) + ", "
                                + ecr.value().alibabaSideAsn()
                                + " (vendor, \"ECR\")",
                        "leave localAsn out, or write " + ecr.value().alibabaSideAsn()));
        checkZones(at, child.get(), ecr.value());
    }

    private void checkZones(Cursor at, Vbr.EcrChild child, Ecr ecr) {
        Declared<Region> region = draft.regions.get(child.region());
        if (region == null) {
            return;
        }
        Set<String> others = new LinkedHashSet<>(child.nearZones());
        region.value().zones().forEach(others::remove);
        at.check(
                "nearZones",
                others.isEmpty(),
                "nearZones: " + String.join(", ", others) + " not in the VBR's region " + Quote.of(child.region()),
                "zones of this region: " + String.join(", ", region.value().zones()));
        if (!child.nearZones().isEmpty() && ecr.transitMode(child.region()) == Ecr.TransitMode.ECMP) {
            at.warning(
                    "nearZones",
                    "nearZones: without effect, because ECR " + Quote.of(ecr.name()) + " forwards by ECMP in "
                            + Quote.of(child.region()),
                    "write regions: [{region: " + child.region() + ", transitMode: nearBy}] at the ECR");
        }
    }
}
