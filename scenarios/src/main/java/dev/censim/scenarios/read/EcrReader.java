package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Vbr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code ecrs}, and what VBRs say of theirs. */
final class EcrReader {

    /** CreateExpressConnectRouter. */
    private static final Form<Asn> ALIBABA_SIDE_ASN = Forms.ASN.where(
            EcrReader::isAllowed,
            "45104, 64512 to 65534 without 65025, or 4200000000 to 4294967294 (CreateExpressConnectRouter)");

    private static final Form<String> MED =
            new Form<>("default", "default", text -> Optional.of(text).filter("default"::equalsIgnoreCase));

    private final Draft draft;
    private final NetworkReader network;

    EcrReader(Draft draft, NetworkReader network) {
        this.draft = draft;
        this.network = network;
    }

    private static boolean isAllowed(Asn asn) {
        long number = asn.number();
        boolean isPrivate =
                number >= 64_512 && number <= 65_534 || number >= 4_200_000_000L && number <= 4_294_967_294L;
        return asn.equals(Defaults.LOCAL_ASN) || isPrivate && number != 65_025;
    }

    void ecr(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Asn asn = at.or("alibabaSideAsn", ALIBABA_SIDE_ASN, Defaults.LOCAL_ASN);
        List<Ecr.RegionMode> regions = new ArrayList<>();
        for (Cursor child : at.children("regions", "a region of an ECR")) {
            regions.add(regionMode(child));
        }
        List<Ecr.InterRegionLatency> latencies = new ArrayList<>();
        for (Cursor child : at.children("interRegionLatencies", "a latency between regions")) {
            latency(child).ifPresent(latencies::add);
        }
        List<Ecr.TransitRouterAssociation> transitRouters = new ArrayList<>();
        for (Cursor child : at.children("transitRouterAssociations", "an association with a transit router")) {
            transitRouter(child).ifPresent(transitRouters::add);
        }
        List<Ecr.VpcAssociation> vpcs = new ArrayList<>();
        for (Cursor child : at.children("vpcAssociations", "an association with a VPC")) {
            vpc(child).ifPresent(vpcs::add);
        }
        Ownership ownership = Ownership.ofInstance(at);
        at.done();
        if (name.isPresent() && draft.names.declare(Kind.ECR, name.get())) {
            Ecr ecr = new Ecr(name.get().value(), asn, regions, latencies, transitRouters, vpcs);
            draft.ecrs.put(ecr.name(), new Declared<>(ecr, at));
            draft.ownerships.put(ecr.name(), ownership);
        }
    }

    private Ecr.RegionMode regionMode(Cursor at) {
        Optional<Located<String>> region = at.requiredLocated("region", Forms.NAME_FORM);
        Ecr.TransitMode mode = at.or(
                "transitMode",
                Form.oneOf(Arrays.asList(Ecr.TransitMode.values()), Ecr.TransitMode::text),
                Ecr.TransitMode.ECMP);
        at.done();
        region.ifPresent(r -> draft.names.refer(r, Kind.REGION));
        return new Ecr.RegionMode(region.map(Located::value).orElse(""), mode);
    }

    private Optional<Ecr.InterRegionLatency> latency(Cursor at) {
        List<Located<String>> regions = at.requiredList("regions", Forms.NAME_FORM);
        Duration latency = at.required("latency", Units.DURATION);
        at.done();
        regions.forEach(region -> draft.names.refer(region, Kind.REGION));
        boolean isPair = regions.size() == 2
                && !regions.get(0).value().equals(regions.get(1).value());
        at.check(
                "regions",
                isPair,
                "regions: a latency is between two regions",
                "write two, such as [region-1, region-2]");
        return isPair
                ? Optional.of(new Ecr.InterRegionLatency(
                        regions.get(0).value(), regions.get(1).value(), latency))
                : Optional.empty();
    }

    /** Vendor, "connect ECRs": an ECR is always given the routes of its associated table. */
    private Optional<Ecr.TransitRouterAssociation> transitRouter(Cursor at) {
        Optional<Attachment> attachment = at.child("attachment", "an attachment")
                .map(child -> {
                    Attachment read = network.attachment(child, true);
                    child.check(
                            "autoPublishRouteEnabled",
                            read.autoPublishRouteEnabled(),
                            "autoPublishRouteEnabled: a transit router always advertises routes to an ECR (vendor,"
                                    + " \"connect ECRs\")",
                            "leave it out; take routes away from the associated table, or write allowedPrefixes");
                    return read;
                });
        if (attachment.isEmpty() && at.sound("attachment")) {
            at.missing("attachment", "a mapping such as {transitRouter: tr-1}");
        }
        List<Prefix> allowed = SiteReader.values(at.list("allowedPrefixes", Forms.PREFIX));
        boolean isDefault = at.optional("med", MED).isPresent();
        at.done();
        return attachment.map(one -> new Ecr.TransitRouterAssociation(one, allowed, isDefault));
    }

    private Optional<Ecr.VpcAssociation> vpc(Cursor at) {
        Optional<Located<String>> vpc = at.requiredLocated("vpc", Forms.NAME_FORM);
        List<Prefix> allowed = SiteReader.values(at.list("allowedPrefixes", Forms.PREFIX));
        at.done();
        vpc.ifPresent(v -> draft.names.refer(v, Kind.VPC));
        return vpc.map(v -> new Ecr.VpcAssociation(v.value(), allowed));
    }

    /** The keys of a VBR that belongs to an ECR. */
    Optional<Vbr.EcrChild> child(Cursor at) {
        Optional<Located<String>> ecr = at.located("ecr", Forms.NAME_FORM);
        Optional<Located<String>> region = at.located("region", Forms.NAME_FORM);
        List<Located<String>> nearZones = at.list("nearZones", Forms.NAME_FORM);
        ecr.ifPresent(name -> draft.names.refer(name, Kind.ECR));
        region.ifPresent(name -> draft.names.refer(name, Kind.REGION));
        nearZones.forEach(zone -> draft.names.refer(zone, Kind.ZONE));
        if (ecr.isEmpty()) {
            boolean isAlone = !at.has("ecr");
            at.check(
                    "region",
                    region.isEmpty() || !isAlone,
                    "region: only a VBR of an ECR has one of its own; others are in the region of their transit router",
                    "leave it out, or write ecr in place of attachment");
            at.check(
                    "nearZones",
                    nearZones.isEmpty() || !isAlone,
                    "nearZones: only for VBRs of an ECR",
                    "leave it out, or write ecr in place of attachment");
            return Optional.empty();
        }
        if (region.isEmpty() && at.sound("region")) {
            at.missing("region", "the region of the VBR, which an ECR can have in several");
        }
        return Optional.of(new Vbr.EcrChild(
                ecr.get().value(), region.map(Located::value).orElse(""), SiteReader.values(nearZones)));
    }
}
