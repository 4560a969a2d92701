package dev.censim.proto.bgp;

import java.util.Optional;

/**
 * What a session does with routes.
 *
 * @param localPref degree of preference given to routes of an external peer, and to internal ones that lack it; higher wins
 * @param advertiseLearned whether routes of other sessions are sent on this one; routes of this router itself always are
 * @param nextHopSelf whether an internal peer is told our address as the next hop of a route from outside; an external one always is
 * @param limit how many prefixes the peer may announce
 * @param imports for what the peer announces, after the checks of RFC 4271 section 9
 * @param exports for what the peer is told, after the changes of RFC 4271 section 5.1, but before our own AS is put in front
 */
public record SessionPolicy(
        long localPref,
        boolean advertiseLearned,
        boolean nextHopSelf,
        Optional<PrefixLimit> limit,
        RoutePolicy imports,
        RoutePolicy exports) {

    public static final SessionPolicy DEFAULT =
            new SessionPolicy(100, true, false, Optional.empty(), RoutePolicy.PERMIT_ALL, RoutePolicy.PERMIT_ALL);

    public SessionPolicy {
        if (localPref < 0 || localPref > 0xffff_ffffL) {
            throw new IllegalArgumentException("not a local preference: " + localPref);
        }
    }
}
