package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.RoutePolicy.Action;
import dev.censim.proto.bgp.RoutePolicy.Match;
import dev.censim.proto.bgp.RoutePolicy.Term;
import dev.censim.wire.bgp.AsPath;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a session lets in and out: speaker 1 announces, speaker 0 judges. */
class RouteLimitsAndPoliciesTest {

    private static final Asn JUDGE = new Asn(65001);
    private static final Asn TELLER = new Asn(65002);
    private static final Community TAG = new Community(65002 << 16 | 7);
    private static final BgpSessionConfig IN = BgpSessionConfig.of(
                    Ipv4.of("169.254.0.1"), Ipv4.of("169.254.0.2"), JUDGE, Optional.of(TELLER))
            .withPassive(true);
    private static final BgpSessionConfig OUT =
            BgpSessionConfig.of(Ipv4.of("169.254.0.2"), Ipv4.of("169.254.0.1"), TELLER, Optional.of(JUDGE));

    private static Prefix prefix(int index) {
        return new Prefix(0x0a000000 + (index << 8), 24);
    }

    private static Net up(BgpSessionConfig in, BgpSessionConfig out, int prefixes) {
        Net net = new Net();
        net.add(new BgpSpeaker(new BgpSpeakerConfig(Ipv4.of("10.0.0.1"), List.of(in), 1), new Dice(1)));
        net.add(new BgpSpeaker(new BgpSpeakerConfig(Ipv4.of("10.0.0.2"), List.of(out), 1), new Dice(2)));
        net.join(0, 0, 1, 0);
        for (int i = 0; i < prefixes; i++) {
            int index = i;
            net.act(1, o -> net.at(1).originate(0, prefix(index), Origin.IGP, OptionalLong.empty(), o));
        }
        net.startAll();
        net.run(Net.SECOND);
        return net;
    }

    private static PathAttributes heard(BgpSessionConfig in, BgpSessionConfig out) {
        return up(in, out, 1).at(0).best(prefix(0)).get(0).attributes();
    }

    private static RoutePolicy always(Action... actions) {
        return new RoutePolicy(List.of(new Term(Match.ANY, true, List.of(actions))));
    }

    private static RoutePolicy deny(Match match) {
        return new RoutePolicy(List.of(new Term(match, false, List.of())));
    }

    @Test
    void prefixesAboveTheLimitAreNotUsedAndTheSessionGoesOn() {
        Net net = up(IN.withLimit(new PrefixLimit(3, PrefixLimit.Excess.DISCARD)), OUT, 5);
        assertThat(net.at(0).prefixesReceived(0)).isEqualTo(3);
        assertThat(net.outputs(0, SpeakerOutput.RouteRejected.class))
                .containsExactly(
                        new SpeakerOutput.RouteRejected(0, prefix(3), RejectReason.TOO_MANY_PREFIXES),
                        new SpeakerOutput.RouteRejected(0, prefix(4), RejectReason.TOO_MANY_PREFIXES));
        assertThat(net.at(0).state(0)).isEqualTo(BgpSession.State.ESTABLISHED);
    }

    @Test
    void aSessionWithTooManyPrefixesEndsAndStaysDownUntilAnOperatorStartsIt() {
        Net net = up(IN.withLimit(new PrefixLimit(3, PrefixLimit.Excess.CEASE)), OUT, 4);
        assertThat(net.at(0).prefixesReceived(0)).isZero();
        SpeakerOutput.Moved end = net.outputs(0, SpeakerOutput.Moved.class).stream()
                .filter(moved -> moved.reason() == Reason.TOO_MANY_PREFIXES)
                .findFirst()
                .orElseThrow();
        assertThat(end.notification().orElseThrow().code()).isEqualTo(6);
        assertThat(end.notification().orElseThrow().subcode()).isEqualTo(1);
        assertThat(HexFormat.of()
                        .formatHex(end.notification().orElseThrow().data().toArray()))
                .isEqualTo("00010100000003");
        net.run(600 * Net.SECOND);
        assertThat(net.at(0).state(0)).isEqualTo(BgpSession.State.IDLE);
        net.act(1, out -> net.at(1).withdraw(net.now(), prefix(3), out));
        net.act(0, out -> net.at(0).start(net.now(), 0, out));
        net.run(900 * Net.SECOND);
        assertThat(net.at(0).prefixesReceived(0)).isEqualTo(3);
    }

