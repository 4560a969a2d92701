package dev.censim.node;

import dev.censim.facts.RouteSource;
import dev.censim.model.policy.RouteType;

/**
 * One way to a prefix in a transit router table.
 *
 * @param attachment number of the attachment; {@link #BLACKHOLE} for none
 * @param metric among candidates of one type the lowest wins
 */
record Candidate(RouteType type, int attachment, int metric) {

    static final int BLACKHOLE = -1;

    RouteSource source() {
        if (attachment == BLACKHOLE) {
            return RouteSource.BLACKHOLE;
        }
        return switch (type) {
            case STATIC -> RouteSource.STATIC;
            case VPC -> RouteSource.VPC;
            case VBR -> RouteSource.VBR;
            case VPN -> RouteSource.VPN;
        };
    }
}
