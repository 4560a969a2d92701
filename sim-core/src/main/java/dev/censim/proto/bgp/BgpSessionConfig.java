package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import java.util.Optional;

/**
 * One peering. {@link #of} fills in the defaults, the {@code with} methods change one thing.
 *
 * @param localAddress our end of the connection; the next hop that an external peer is told
 * @param remoteAsn the AS that the peer must be in; empty accepts any
 * @param passive never connects, only accepts
 */
public record BgpSessionConfig(
        Ipv4 localAddress,
        Ipv4 remoteAddress,
        Asn localAsn,
        Optional<Asn> remoteAsn,
        boolean passive,
        SessionTimers timers,
        OfferedCapabilities capabilities,
        SessionPolicy policy) {

    public static BgpSessionConfig of(Ipv4 localAddress, Ipv4 remoteAddress, Asn localAsn, Optional<Asn> remoteAsn) {
        return new BgpSessionConfig(
                localAddress,
                remoteAddress,
                localAsn,
                remoteAsn,
                false,
                SessionTimers.DEFAULT,
                OfferedCapabilities.DEFAULT,
                SessionPolicy.DEFAULT);
    }

    public BgpSessionConfig withPassive(boolean isPassive) {
        return new BgpSessionConfig(
                localAddress, remoteAddress, localAsn, remoteAsn, isPassive, timers, capabilities, policy);
    }

    public BgpSessionConfig with(SessionTimers others) {
        return new BgpSessionConfig(
                localAddress, remoteAddress, localAsn, remoteAsn, passive, others, capabilities, policy);
    }

    public BgpSessionConfig with(OfferedCapabilities others) {
        return new BgpSessionConfig(localAddress, remoteAddress, localAsn, remoteAsn, passive, timers, others, policy);
    }

    public BgpSessionConfig with(SessionPolicy other) {
        return new BgpSessionConfig(
                localAddress, remoteAddress, localAsn, remoteAsn, passive, timers, capabilities, other);
    }

    public BgpSessionConfig withTimers(int hold, int keepalive, int connectRetry) {
        return with(new SessionTimers(
                hold,
                keepalive,
                connectRetry,
                timers.mraiNanos(),
                timers.idleHoldSeconds(),
                timers.idleHoldMaxSeconds()));
    }

    public BgpSessionConfig withIdleHold(int first, int max) {
        return with(new SessionTimers(
                timers.holdSeconds(),
                timers.keepaliveSeconds(),
                timers.connectRetrySeconds(),
                timers.mraiNanos(),
                first,
                max));
    }

    public BgpSessionConfig withMraiNanos(long interval) {
        return with(new SessionTimers(
                timers.holdSeconds(),
                timers.keepaliveSeconds(),
                timers.connectRetrySeconds(),
                interval,
                timers.idleHoldSeconds(),
                timers.idleHoldMaxSeconds()));
    }

    public BgpSessionConfig withFourOctetAs(boolean isAnnounced) {
        return with(new OfferedCapabilities(isAnnounced, capabilities.routeRefresh(), capabilities.gracefulRestart()));
    }

    public BgpSessionConfig withGracefulRestart(GracefulRestart restart) {
        return with(
                new OfferedCapabilities(capabilities.fourOctetAs(), capabilities.routeRefresh(), Optional.of(restart)));
    }

    public BgpSessionConfig withLocalPref(long preference) {
        return with(new SessionPolicy(
                preference,
                policy.advertiseLearned(),
                policy.nextHopSelf(),
                policy.limit(),
                policy.imports(),
                policy.exports()));
    }

    public BgpSessionConfig withAdvertiseLearned(boolean isTransit) {
        return with(new SessionPolicy(
                policy.localPref(),
                isTransit,
                policy.nextHopSelf(),
                policy.limit(),
                policy.imports(),
                policy.exports()));
    }

    public BgpSessionConfig withNextHopSelf(boolean isOurs) {
        return with(new SessionPolicy(
                policy.localPref(),
                policy.advertiseLearned(),
                isOurs,
                policy.limit(),
                policy.imports(),
                policy.exports()));
    }

    public BgpSessionConfig withLimit(PrefixLimit limit) {
        return with(new SessionPolicy(
                policy.localPref(),
                policy.advertiseLearned(),
                policy.nextHopSelf(),
                Optional.of(limit),
                policy.imports(),
                policy.exports()));
    }

    public BgpSessionConfig withPolicies(RoutePolicy imports, RoutePolicy exports) {
        return with(new SessionPolicy(
                policy.localPref(), policy.advertiseLearned(), policy.nextHopSelf(), policy.limit(), imports, exports));
    }
}
