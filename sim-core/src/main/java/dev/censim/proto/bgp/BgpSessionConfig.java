package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import java.util.Optional;

/**
 * One peering. {@link #of} fills in the defaults, the {@code with} methods change one thing.
 *
 * @param localAddress our end of the connection; the next hop that an external peer is told
 * @param remoteAsn the AS that the peer must be in; empty accepts any
 * @param holdSeconds what we propose: 0 (never), or 3 to 65535; RFC 4271 section 10 suggests 90
 * @param keepaliveSeconds upper limit of the interval; a third of the negotiated hold time if that is less, or if this is 0
 * @param connectRetrySeconds RFC 4271 section 10 suggests 120
 * @param passive never connects, only accepts
 * @param mraiNanos minimum route advertisement interval per destination; 0 sends at once
 * @param localPref degree of preference given to routes of an external peer, and to internal ones that lack it; higher wins
 * @param advertiseLearned whether routes of other sessions are sent on this one; routes of this router itself always are
 * @param fourOctetAs whether the capability of RFC 6793 is announced
 * @param idleHoldSeconds wait before the first automatic restart; doubles with each failure
 * @param idleHoldMaxSeconds where the doubling ends; at least {@code idleHoldSeconds}
 */
public record BgpSessionConfig(
        Ipv4 localAddress,
        Ipv4 remoteAddress,
        Asn localAsn,
        Optional<Asn> remoteAsn,
        int holdSeconds,
        int keepaliveSeconds,
        int connectRetrySeconds,
        boolean passive,
        long mraiNanos,
        long localPref,
        boolean advertiseLearned,
        boolean fourOctetAs,
        int idleHoldSeconds,
        int idleHoldMaxSeconds) {

    public BgpSessionConfig {
        boolean hold = holdSeconds == 0 || holdSeconds >= 3 && holdSeconds <= 0xffff;
        boolean timers = keepaliveSeconds >= 0 && connectRetrySeconds > 0 && mraiNanos >= 0;
        boolean idle = idleHoldSeconds > 0 && idleHoldMaxSeconds >= idleHoldSeconds;
        if (!hold || !timers || !idle || localPref < 0 || localPref > 0xffff_ffffL) {
            throw new IllegalArgumentException("not a BGP session: hold time " + holdSeconds + " s, retry "
                    + connectRetrySeconds + " s, idle hold " + idleHoldSeconds + " s, preference " + localPref);
        }
    }

    public static BgpSessionConfig of(Ipv4 localAddress, Ipv4 remoteAddress, Asn localAsn, Optional<Asn> remoteAsn) {
        return new BgpSessionConfig(
                localAddress, remoteAddress, localAsn, remoteAsn, 90, 30, 120, false, 0, 100, true, true, 1, 60);
    }

    public BgpSessionConfig withTimers(int hold, int keepalive, int connectRetry) {
        return new BgpSessionConfig(
                localAddress,
                remoteAddress,
                localAsn,
                remoteAsn,
                hold,
                keepalive,
                connectRetry,
                passive,
                mraiNanos,
                localPref,
                advertiseLearned,
                fourOctetAs,
                idleHoldSeconds,
                idleHoldMaxSeconds);
    }

    public BgpSessionConfig withIdleHold(int first, int max) {
        return new BgpSessionConfig(
                localAddress,
                remoteAddress,
                localAsn,
                remoteAsn,
                holdSeconds,
                keepaliveSeconds,
                connectRetrySeconds,
                passive,
                mraiNanos,
                localPref,
                advertiseLearned,
                fourOctetAs,
                first,
                max);
    }

    public BgpSessionConfig withPassive(boolean isPassive) {
        return with(isPassive, mraiNanos, localPref, advertiseLearned, fourOctetAs);
    }

    public BgpSessionConfig withMraiNanos(long interval) {
        return with(passive, interval, localPref, advertiseLearned, fourOctetAs);
    }

    public BgpSessionConfig withLocalPref(long preference) {
        return with(passive, mraiNanos, preference, advertiseLearned, fourOctetAs);
    }

    public BgpSessionConfig withAdvertiseLearned(boolean isTransit) {
        return with(passive, mraiNanos, localPref, isTransit, fourOctetAs);
    }

    public BgpSessionConfig withFourOctetAs(boolean isAnnounced) {
        return with(passive, mraiNanos, localPref, advertiseLearned, isAnnounced);
    }

    private BgpSessionConfig with(boolean isPassive, long mrai, long preference, boolean isTransit, boolean isNew) {
        return new BgpSessionConfig(
                localAddress,
                remoteAddress,
                localAsn,
                remoteAsn,
                holdSeconds,
                keepaliveSeconds,
                connectRetrySeconds,
                isPassive,
                mrai,
                preference,
                isTransit,
                isNew,
                idleHoldSeconds,
                idleHoldMaxSeconds);
    }
}
