package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Capability;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Nlri;
import dev.censim.wire.bgp.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A peer whose BGP goes away and comes back, RFC 4724. Speaker 0 stays, speaker 1 restarts. */
class GracefulRestartTest {

    private static final long SECOND = Net.SECOND;
    private static final Prefix KEPT = Prefix.of("192.168.1.0/24");
    private static final Prefix DROPPED = Prefix.of("192.168.2.0/24");
    private static final Prefix OURS = Prefix.of("10.0.0.0/16");
    private static final BgpSessionConfig STAYS = BgpSessionConfig.of(
                    Ipv4.of("169.254.0.1"), Ipv4.of("169.254.0.2"), new Asn(45104), Optional.of(new Asn(65002)))
            .withTimers(30, 10, 30)
            .withPassive(true)
            .withGracefulRestart(GracefulRestart.DEFAULT);
    private static final BgpSessionConfig RESTARTS = BgpSessionConfig.of(
                    Ipv4.of("169.254.0.2"), Ipv4.of("169.254.0.1"), new Asn(65002), Optional.of(new Asn(45104)))
            .withTimers(30, 10, 30)
            .withGracefulRestart(GracefulRestart.DEFAULT);

    private static BgpSpeakerConfig router(String identifier, BgpSessionConfig session) {
        return new BgpSpeakerConfig(Ipv4.of(identifier), List.of(session), 1);
    }

    private static Net up(BgpSessionConfig stays, BgpSessionConfig restarts) {
        Net net = new Net();
        net.add(new BgpSpeaker(router("10.0.0.1", stays), new Dice(1)));
        net.add(new BgpSpeaker(router("10.0.0.2", restarts), new Dice(2)));
        net.join(0, 0, 1, 0);
        originate(net, 0, OURS);
        originate(net, 1, KEPT);
        originate(net, 1, DROPPED);
        net.startAll();
        net.run(5 * SECOND);
        assertThat(net.at(0).prefixesReceived(0)).isEqualTo(2);
        net.notes.clear();
        return net;
    }

    private static Net up() {
        return up(STAYS, RESTARTS);
    }

    private static void originate(Net net, int speaker, Prefix prefix) {
        net.act(speaker, out -> net.at(speaker).originate(net.now(), prefix, Origin.IGP, OptionalLong.empty(), out));
    }

    private static BgpSpeaker successor(Net net) {
        return BgpSpeaker.restarted(net.now(), router("10.0.0.2", RESTARTS), new Dice(9));
    }

    @Test
    void theRoutesOfAPeerThatRestartsAreUsedOnUntilItHasToldThemAgain() {
        Net net = up();
        net.replace(1, successor(net));
        originate(net, 1, KEPT);
        net.run(10 * SECOND);
        assertThat(net.outputs(0, SpeakerOutput.RoutesStale.class))
                .containsExactly(new SpeakerOutput.RoutesStale(0, 2));
        assertThat(net.outputs(0, SpeakerOutput.BestChanged.class))
                .as("the kept route never flaps, the other goes with the End-of-RIB")
                .containsExactly(new SpeakerOutput.BestChanged(Nlri.of(List.of(DROPPED)), List.of()));
        assertThat(net.at(0).best(KEPT)).hasSize(1);
    }

    @Test
    void theRoutesOfAPeerThatDoesNotComeBackGoWhenItsRestartTimeHasPassed() {
        Net net = up(STAYS, RESTARTS.withGracefulRestart(new GracefulRestart(60, true, 100)));
        net.cut(0);
        net.breakTcp(0);
        long broken = net.now();
        net.run(broken + 60 * SECOND - 1);
        assertThat(net.at(0).best(KEPT)).hasSize(1);
        net.run(broken + 60 * SECOND);
        assertThat(net.at(0).best(KEPT)).isEmpty();
        assertThat(net.at(0).prefixesReceived(0)).isZero();
    }

    @Test
    void aNotificationEndsTheRoutesWithTheSession() {
        Net net = up();
        net.act(1, out -> net.at(1).reset(net.now(), 0, out));
        net.run(net.now() + Net.LATENCY);
        assertThat(net.at(0).best(KEPT)).isEmpty();
    }

    @Test
    void anExpiredHoldTimerEndsTheRoutesWithTheSession() {
        Net net = up();
        net.cut(0);
        net.run(60 * SECOND);
        assertThat(net.moves(0, 0)).startsWith("IDLE HOLD_TIMER_EXPIRED");
        assertThat(net.at(0).best(KEPT)).isEmpty();
    }

    @Test
    void aPeerThatLostItsForwardingLosesItsRoutesWhenItIsBack() {
        Net net = up();
        net.replace(1, new BgpSpeaker(router("10.0.0.2", RESTARTS), new Dice(9)));
        net.run(10 * SECOND);
        assertThat(net.at(0).state(0)).isEqualTo(BgpSession.State.ESTABLISHED);
        assertThat(net.at(0).best(KEPT)).isEmpty();
    }

