package dev.censim.proto.bgp;

/**
 * What our OPEN tells of us, RFC 4724 section 3.
 *
 * @param hasRestarted our BGP has restarted and no session has come up since
 * @param isForwarding we may still forward by routes that the peer announced in an earlier session
 */
record OwnRestart(boolean hasRestarted, boolean isForwarding) {

    /** Once a session was up there are routes to forward by. */
    static final OwnRestart OVER = new OwnRestart(false, true);

    /** At the start of a router. */
    static OwnRestart of(boolean hasRestarted) {
        return new OwnRestart(hasRestarted, hasRestarted);
    }
}
