package dev.censim.proto.bgp;

/**
 * The timers of one peering, RFC 4271 section 10.
 *
 * @param holdSeconds what we propose: 0 (never) to 65535; 90 is suggested, and a peer that goes by RFC 4271 section 6.2 refuses 1 and 2
 * @param keepaliveSeconds upper limit of the interval; a third of the negotiated hold time if that is less, or if this is 0
 * @param connectRetrySeconds 120 is suggested
 * @param mraiNanos minimum route advertisement interval per destination; 0 sends at once
 * @param idleHoldSeconds wait before the first automatic restart; doubles with each failure
 * @param idleHoldMaxSeconds where the doubling ends; at least {@code idleHoldSeconds}
 */
public record SessionTimers(
        int holdSeconds,
        int keepaliveSeconds,
        int connectRetrySeconds,
        long mraiNanos,
        int idleHoldSeconds,
        int idleHoldMaxSeconds) {

    public static final SessionTimers DEFAULT = new SessionTimers(90, 30, 120, 0, 1, 60);

    public SessionTimers {
        boolean hold = holdSeconds >= 0 && holdSeconds <= 0xffff;
        boolean others = keepaliveSeconds >= 0 && connectRetrySeconds > 0 && mraiNanos >= 0;
        if (!hold || !others || idleHoldSeconds <= 0 || idleHoldMaxSeconds < idleHoldSeconds) {
            throw new IllegalArgumentException("not the timers of a BGP session: hold time " + holdSeconds
                    + " s, retry " + connectRetrySeconds + " s, idle hold " + idleHoldSeconds + " s");
        }
    }
}