    @Test
    void aPeerThatNeverSaysEndOfRibLosesItsStaleRoutesInTheEnd() {
        Net net = up(STAYS.withGracefulRestart(new GracefulRestart(120, true, 20)), RESTARTS);
        net.breakTcp(0);
        net.run(net.now());
        BgpSpeaker stays = net.at(0);
        long back = net.now();
        Outbox<SpeakerOutput> out = new Outbox<>();
        int connection = stays.accepted(back, 0, out).orElseThrow();
        Capability restart =
                Capability.GracefulRestart.of(true, 120, List.of(Capability.GracefulRestart.Family.ipv4Unicast(true)));
        for (BgpMessage message : List.of(
                new BgpMessage.Open(65002, 0, Ipv4.of("10.0.0.2"), List.of(restart)), new BgpMessage.Keepalive())) {
            byte[] octets = BgpCodec.encode(message, true);
            stays.received(back, 0, connection, octets, 0, octets.length, out);
        }
        assertThat(stays.best(KEPT)).hasSize(1);
        assertThat(stays.deadline()).isEqualTo(back + 20 * SECOND);
        stays.expire(back + 20 * SECOND, out);
        assertThat(stays.best(KEPT)).isEmpty();
        assertThat(stays.state(0)).isEqualTo(BgpSession.State.ESTABLISHED);
    }

    @Test
    void anOperatorsStopDoesNotWaitForAPeerThatRestarts() {
        Net net = up();
        net.cut(0);
        net.breakTcp(0);
        net.run(net.now());
        net.act(0, out -> net.at(0).stop(net.now(), 0, out));
        assertThat(net.at(0).best(KEPT)).isEmpty();
    }

    @Test
    void theRestartedRouterSaysSoAndTellsNothingBeforeItHasHeardItsPeer() {
        Net net = up();
        net.replace(1, successor(net));
        originate(net, 1, KEPT);
        net.run(10 * SECOND);
        List<String> order = new ArrayList<>();
        for (Net.Noted noted : net.notes) {
            if (noted.speaker() == 1 && noted.output() instanceof SpeakerOutput.EndOfRib) {
                order.add("heard End-of-RIB");
            } else if (noted.speaker() == 1 && noted.output() instanceof SpeakerOutput.Send send) {
                order.add(Net.read(send.message()).getClass().getSimpleName());
            }
        }
        assertThat(order.subList(0, 5)).containsExactly("Open", "Keepalive", "heard End-of-RIB", "Update", "Update");
        BgpMessage.Open open = (BgpMessage.Open)
                Net.read(net.outputs(1, SpeakerOutput.Send.class).get(0).message());
        assertThat(open.capabilities())
                .contains(Capability.GracefulRestart.of(
                        true, 120, List.of(Capability.GracefulRestart.Family.ipv4Unicast(true))));
    }

    @Test
    void aRestartedRouterDoesNotWaitForEverForAPeerThatIsGone() {
        BgpSpeaker alone = BgpSpeaker.restarted(0, router("10.0.0.2", RESTARTS), new Dice(1));
        Outbox<SpeakerOutput> out = new Outbox<>();
        alone.originate(0, KEPT, Origin.IGP, OptionalLong.empty(), out);
        assertThat(alone.best(KEPT)).isEmpty();
        assertThat(alone.deadline()).isEqualTo(360 * SECOND);
        alone.expire(360 * SECOND, out);
        assertThat(alone.best(KEPT)).hasSize(1);
    }

    /** RFC 4724 section 4.2: the new connection is the news that the old one is dead. */
    @Test
    void aNewConnectionReplacesOneThatSeemedUp() {
        Net net = up();
        Outbox<SpeakerOutput> out = new Outbox<>();
        assertThat(net.at(0).accepted(net.now(), 0, out)).hasValue(3);
        List<Object> kinds = new ArrayList<>();
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            kinds.add(
                    output instanceof SpeakerOutput.Moved moved
                            ? moved.to()
                            : output.getClass().getSimpleName());
        }
        assertThat(kinds)
                .containsExactly(
                        "Disconnect",
                        BgpSession.State.IDLE,
                        "RoutesStale",
                        BgpSession.State.ACTIVE,
                        "Send",
                        BgpSession.State.OPEN_SENT);
        assertThat(net.at(0).best(KEPT)).hasSize(1);
    }

    @Test
    void aPeerThatDoesNotKnowOfRestartsLosesItsRoutesAtOnce() {
        Net net = up(STAYS, RESTARTS.with(OfferedCapabilities.DEFAULT));
        net.breakTcp(0);
        net.run(net.now());
        assertThat(net.at(0).best(KEPT)).isEmpty();
    }
}
