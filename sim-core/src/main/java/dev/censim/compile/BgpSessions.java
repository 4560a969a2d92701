package dev.censim.compile;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.BgpRule;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.policy.CidrMatchMode;
import dev.censim.model.topology.BgpDevice;
import dev.censim.node.EndpointConfig;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.GracefulRestart;
import dev.censim.proto.bgp.PrefixLimit;
import dev.censim.proto.bgp.RoutePolicy;
import dev.censim.proto.bgp.RoutePolicy.Action;
import dev.censim.proto.tcp.Md5Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** BGP sessions, and what carries them, of the cloud and of a data centre's devices. */
final class BgpSessions {

    private BgpSessions() {}

    static BgpSessionConfig session(Ipv4 local, Ipv4 remote, Asn localAsn, Optional<Asn> remoteAsn, BgpTimers timers) {
        BgpSessionConfig session = BgpSessionConfig.of(local, remote, localAsn, remoteAsn)
                .withTimers(
                        (int) timers.hold().toSeconds(),
                        (int) timers.keepalive().toSeconds(),
                        (int) Math.max(1, timers.connectRetry().toSeconds()))
                .withMraiNanos(timers.minimumRouteAdvertisementInterval().toNanos())
                .withAdvertiseLearned(false);
        return timers.restartTime()
                .map(time -> session.withGracefulRestart(
                        new GracefulRestart((int) time.toSeconds(), true, GracefulRestart.DEFAULT.staleSeconds())))
                .orElse(session);
    }

    /** The session of a data centre's device. Too many prefixes end it, as in common devices, until an operator starts it again. */
    static BgpSessionConfig of(BgpDevice device) {
        BgpSessionConfig session = session(
                        device.localBgpIp(),
                        device.peerBgpIp(),
                        device.localAsn(),
                        Optional.of(device.peerAsn()),
                        device.timers())
                .withPolicies(policy(device.imports()), policy(device.exports()));
        return device.prefixLimit()
                .map(limit -> session.withLimit(new PrefixLimit(limit, PrefixLimit.Excess.CEASE)))
                .orElse(session);
    }

    /** The cloud's end, which waits for the device's connection. */
    static EndpointConfig.Peering listening(int session, Ipv4 local, Ipv4 remote, Optional<String> authKey, int mss) {
        return new EndpointConfig.Peering(
                session, local, remote, false, mss, authKey.map(Md5Key::new), false, Optional.empty());
    }

    /** The device's end, which connects. */
    static EndpointConfig.Peering calling(int session, BgpDevice device, int mss) {
        return new EndpointConfig.Peering(
                session,
                device.localBgpIp(),
                device.peerBgpIp(),
                true,
                mss,
                device.authKey().map(Md5Key::new),
                device.filtersTcp179(),
                Optional.empty());
    }

    private static RoutePolicy policy(List<BgpRule> rules) {
        return new RoutePolicy(rules.stream().map(BgpSessions::term).toList());
    }

    private static RoutePolicy.Term term(BgpRule rule) {
        BgpRule.Match match = rule.match();
        boolean isComplete = match.cidrMatchMode() == CidrMatchMode.COMPLETE;
        List<Prefix> none = List.of();
        return new RoutePolicy.Term(
                new RoutePolicy.Match(
                        isComplete ? match.prefixes() : none,
                        isComplete ? none : match.prefixes(),
                        match.communities(),
                        match.asPath()),
                rule.permits(),
                actions(rule.set()));
    }

    private static List<Action> actions(BgpRule.Change change) {
        List<Action> actions = new ArrayList<>();
        change.localPreference().ifPresent(preference -> actions.add(new Action.SetLocalPref(preference)));
        change.med().ifPresent(metric -> actions.add(new Action.SetMed(metric)));
        if (!change.prepend().isEmpty()) {
            actions.add(new Action.PrependPath(change.prepend()));
        }
        List<Community> communities = change.communities();
        if (change.replacesCommunities()) {
            actions.add(new Action.ReplaceCommunities(communities));
        } else {
            communities.forEach(community -> actions.add(new Action.AddCommunity(community)));
        }
        return actions;
    }
}
