package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.AsPath;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BgpSpeakerTest {

    private static final long SECOND = Net.SECOND;
    private static final Prefix PREFIX = Prefix.of("192.168.0.0/16");
    private static final Asn CLOUD = new Asn(45104);
    private static final Asn SITE = new Asn(4_200_000_001L);

    /** Cloud side with two passive sessions (0 and 1), customer side with two active ones. */
    private static Net pair(BgpSessionConfig first, BgpSessionConfig second, int maximumPaths, long seed) {
        Net net = new Net();
        net.add(speaker("10.0.0.1", maximumPaths, seed, first, second));
        net.add(speaker("10.0.0.2", maximumPaths, seed + 1, mirror(first), mirror(second)));
        net.join(0, 0, 1, 0);
        net.join(0, 1, 1, 1);
        return net;
    }

    private static Net pair(int maximumPaths) {
        return pair(tunnel(0), tunnel(1), maximumPaths, 1);
    }

    private static BgpSpeaker speaker(String identifier, int maximumPaths, long seed, BgpSessionConfig... sessions) {
        return new BgpSpeaker(
                new BgpSpeakerConfig(Ipv4.of(identifier), List.of(sessions), maximumPaths), new Dice(seed));
    }

    private static BgpSessionConfig tunnel(int index) {
        return BgpSessionConfig.of(
                        Ipv4.of("169.254." + index + ".1"),
                        Ipv4.of("169.254." + index + ".2"),
                        CLOUD,
                        Optional.of(SITE))
                .withTimers(30, 10, 30)
                .withPassive(true)
                .withAdvertiseLearned(false);
    }

    private static BgpSessionConfig mirror(BgpSessionConfig of) {
        return BgpSessionConfig.of(
                        of.remoteAddress(), of.localAddress(), of.remoteAsn().orElseThrow(), Optional.of(of.localAsn()))
                .with(of.timers())
                .withPassive(false)
                .withAdvertiseLearned(of.policy().advertiseLearned());
    }

    private static void originate(Net net, int speaker, Prefix prefix) {
        net.act(speaker, out -> net.at(speaker).originate(net.now(), prefix, Origin.IGP, OptionalLong.empty(), out));
    }

    @Test
    void twoSpeakersReachEstablishedAndTellTheirRoutes() {
        Net net = pair(2);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(SECOND);
        assertThat(net.moves(0, 0))
                .containsExactly(
                        "ACTIVE ADMIN_START",
                        "OPEN_SENT TCP_CONNECTED",
                        "OPEN_CONFIRM OPEN_RECEIVED",
                        "ESTABLISHED KEEPALIVE_RECEIVED");
        assertThat(net.at(0).prefixesReceived(0)).isEqualTo(1);
        PathAttributes told = net.at(0).best(PREFIX).get(0).attributes();
        assertThat(told.asPath()).isEqualTo(AsPath.sequence(SITE));
        assertThat(told.nextHop()).isEqualTo(Ipv4.of("169.254.0.2"));
        assertThat(told.localPref()).hasValue(100);
    }

    @Test
    void theFirstDumpEndsWithTheEndOfRibMarker() throws Malformed {
        Net net = pair(2);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(SECOND);
        List<BgpMessage> sent = new ArrayList<>();
        for (SpeakerOutput.Send send : net.outputs(1, SpeakerOutput.Send.class)) {
            if (send.session() == 0) {
                sent.add(BgpCodec.decode(send.message(), 0, send.message().length, true));
            }
        }
        assertThat(sent)
                .extracting(m -> (Object) m.getClass().getSimpleName())
                .containsExactly("Open", "Keepalive", "Update", "Update");
        assertThat(((BgpMessage.Update) sent.get(3)).isEndOfRib()).isTrue();
    }

    @Test
    void bothTunnelsShareThePrefixWhenTheirPathsAreEqual() {
        Net net = pair(2);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(SECOND);
        assertThat(net.at(0).best(PREFIX)).extracting(Path::session).containsExactly(0, 1);
    }

    /** A VBR is told by its transit router to announce what another VBR reaches, too. */
    @Test
    void whatAPeerTellsIsNotHiddenByARouteToAnnounceWhereThatIsPreferred() {
        Net net = new Net();
        net.add(new BgpSpeaker(new BgpSpeakerConfig(Ipv4.of("10.0.0.1"), List.of(tunnel(0)), 2, true), new Dice(1)));
        net.add(speaker("10.0.0.2", 2, 2, mirror(tunnel(0))));
        net.join(0, 0, 1, 0);
        originate(net, 0, PREFIX);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(SECOND);

        assertThat(net.at(0).best(PREFIX)).extracting(Path::session).containsExactly(0);

        net.act(1, out -> net.at(1).withdraw(net.now(), PREFIX, out));
        net.run(2 * SECOND);

        assertThat(net.at(0).best(PREFIX)).extracting(Path::session).containsExactly(Path.LOCAL);
        assertThat(net.at(1).best(PREFIX)).extracting(Path::session).containsExactly(0);
    }

    @Test
    void thePreferredTunnelIsLeftAndTakenBack() {
        Net net = pair(tunnel(0).withLocalPref(200), tunnel(1).withLocalPref(100), 2, 1);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(SECOND);
        assertThat(net.at(0).best(PREFIX)).extracting(Path::session).containsExactly(0);
        net.cut(0);
        net.run(60 * SECOND);
        assertThat(net.at(0).best(PREFIX)).extracting(Path::session).containsExactly(1);
        net.mend(0);
        net.run(180 * SECOND);
        assertThat(net.at(0).best(PREFIX)).extracting(Path::session).containsExactly(0);
        assertThat(net.outputs(0, SpeakerOutput.BestChanged.class)).hasSize(3);
    }

    @Test
    void aBlackHoleIsNoticedWhenTheHoldTimeHasPassedSinceTheLastMessage() {
        Net net = pair(2);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(20 * SECOND);
        net.cut(0);
        net.run(60 * SECOND);
        long lost = net.timeOf(0, BgpSession.State.IDLE, Reason.HOLD_TIMER_EXPIRED);
        long lastSent = net.notes.stream()
                .filter(n -> n.speaker() == 1 && n.at() <= 20 * SECOND)
                .filter(n -> n.output() instanceof SpeakerOutput.Send send && send.session() == 0)
                .mapToLong(Net.Noted::at)
                .max()
                .orElseThrow();
        assertThat(lost).isEqualTo(lastSent + Net.LATENCY + 30 * SECOND);
        assertThat(net.at(0).best(PREFIX)).extracting(Path::session).containsExactly(1);
    }

    @Test
    void allRoutesOfALostSessionGoInTheOrderOfPrefixes() {
        Net net = pair(1);
        for (int i = 9; i >= 0; i--) {
            originate(net, 1, Prefix.of("10." + i + ".0.0/16"));
        }
        net.startAll();
        net.run(SECOND);
        net.act(0, out -> net.at(0).stop(net.now(), 1, out));
        net.run(2 * SECOND);
        net.notes.clear();
        net.breakTcp(0);
        net.run(2 * SECOND);
        assertThat(net.outputs(0, SpeakerOutput.RoutesWithdrawn.class))
                .flatMap(SpeakerOutput.RoutesWithdrawn::prefixes)
                .hasSize(10);
        List<SpeakerOutput.BestChanged> changes = net.outputs(0, SpeakerOutput.BestChanged.class);
        assertThat(changes).allMatch(c -> c.best().isEmpty());
        List<Prefix> changed =
                changes.stream().flatMap(c -> c.prefixes().stream()).toList();
        assertThat(changed).hasSize(10).isSorted();
    }

    @Test
    void aWithdrawnRouteIsWithdrawnFromThePeer() {
        Net net = pair(2);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(SECOND);
        net.act(1, out -> net.at(1).withdraw(net.now(), PREFIX, out));
        net.run(2 * SECOND);
        assertThat(net.at(0).best(PREFIX)).isEmpty();
        assertThat(net.outputs(1, SpeakerOutput.RouteRetracted.class)).hasSize(2);
    }

    @Test
    void aStubSiteDoesNotCarryTransit() {
        Net net = chain(false);
        originate(net, 0, PREFIX);
        net.startAll();
        net.run(SECOND);
        assertThat(net.at(1).best(PREFIX)).hasSize(1);
        assertThat(net.at(2).best(PREFIX)).isEmpty();
    }

    @Test
    void aTransitAsAddsItselfAndDropsWhatIsItsNeighboursAffair() {
        Net net = chain(true);
        net.act(0, out -> net.at(0).originate(net.now(), PREFIX, Origin.EGP, OptionalLong.of(50), out));
        net.startAll();
        net.run(SECOND);
        PathAttributes middle = net.at(1).best(PREFIX).get(0).attributes();
        PathAttributes far = net.at(2).best(PREFIX).get(0).attributes();
        assertThat(middle.med()).hasValue(50);
        assertThat(far.med()).isEmpty();
        assertThat(far.asPath()).isEqualTo(AsPath.sequence(new Asn(65002), new Asn(65001)));
        assertThat(far.origin()).isEqualTo(Origin.EGP);
    }

    /** 65001 - 65002 - 65001: the far router must see its own AS in the path. */
    @Test
    void aPathThroughOurOwnAsIsALoop() {
        Net net = chain(true, 65001);
        originate(net, 0, PREFIX);
        net.startAll();
        net.run(SECOND);
        assertThat(net.at(2).best(PREFIX)).isEmpty();
        assertThat(net.outputs(2, SpeakerOutput.RouteRejected.class))
                .containsExactly(new SpeakerOutput.RouteRejected(0, PREFIX, RejectReason.AS_LOOP));
    }

    private static Net chain(boolean isTransit) {
        return chain(isTransit, 65003);
    }

    private static Net chain(boolean isTransit, long last) {
        BgpSessionConfig left = BgpSessionConfig.of(
                Ipv4.of("10.1.0.2"), Ipv4.of("10.1.0.1"), new Asn(65002), Optional.of(new Asn(65001)));
        BgpSessionConfig right = BgpSessionConfig.of(
                Ipv4.of("10.2.0.2"), Ipv4.of("10.2.0.1"), new Asn(65002), Optional.of(new Asn(last)));
        Net net = new Net();
        net.add(speaker("10.0.0.1", 1, 1, mirror(left)));
        net.add(speaker(
                "10.0.0.2",
                1,
                2,
                left.withPassive(true).withAdvertiseLearned(isTransit),
                right.withPassive(true).withAdvertiseLearned(isTransit)));
        net.add(speaker("10.0.0.3", 1, 3, mirror(right)));
        net.join(0, 0, 1, 0);
        net.join(1, 1, 2, 0);
        return net;
    }

    /** 4200000001 (new) - 65002 (old) - 4200000003 (new): the old one sees AS_TRANS, the far one the true path. */
    @Test
    void wideAsNumbersSurviveASpeakerThatDoesNotKnowThem() {
        BgpSessionConfig left = BgpSessionConfig.of(
                        Ipv4.of("10.1.0.2"), Ipv4.of("10.1.0.1"), new Asn(65002), Optional.of(SITE))
                .withFourOctetAs(false)
                .withPassive(true);
        BgpSessionConfig right = BgpSessionConfig.of(
                        Ipv4.of("10.2.0.2"), Ipv4.of("10.2.0.1"), new Asn(65002), Optional.of(new Asn(4_200_000_003L)))
                .withFourOctetAs(false)
                .withPassive(true);
        Net net = new Net();
        net.add(speaker("10.0.0.1", 1, 1, mirror(left)));
        net.add(speaker("10.0.0.2", 1, 2, left, right));
        net.add(speaker("10.0.0.3", 1, 3, mirror(right)));
        net.join(0, 0, 1, 0);
        net.join(1, 1, 2, 0);
        originate(net, 0, PREFIX);
        net.startAll();
        net.run(SECOND);
        assertThat(net.at(1).negotiated(0).orElseThrow().peerAsn()).isEqualTo(SITE);
        assertThat(net.at(2).best(PREFIX).get(0).attributes().asPath())
                .isEqualTo(AsPath.sequence(new Asn(65002), SITE));
    }

    @Test
    void changesWithinTheAdvertisementIntervalAreToldOnceAndLate() {
        BgpSessionConfig slow = tunnel(0);
        Net net = new Net();
        net.add(speaker("10.0.0.1", 1, 1, slow));
        net.add(speaker("10.0.0.2", 1, 2, mirror(slow).withMraiNanos(20 * SECOND)));
        net.join(0, 0, 1, 0);
        net.startAll();
        net.run(SECOND);
        originate(net, 1, PREFIX);
        for (int med = 1; med <= 5; med++) {
            OptionalLong metric = OptionalLong.of(med);
            net.run((1 + med) * SECOND);
            net.act(1, out -> net.at(1).originate(net.now(), PREFIX, Origin.IGP, metric, out));
        }
        net.run(40 * SECOND);
        List<Net.Noted> told = net.notes.stream()
                .filter(n -> n.output() instanceof SpeakerOutput.RouteAdvertised)
                .toList();
        assertThat(told).hasSize(2);
        assertThat(told.get(1).at() - told.get(0).at()).isBetween(15 * SECOND, 20 * SECOND);
        assertThat(net.at(0).best(PREFIX).get(0).attributes().med()).hasValue(5);
    }

    @Test
    void aRefreshIsAnsweredWithAllThatWasTold() {
        Net net = pair(1);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(SECOND);
        byte[] refresh = BgpCodec.encode(new BgpMessage.RouteRefresh(1, 0, 1), true);
        net.notes.clear();
        net.act(1, out -> net.at(1).received(net.now(), 0, 0, refresh, 0, refresh.length, out));
        assertThat(net.outputs(1, SpeakerOutput.Send.class)).hasSize(1);
    }

    @Test
    void aFaultyAttributeWithdrawsTheRouteAndKeepsTheSession() {
        Net net = pair(1);
        originate(net, 1, PREFIX);
        net.startAll();
        net.run(SECOND);
        PathAttributes attributes = PathAttributes.of(Origin.IGP, AsPath.sequence(SITE), Ipv4.of("169.254.0.2"));
        byte[] update = BgpCodec.encode(BgpMessage.Update.announce(attributes, List.of(PREFIX)), true);
        update[26] = 7;
        net.act(0, out -> net.at(0).received(net.now(), 0, 1, update, 0, update.length, out));
        assertThat(net.at(0).state(0)).isEqualTo(BgpSession.State.ESTABLISHED);
        assertThat(net.at(0).best(PREFIX)).extracting(Path::session).containsExactly(1);
        assertThat(net.outputs(0, SpeakerOutput.RouteRejected.class))
                .containsExactly(new SpeakerOutput.RouteRejected(0, PREFIX, RejectReason.TREATED_AS_WITHDRAWN));
    }

    @Test
    void tenThousandPrefixesFitInFewMessages() {
        Net net = pair(2);
        List<Prefix> prefixes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            prefixes.add(new Prefix(0x14000000 + (i << 8), 24));
        }
        net.act(
                1,
                out -> net.at(1)
                        .originate(0, prefixes, PathAttributes.originated(Origin.IGP, OptionalLong.empty()), out));
        net.startAll();
        net.run(SECOND);
        assertThat(net.at(0).prefixesReceived(0)).isEqualTo(10_000);
        assertThat(net.at(0).prefixesReceived(1)).isEqualTo(10_000);
        List<SpeakerOutput.Send> sends = net.outputs(1, SpeakerOutput.Send.class);
        assertThat(sends).allMatch(s -> s.message().length <= BgpCodec.MAX_LENGTH);
        assertThat(sends).hasSizeLessThan(2 * (10_000 * 4 / 4000 + 6));
        net.breakTcp(0);
        net.breakTcp(1);
        net.run(SECOND + 1);
        assertThat(net.at(0).best(prefixes.get(77))).isEmpty();
    }

    @Test
    void howTheStreamIsChoppedNeverShows() {
        List<SpeakerOutput> whole = story(0);
        for (long seed = 1; seed < 20; seed++) {
            assertThat(story(seed)).as("seed %d", seed).isEqualTo(whole);
        }
    }

    private static List<SpeakerOutput> story(long chopping) {
        Net net = pair(2);
        if (chopping != 0) {
            net.chop(chopping);
        }
        for (int i = 0; i < 50; i++) {
            originate(net, 1, new Prefix(0x14000000 + (i << 8), 24));
        }
        net.startAll();
        net.run(15 * SECOND);
        net.act(1, out -> net.at(1).reset(net.now(), 0, out));
        net.run(40 * SECOND);
        return net.notes.stream()
                .filter(n -> !(n.output() instanceof SpeakerOutput.Send))
                .map(Net.Noted::output)
                .toList();
    }

    @Test
    void aCopyGoesOnAloneAndInTheSameWay() {
        Net net = pair(tunnel(0), mraiTunnel(), 2, 5);
        originate(net, 1, PREFIX);
        originate(net, 0, Prefix.of("172.16.0.0/12"));
        net.startAll();
        net.run(SECOND);
        originate(net, 0, Prefix.of("172.16.0.0/16"));
        BgpSpeaker original = net.at(0);
        BgpSpeaker twin = original.copy();
        BgpSpeaker untouched = original.copy();
        List<String> first = alone(original);
        assertThat(alone(twin)).isEqualTo(first).isNotEmpty();
        assertThat(untouched.best(PREFIX)).extracting(Path::session).containsExactly(0, 1);
        assertThat(alone(untouched)).isEqualTo(first);
    }

    private static BgpSessionConfig mraiTunnel() {
        return tunnel(1).withMraiNanos(5 * SECOND);
    }

    private static List<String> alone(BgpSpeaker speaker) {
        List<String> story = new ArrayList<>();
        Outbox<SpeakerOutput> out = new Outbox<>();
        speaker.originate(2 * SECOND, Prefix.of("172.16.0.0/12"), Origin.EGP, OptionalLong.of(3), out);
        long now = 2 * SECOND;
        while (now < 100 * SECOND) {
            for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
                story.add(now + " "
                        + (output instanceof SpeakerOutput.Send send
                                ? HexFormat.of().formatHex(send.message())
                                : output.toString()));
            }
            now = speaker.deadline();
            if (now < 100 * SECOND) {
                speaker.expire(now, out);
            }
        }
        return story;
    }

    @Test
    void noOctetsWhateverMakeASpeakerThrow() {
        for (long seed = 0; seed < 300; seed++) {
            Dice dice = new Dice(seed);
            Net net = pair(2);
            originate(net, 1, PREFIX);
            net.startAll();
            net.run(SECOND);
            List<SpeakerOutput.Send> sends = net.outputs(1, SpeakerOutput.Send.class);
            for (int i = 0; i < 20; i++) {
                byte[] octets = sends.get(dice.upTo(sends.size())).message().clone();
                octets[16 + dice.upTo(octets.length - 16)] = (byte) dice.nextLong();
                octets[16 + dice.upTo(octets.length - 16)] = (byte) dice.nextLong();
                int session = dice.upTo(2);
                net.act(0, out -> net.at(0).received(net.now(), session, 1, octets, 0, octets.length, out));
            }
            net.run(5 * SECOND);
        }
    }
}
