package dev.censim.route;

import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.RouteType;

/**
 * An entry for a prefix in a transit router's table.
 *
 * @param isStatic made by hand in this table; else propagated by its attachment
 * @param attachment number of the attachment that is the next hop; {@link #BLACKHOLE} for none
 * @param isPeer whether that attachment leads to another region's transit router
 * @param deniedBy priority of the routing policy that forbids it; {@link #NOT_DENIED} for none
 */
public record Candidate(boolean isStatic, int attachment, boolean isPeer, RouteAttributes attributes, int deniedBy) {

    public static final int BLACKHOLE = -1;
    public static final int NOT_DENIED = -1;

    /** Which place of the {@code routePreference} it has. */
    public RouteType type() {
        if (isStatic) {
            return RouteType.STATIC;
        }
        InstanceType origin = attributes.originType();
        if (origin == InstanceType.VBR || origin == InstanceType.ECR) {
            return RouteType.VBR;
        }
        if (isPeer) {
            return RouteType.PEER;
        }
        return switch (origin) {
            case VPC -> RouteType.VPC;
            case VPN -> RouteType.VPN;
            case CCN -> RouteType.CCN;
            case VBR, ECR, TR -> throw new AssertionError(origin);
        };
    }
}
