package dev.censim.node;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import java.util.List;

/**
 * An Express Connect Router in all its regions.
 *
 * @param blocks where in the cloud packets come from, as far as that tells their zone
 */
public record EcrConfig(int id, List<Region> regions, List<Attachment> attachments, List<ZoneBlock> blocks) {

    public EcrConfig {
        regions = List.copyOf(regions);
        attachments = List.copyOf(attachments);
        blocks = List.copyOf(blocks);
    }

    /**
     * @param rank place of its ID among those of all regions, in alphabetical order
     * @param tableToCloud number of the table that forwards what comes from data centres
     * @param tableToDataCenters number of the table that forwards what comes from the cloud
     * @param isNearBy whether equally good VBRs near the zone of the sender go before others
     * @param latencyNanos to each of the regions, by their index
     */
    public record Region(
            int rank, int tableToCloud, int tableToDataCenters, boolean isNearBy, List<Long> latencyNanos) {
        public Region {
            latencyNanos = List.copyOf(latencyNanos);
        }
    }

    /**
     * @param type VBR, VPC, or TR
     * @param region index of its region
     * @param allowedPrefixes what VBRs are told in place of its routes; empty for the routes themselves
     * @param isDefault of a transit router: whether it serves VBRs of other regions by preference
     * @param nearZones of a VBR: numbers of the zones near its access point
     */
    public record Attachment(
            int actor,
            InstanceType type,
            int region,
            List<Prefix> allowedPrefixes,
            boolean isDefault,
            List<Integer> nearZones) {
        public Attachment {
            allowedPrefixes = List.copyOf(allowedPrefixes);
            nearZones = List.copyOf(nearZones);
        }

        /** Else it leads to a data centre. */
        boolean isCloud() {
            return type != InstanceType.VBR;
        }
    }

    /** @param zone its number */
    public record ZoneBlock(Prefix prefix, int zone) {}
}
