package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Capability;
import dev.censim.wire.bgp.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One session played against a peer whose messages the test writes. */
class BgpSessionTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Ipv4 IDENTIFIER = Ipv4.of("10.0.0.1");
    private static final BgpSessionConfig CONFIG = BgpSessionConfig.of(
                    Ipv4.of("169.254.0.1"), Ipv4.of("169.254.0.2"), new Asn(65001), Optional.of(new Asn(65002)))
            .withTimers(30, 10, 120);

    private final List<BgpOutput> outputs = new ArrayList<>();

    @Test
    void thePeerIsDeclaredDeadExactlyWhenTheHoldTimeHasPassed() {
        BgpSession session = established(CONFIG, new Dice(1), 0);
        long heard = 5 * SECOND;
        feed(session, heard, new BgpMessage.Keepalive());
        while (session.state() == BgpSession.State.ESTABLISHED) {
            long now = session.deadline();
            expire(session, now);
            if (session.state() != BgpSession.State.ESTABLISHED) {
                assertThat(now).isEqualTo(heard + 30 * SECOND);
            }
        }
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(4, 0));
        assertThat(moves()).endsWith("IDLE HOLD_TIMER_EXPIRED");
    }

    @Test
    void keepalivesComeAtThreeQuartersToTheWholeOfTheirInterval() {
        for (long seed = 0; seed < 50; seed++) {
            outputs.clear();
            BgpSession session = established(CONFIG, new Dice(seed), 0);
            long last = 0;
            for (int i = 0; i < 50; i++) {
                long now = session.deadline();
                outputs.clear();
                expire(session, now);
                feed(session, now, new BgpMessage.Keepalive());
                assertThat(sent()).as("seed %d", seed).containsExactly(new BgpMessage.Keepalive());
                assertThat(now - last).as("seed %d", seed).isBetween(7_500_000_000L, 10 * SECOND);
                last = now;
            }
        }
    }

    @Test
    void aHoldTimeOfZeroNeedsNoKeepalives() {
        BgpSession session = established(CONFIG, new Dice(1), 0, 0);
        assertThat(session.deadline()).isEqualTo(BgpSession.NEVER);
    }

    @Test
    void theSmallerHoldTimeCountsAndItsThirdLimitsTheKeepalive() {
        BgpSession session = established(CONFIG, new Dice(1), 0, 9);
        Negotiated negotiated = session.negotiated().orElseThrow();
        assertThat(negotiated.holdNanos()).isEqualTo(9 * SECOND);
        assertThat(negotiated.keepaliveNanos()).isEqualTo(3 * SECOND);
    }

    @Test
    void aPeerInTheWrongAsIsToldSo() {
        BgpSession session = connected(CONFIG, new Dice(1));
        feed(session, 0, new BgpMessage.Open(65003, 90, Ipv4.of("10.0.0.2"), List.of()));
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(2, 2));
        assertThat(moves()).endsWith("IDLE BAD_PEER_AS");
    }

    @Test
    void aHoldTimeOfTwoSecondsIsUnacceptable() {
        BgpSession session = connected(CONFIG, new Dice(1));
        byte[] open = BgpCodec.encode(new BgpMessage.Open(65002, 90, Ipv4.of("10.0.0.2"), List.of()), true);
        open[23] = 2;
        receive(session, 0, open);
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(2, 6));
    }

    @Test
    void anotherVersionIsAnsweredWithOurs() {
        BgpSession session = connected(CONFIG, new Dice(1));
        byte[] open = BgpCodec.encode(new BgpMessage.Open(65002, 90, Ipv4.of("10.0.0.2"), List.of()), true);
        open[19] = 3;
        receive(session, 0, open);
        assertThat(notifications().get(0).data().toArray()).containsExactly(0, 4);
    }

    @Test
    void aPeerWithoutIpv4UnicastIsRefused() {
        BgpSession session = connected(CONFIG, new Dice(1));
        feed(
                session,
                0,
                new BgpMessage.Open(65002, 90, Ipv4.of("10.0.0.2"), List.of(new Capability.Multiprotocol(2, 1))));
        assertThat(notifications().get(0).subcode()).isEqualTo(7);
    }

    @Test
    void anInternalPeerWithOurIdentifierIsRefused() {
        BgpSessionConfig internal =
                BgpSessionConfig.of(CONFIG.localAddress(), CONFIG.remoteAddress(), new Asn(65001), Optional.empty());
        BgpSession session = connected(internal, new Dice(1));
        feed(session, 0, new BgpMessage.Open(65001, 90, IDENTIFIER, List.of()));
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(2, 3));
    }

    @Test
    void messagesOutOfTurnAreErrorsOfTheStateMachine() {
        BgpSession early = connected(CONFIG, new Dice(1));
        feed(early, 0, new BgpMessage.Keepalive());
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(5, 1));
        outputs.clear();
        BgpSession late = established(CONFIG, new Dice(1), 0);
        outputs.clear();
        feed(late, 0, new BgpMessage.Open(65002, 90, Ipv4.of("10.0.0.2"), List.of()));
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(5, 3));
    }

    @Test
    void aNotificationIsNeverAnswered() {
        BgpSession session = established(CONFIG, new Dice(1), 0);
        outputs.clear();
        feed(session, SECOND, BgpMessage.Notification.of(6, 4));
        assertThat(sent()).isEmpty();
        assertThat(moves()).containsExactly("IDLE NOTIFICATION_RECEIVED");
    }

    @Test
    void anOperatorsResetSaysCeaseAndRestarts() {
        BgpSession session = established(CONFIG, new Dice(1), 0);
        outputs.clear();
        session.reset(SECOND, Reason.ADMIN_RESET, box());
        flush();
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(6, 4));
        expire(session, session.deadline());
        assertThat(moves()).containsExactly("IDLE ADMIN_RESET", "CONNECT AUTOMATIC_START");
    }

    /** RFC 5882 section 10.2, RFC 9384. */
    @Test
    void failedPathEndsTheSessionAtOnceWithTheCeaseForIt() {
        BgpSession session = established(CONFIG, new Dice(1), 0);
        outputs.clear();
        session.reset(SECOND, Reason.BFD_DOWN, box());
        flush();
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(6, 10));
        expire(session, session.deadline());
        assertThat(moves()).containsExactly("IDLE BFD_DOWN", "CONNECT AUTOMATIC_START");
    }

    @Test
    void anOperatorsStopIsFinal() {
        BgpSession session = established(CONFIG, new Dice(1), 0);
        outputs.clear();
        session.stop(SECOND, box());
        flush();
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(6, 2));
        assertThat(session.deadline()).isEqualTo(BgpSession.NEVER);
    }

    @Test
    void theWaitBeforeARestartDoublesUpToItsMaximum() {
        BgpSession session = new BgpSession(CONFIG.withIdleHold(1, 8), IDENTIFIER, new Dice(7));
        session.start(0, box());
        long now = 0;
        for (long expected : new long[] {1, 2, 4, 8, 8, 8}) {
            session.disconnected(now, box());
            long wait = session.deadline() - now;
            assertThat(wait).isBetween(expected * SECOND * 3 / 4, expected * SECOND);
            now = session.deadline();
            session.expire(now, box());
        }
    }

    @Test
    void aPassiveSessionNeverConnects() {
        BgpSession session = new BgpSession(CONFIG.withPassive(true), IDENTIFIER, new Dice(1));
        session.start(0, box());
        flush();
        assertThat(outputs)
                .containsExactly(new BgpOutput.Moved(
                        BgpSession.State.IDLE, BgpSession.State.ACTIVE, Reason.ADMIN_START, Optional.empty()));
        assertThat(session.deadline()).isEqualTo(BgpSession.NEVER);
    }

    @Test
    void aConnectionThatHangsIsTriedAgainWhenTheRetryTimerExpires() {
        BgpSession session = new BgpSession(CONFIG, IDENTIFIER, new Dice(1));
        session.start(0, box());
        flush();
        outputs.clear();
        assertThat(session.deadline()).isBetween(90 * SECOND, 120 * SECOND);
        expire(session, session.deadline());
        assertThat(outputs).containsExactly(new BgpOutput.Disconnect(0), new BgpOutput.Connect(2));
        assertThat(session.state()).isEqualTo(BgpSession.State.CONNECT);
    }

    @Test
    void aSilentPeerIsGivenFourMinutesForItsOpen() {
        BgpSession session = connected(CONFIG, new Dice(1));
        assertThat(session.deadline()).isEqualTo(240 * SECOND);
        expire(session, 240 * SECOND);
        assertThat(notifications()).containsExactly(BgpMessage.Notification.of(4, 0));
    }

    @Test
    void aConnectionLostBeforeTheOpenLeavesTheSessionActive() {
        BgpSession session = connected(CONFIG, new Dice(1));
        session.disconnected(SECOND, box());
        assertThat(session.state()).isEqualTo(BgpSession.State.ACTIVE);
        expire(session, session.deadline());
        assertThat(session.state()).isEqualTo(BgpSession.State.CONNECT);
    }

    @Test
    void anAnnouncementStandsInForAKeepalive() {
        BgpSession session = established(CONFIG, new Dice(1), 0);
        session.send(4 * SECOND, BgpMessage.Update.withdraw(List.of(Prefix.DEFAULT)), box());
        assertThat(session.deadline()).isGreaterThanOrEqualTo(4 * SECOND + 7_500_000_000L);
    }

    @Test
    void noOctetsWhateverMakeASessionThrow() {
        for (long seed = 0; seed < 3_000; seed++) {
            Dice dice = new Dice(seed);
            BgpSession session = dice.coin() ? established(CONFIG, dice, 0) : connected(CONFIG, dice);
            outputs.clear();
            for (int i = 0; i < 10; i++) {
                byte[] octets = dice.bytes(1 + dice.upTo(60));
                if (dice.upTo(5) != 0) {
                    byte[] head = BgpCodec.encode(new BgpMessage.Keepalive(), true);
                    head[17] = (byte) (19 + octets.length);
                    head[18] = (byte) (1 + dice.upTo(5));
                    receive(session, i, head);
                }
                receive(session, i, octets);
            }
        }
    }

    // The peer's part.

    private Outbox<BgpOutput> box = new Outbox<>();

    private Outbox<BgpOutput> box() {
        return box;
    }

    private void flush() {
        for (BgpOutput output = box.poll(); output != null; output = box.poll()) {
            outputs.add(output);
        }
    }

    private BgpSession connected(BgpSessionConfig config, Dice dice) {
        BgpSession session = new BgpSession(config, IDENTIFIER, dice);
        session.start(0, box());
        session.connected(0, box());
        flush();
        outputs.clear();
        return session;
    }

    private BgpSession established(BgpSessionConfig config, Dice dice, long now) {
        return established(config, dice, now, 90);
    }

    private BgpSession established(BgpSessionConfig config, Dice dice, long now, int hold) {
        BgpSession session = connected(config, dice);
        feed(session, now, new BgpMessage.Open(65002, hold, Ipv4.of("10.0.0.2"), List.of(Capability.IPV4_UNICAST)));
        feed(session, now, new BgpMessage.Keepalive());
        assertThat(session.state()).isEqualTo(BgpSession.State.ESTABLISHED);
        return session;
    }

    private void feed(BgpSession session, long now, BgpMessage message) {
        receive(session, now, BgpCodec.encode(message, false));
    }

    private void receive(BgpSession session, long now, byte[] octets) {
        session.received(now, octets, 0, octets.length, box());
        flush();
    }

    private void expire(BgpSession session, long now) {
        session.expire(now, box());
        flush();
    }

    private List<BgpMessage> sent() {
        List<BgpMessage> messages = new ArrayList<>();
        for (BgpOutput output : outputs) {
            if (output instanceof BgpOutput.Send send) {
                try {
                    byte[] octets = send.message().toArray();
                    messages.add(BgpCodec.decode(octets, 0, octets.length, false));
                } catch (Malformed e) {
                    throw new AssertionError(e);
                }
            }
        }
        return messages;
    }

    private List<BgpMessage.Notification> notifications() {
        return sent().stream()
                .filter(m -> m instanceof BgpMessage.Notification)
                .map(m -> (BgpMessage.Notification) m)
                .toList();
    }

    private List<String> moves() {
        return outputs.stream()
                .filter(o -> o instanceof BgpOutput.Moved)
                .map(o -> ((BgpOutput.Moved) o).to() + " " + ((BgpOutput.Moved) o).reason())
                .toList();
    }
}
