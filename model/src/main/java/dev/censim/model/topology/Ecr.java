package dev.censim.model.topology;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import java.time.Duration;
import java.util.List;

/**
 * An Express Connect Router: it joins VBRs with transit routers and VPCs, in one or several regions. VBRs name it themselves.
 *
 * @param alibabaSideAsn its AS number, which its VBRs speak as
 * @param regions how it forwards in regions for which the scenario says so; elsewhere by {@link TransitMode#ECMP}
 * @param latencies of what crosses from region to region, one for each pair in use
 */
public record Ecr(
        String name,
        Asn alibabaSideAsn,
        List<RegionMode> regions,
        List<InterRegionLatency> latencies,
        List<TransitRouterAssociation> transitRouters,
        List<VpcAssociation> vpcs) {

    public Ecr {
        regions = List.copyOf(regions);
        latencies = List.copyOf(latencies);
        transitRouters = List.copyOf(transitRouters);
        vpcs = List.copyOf(vpcs);
    }

    /** How traffic from the cloud is spread over equally good VBRs (API: {@code TransitMode}). */
    public enum TransitMode {
        /** All of them share it. */
        ECMP("ecmp"),
        /** Those whose access point is near the zone that it comes from share it; without one of these, all do. */
        NEAR_BY("nearBy");

        private final String text;

        TransitMode(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public record RegionMode(String region, TransitMode transitMode) {}

    /** In either direction. */
    public record InterRegionLatency(String region, String otherRegion, Duration latency) {
        /** Whether these are its two regions, in any order. */
        public boolean isBetween(String one, String other) {
            return region.equals(one) && otherRegion.equals(other) || region.equals(other) && otherRegion.equals(one);
        }
    }

    /**
     * A transit router, of which there is one per region at most.
     *
     * @param allowedPrefixes what data centres are told in place of its routes; empty for the routes themselves
     * @param isDefault whether it is the one that serves VBRs of other regions by preference (vendor: MED set to Default)
     */
    public record TransitRouterAssociation(Attachment attachment, List<Prefix> allowedPrefixes, boolean isDefault) {
        public TransitRouterAssociation {
            allowedPrefixes = List.copyOf(allowedPrefixes);
        }
    }

    /** @param allowedPrefixes what data centres are told in place of its blocks; empty for the blocks themselves */
    public record VpcAssociation(String vpc, List<Prefix> allowedPrefixes) {
        public VpcAssociation {
            allowedPrefixes = List.copyOf(allowedPrefixes);
        }
    }

    public TransitMode transitMode(String region) {
        return regions.stream()
                .filter(mode -> mode.region.equals(region))
                .map(RegionMode::transitMode)
                .findFirst()
                .orElse(TransitMode.ECMP);
    }

    /** Nothing within a region, and for a pair that the scenario gives none. */
    public Duration latency(String region, String otherRegion) {
        return latencies.stream()
                .filter(one -> one.isBetween(region, otherRegion))
                .map(InterRegionLatency::latency)
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