    @Test
    void aRouteThatIsReplacedDoesNotCountTwice() {
        Net net = up(IN.withLimit(new PrefixLimit(3, PrefixLimit.Excess.CEASE)), OUT, 3);
        net.act(1, out -> net.at(1).originate(net.now(), prefix(0), Origin.EGP, OptionalLong.of(9), out));
        net.run(2 * Net.SECOND);
        assertThat(net.at(0).best(prefix(0)).get(0).attributes().med()).hasValue(9);
    }

    @Test
    void anImportPolicyGivesPreferenceAndDenies() {
        RoutePolicy policy = new RoutePolicy(List.of(
                new Term(new Match(List.of(prefix(1)), List.of(), Optional.empty()), false, List.of()),
                new Term(Match.ANY, true, List.of(new Action.SetLocalPref(300)))));
        Net net = up(IN.withPolicies(policy, RoutePolicy.PERMIT_ALL), OUT, 2);
        assertThat(net.at(0).best(prefix(0)).get(0).attributes().localPref()).hasValue(300);
        assertThat(net.at(0).best(prefix(1))).isEmpty();
        assertThat(net.outputs(0, SpeakerOutput.RouteRejected.class))
                .containsExactly(new SpeakerOutput.RouteRejected(0, prefix(1), RejectReason.POLICY));
    }

    @Test
    void anExportPolicyPrependsAndSetsWhatAnotherAsHears() {
        PathAttributes heard = heard(
                IN,
                OUT.withPolicies(
                        RoutePolicy.PERMIT_ALL,
                        always(new Action.Prepend(2), new Action.SetMed(77), new Action.AddCommunity(TAG))));
        assertThat(heard.asPath()).isEqualTo(AsPath.sequence(TELLER, TELLER, TELLER));
        assertThat(heard.med()).hasValue(77);
        assertThat(heard.communities()).containsExactly(TAG);
    }

    @Test
    void otherAsNumbersArePrependedBehindTheOwnOneSoThatThePeerFindsThatFirst() {
        Asn other = new Asn(65010);
        PathAttributes heard = heard(
                IN,
                OUT.withPolicies(
                        RoutePolicy.PERMIT_ALL,
                        always(
                                new Action.PrependPath(List.of(other, TELLER)),
                                new Action.AddCommunity(Community.NO_EXPORT),
                                new Action.ReplaceCommunities(List.of(TAG)))));
        assertThat(heard.asPath()).isEqualTo(AsPath.sequence(TELLER, other, TELLER));
        assertThat(heard.communities()).containsExactly(TAG);
    }

    @Test
    void aPrefixWithinABlockMatchesAsOneThatIsListed() {
        Match block = new Match(List.of(prefix(9)), List.of(new Prefix(0x0a000000, 23)), List.of(), Optional.empty());
        Net net = up(IN.withPolicies(deny(block), RoutePolicy.PERMIT_ALL), OUT, 4);
        assertThat(net.at(0).best(prefix(0))).isEmpty();
        assertThat(net.at(0).best(prefix(1))).isEmpty();
        assertThat(net.at(0).best(prefix(2))).isNotEmpty();
    }

    @Test
    void aCommunityIsMatchedAndTakenAway() {
        RoutePolicy export = always(new Action.AddCommunity(TAG), new Action.AddCommunity(Community.NO_EXPORT));
        PathAttributes heard = heard(
                IN.withPolicies(always(new Action.RemoveCommunity(TAG)), RoutePolicy.PERMIT_ALL),
                OUT.withPolicies(RoutePolicy.PERMIT_ALL, export));
        assertThat(heard.communities()).containsExactly(Community.NO_EXPORT);
        RoutePolicy denied = deny(new Match(List.of(), List.of(TAG), Optional.empty()));
        Net net = up(
                IN.withPolicies(denied, RoutePolicy.PERMIT_ALL), OUT.withPolicies(RoutePolicy.PERMIT_ALL, export), 1);
        assertThat(net.at(0).prefixesReceived(0)).isZero();
    }

    @Test
    void aPathThroughAnAsIsDenied() {
        RoutePolicy denied = deny(new Match(List.of(), List.of(), Optional.of(TELLER)));
        Net net = up(IN.withPolicies(denied, RoutePolicy.PERMIT_ALL), OUT, 2);
        assertThat(net.at(0).prefixesReceived(0)).isZero();
    }
}
