package dev.censim.proto.bfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.bfd.BfdPacket;
import dev.censim.wire.bfd.BfdState;
import dev.censim.wire.bfd.Diagnostic;
import dev.censim.wire.bgp.Dice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One end, or two on a line, held to RFC 5880. */
class BfdSessionTest {

    private static final long MS = Pair.MILLISECOND;
    private static final BfdSessionConfig FAST = BfdSessionConfig.of(200_000, 200_000, 3);
    private static final BfdSessionConfig DEFAULT = BfdSessionConfig.of(1_000_000, 1_000_000, 3);

    private static Pair up(BfdSessionConfig one, BfdSessionConfig other) {
        Pair pair = new Pair(42, one, other).started();
        pair.until(10 * Pair.SECOND);
        assertThat(pair.areUp()).isTrue();
        return pair;
    }

    /** A session that has been brought into a state by packets alone. */
    private static BfdSession in(BfdState state) {
        BfdSession session = new BfdSession(FAST, new Dice(7));
        Outbox<BfdOutput> out = new Outbox<>();
        session.start(0, out);
        if (state == BfdState.ADMIN_DOWN) {
            session.disable(0, out);
        } else if (state != BfdState.DOWN) {
            hear(session, packet(session, BfdState.DOWN), out);
        }
        if (state == BfdState.UP) {
            hear(session, packet(session, BfdState.INIT), out);
        }
        assertThat(session.state()).isEqualTo(state);
        return session;
    }

    private static BfdPacket packet(BfdSession to, BfdState state) {
        return packet(to, state, false, false);
    }

    private static BfdPacket packet(BfdSession to, BfdState state, boolean poll, boolean isFinal) {
        return new BfdPacket(
                0, state, poll, isFinal, false, false, 3, 99, to.localDiscriminator(), 200_000, 200_000, 0);
    }

    private static void hear(BfdSession session, BfdPacket packet, Outbox<BfdOutput> out) {
        session.received(0, packet.encode(), 0, BfdPacket.LENGTH, out);
    }

    /** Section 6.8.6, every state with every state received. */
    @ParameterizedTest
    @CsvSource({
        "ADMIN_DOWN, ADMIN_DOWN, ADMIN_DOWN",
        "ADMIN_DOWN, DOWN, ADMIN_DOWN",
        "ADMIN_DOWN, INIT, ADMIN_DOWN",
        "ADMIN_DOWN, UP, ADMIN_DOWN",
        "DOWN, ADMIN_DOWN, DOWN",
        "DOWN, DOWN, INIT",
        "DOWN, INIT, UP",
        "DOWN, UP, DOWN",
        "INIT, ADMIN_DOWN, DOWN",
        "INIT, DOWN, INIT",
        "INIT, INIT, UP",
        "INIT, UP, UP",
        "UP, ADMIN_DOWN, DOWN",
        "UP, DOWN, DOWN",
        "UP, INIT, UP",
        "UP, UP, UP",
    })
    void stateTable(BfdState before, BfdState theirs, BfdState after) {
        BfdSession session = in(before);

        hear(session, packet(session, theirs), new Outbox<>());

        assertThat(session.state()).isEqualTo(after);
    }

    @Test
    void twoEndsComeUpByThreeWays() {
        Pair pair = up(DEFAULT, DEFAULT);

        assertThat(pair.done.stream()
                        .filter(one -> one.end() == 0)
                        .map(one -> one.move().to()))
                .containsExactly(BfdState.INIT, BfdState.UP);
        assertThat(pair.lastMove(0).at()).isLessThan(2 * Pair.SECOND);
    }

    @Test
    void onlyOneNeedBeActive() {
        assertThat(up(FAST, FAST.passive()).areUp()).isTrue();
    }

    @Test
    void passiveEndsNeverBegin() {
        Pair pair = new Pair(1, FAST.passive(), FAST.passive()).started();
        pair.until(60 * Pair.SECOND);

        assertThat(pair.said).isEmpty();
        assertThat(pair.ends[0].deadline()).isEqualTo(Machine.NEVER);
    }

    /** Section 6.8.3: not more than a packet a second while the session is not up. */
    @Test
    void slowUntilUp() {
        Pair pair = new Pair(3, FAST, FAST);
        pair.silence(0, true);
        pair.silence(1, true);
        pair.started().until(100 * Pair.SECOND);

        assertThat(pair.gaps(0, 0))
                .hasSizeGreaterThan(99)
                .allSatisfy(gap -> assertThat(gap).isBetween(750 * MS, 1000 * MS));
        assertThat(pair.said(0, 0)).allSatisfy(packet -> {
            assertThat(packet.state()).isEqualTo(BfdState.DOWN);
            assertThat(packet.desiredMinTx()).isEqualTo(1_000_000);
            assertThat(packet.yourDiscriminator()).isZero();
            assertThat(packet.poll()).isFalse();
        });
    }

    /** Section 6.8.7: 75 to 100 % of the interval; the larger of what we would and what the peer can. */
    @Test
    void jitterIsBelowTheIntervalAndNeverAround() {
        Pair pair = up(BfdSessionConfig.of(200_000, 1_000_000, 3), BfdSessionConfig.of(1_000_000, 400_000, 3));
        pair.until(200 * Pair.SECOND);

        List<Long> gaps = pair.gaps(0, 10 * Pair.SECOND);
        assertThat(gaps)
                .hasSizeGreaterThan(475)
                .allSatisfy(gap -> assertThat(gap).isBetween(300 * MS, 400 * MS));
        assertThat(gaps.stream().mapToLong(gap -> gap).min().orElseThrow()).isLessThan(305 * MS);
        assertThat(gaps.stream().mapToLong(gap -> gap).max().orElseThrow()).isGreaterThan(395 * MS);
    }

    @Test
    void aMultiplierOfOneLeavesATenth() {
        Pair pair = up(BfdSessionConfig.of(400_000, 400_000, 1), BfdSessionConfig.of(400_000, 400_000, 1));
        pair.until(100 * Pair.SECOND);

        assertThat(pair.areUp()).isTrue();
        assertThat(pair.gaps(0, 10 * Pair.SECOND))
                .allSatisfy(gap -> assertThat(gap).isBetween(300 * MS, 360 * MS));
    }

    /** Section 6.8.4: their multiplier times the larger of what we can receive and what they would send. */
    @ParameterizedTest
    @CsvSource({
        "1000000, 1000000, 3, 1000000, 1000000, 3, 3000",
        "200000, 200000, 3, 200000, 200000, 3, 600",
        "200000, 300000, 3, 1000000, 1000000, 5, 5000",
        "200000, 700000, 10, 300000, 200000, 3, 2100",
        "200000, 200000, 10, 250000, 1000000, 4, 1000",
    })
    void detectionTimeIsByTheirMultiplier(
            int tx, int rx, int multiplier, int theirTx, int theirRx, int theirMultiplier, long milliseconds) {
        Pair pair = up(BfdSessionConfig.of(tx, rx, multiplier), BfdSessionConfig.of(theirTx, theirRx, theirMultiplier));
        assertThat(pair.ends[0].detectionNanos()).isEqualTo(milliseconds * MS);
        long from = pair.now();
        pair.silence(1, true);
        pair.forSeconds(20);

        long heard = pair.said.stream()
                .filter(one -> one.end() == 1 && one.at() < from)
                .mapToLong(Pair.Said::at)
                .max()
                .orElseThrow();
        Pair.Done failed = pair.done.stream()
                .filter(one -> one.end() == 0 && one.at() > from)
                .findFirst()
                .orElseThrow();
        assertThat(failed.at()).isEqualTo(heard + Pair.LATENCY + milliseconds * MS);
        assertThat(failed.move().reason()).isEqualTo(BfdReason.DETECTION_TIME_EXPIRED);
        assertThat(failed.move().isFailure()).isTrue();
    }

    @Test
    void whoHearsNothingTellsTheOther() {
        Pair pair = up(FAST, FAST);
        pair.silence(1, true);
        long from = pair.now();
        pair.forSeconds(2);

        assertThat(pair.said(0, from)).anySatisfy(packet -> {
            assertThat(packet.state()).isEqualTo(BfdState.DOWN);
            assertThat(packet.diagnostic()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
            assertThat(packet.yourDiscriminator()).isZero();
        });
        assertThat(pair.done).anySatisfy(one -> assertThat(one.move().reason()).isEqualTo(BfdReason.NEIGHBOR_DOWN));
        assertThat(pair.ends[1].state()).isNotEqualTo(BfdState.UP);
    }

    @Test
    void heardAgainItComesUpAgain() {
        Pair pair = up(FAST, FAST);
        pair.silence(0, true);
        pair.silence(1, true);
        pair.forSeconds(30);
        pair.silence(0, false);
        pair.silence(1, false);
        pair.forSeconds(3);

        assertThat(pair.areUp()).isTrue();
        assertThat(pair.said(0, pair.now() - Pair.SECOND))
                .allSatisfy(packet -> assertThat(packet.diagnostic()).isEqualTo(Diagnostic.NONE));
    }

    @Test
    void fewerLossesThanTheMultiplierAreNoFailure() {
        Pair pair = up(FAST, FAST);
        int before = pair.done.size();
        pair.lose(5);
        pair.forSeconds(30);

        assertThat(pair.done).hasSize(before);
    }

    /** Section 6.8.16, and section 3.2 of RFC 5882: no failure of the path. */
    @Test
    void anOperatorsDownIsTellableFromAFailure() {
        Pair pair = up(FAST, FAST);
        pair.tell(0, (end, out) -> end.disable(pair.now(), out));
        pair.forSeconds(5);

        assertThat(pair.lastMove(0).move().reason()).isEqualTo(BfdReason.ADMIN_DOWN);
        assertThat(pair.lastMove(1).move().reason()).isEqualTo(BfdReason.NEIGHBOR_ADMIN_DOWN);
        assertThat(pair.lastMove(1).move().isFailure()).isFalse();
        assertThat(pair.ends[1].state()).isEqualTo(BfdState.DOWN);
        assertThat(pair.said(0, pair.now() - 2 * Pair.SECOND)).isNotEmpty().allSatisfy(packet -> {
            assertThat(packet.state()).isEqualTo(BfdState.ADMIN_DOWN);
            assertThat(packet.diagnostic()).isEqualTo(Diagnostic.ADMINISTRATIVELY_DOWN);
        });

        pair.tell(0, (end, out) -> end.enable(pair.now(), out));
        pair.forSeconds(3);
        assertThat(pair.areUp()).isTrue();
    }

    @Test
    void pathThatIsKnownToBeGoneIsNotWaitedFor() {
        Pair pair = up(DEFAULT, DEFAULT);
        pair.tell(0, (end, out) -> end.pathFailed(pair.now(), out));
        long from = pair.now();
        pair.forSeconds(10);

        assertThat(pair.lastMove(0).at()).isEqualTo(from);
        assertThat(pair.lastMove(0).move().reason()).isEqualTo(BfdReason.PATH_DOWN);
        assertThat(pair.said(0, from)).isEmpty();
        assertThat(pair.ends[0].deadline()).isEqualTo(Machine.NEVER);

        pair.tell(0, (end, out) -> end.start(pair.now(), out));
        pair.forSeconds(5);
        assertThat(pair.areUp()).isTrue();
    }

    /** Section 6.5: a poll goes out until it is answered, at once and with the same session's packet. */
    @Test
    void comingUpIsPolledForAndAnswered() {
        Pair pair = up(FAST, FAST);

        assertThat(pair.said(0, 0)).anyMatch(BfdPacket::poll);
        assertThat(pair.said(1, 0)).anyMatch(BfdPacket::isFinal);
        assertThat(pair.said(0, 0)).noneMatch(packet -> packet.poll() && packet.isFinal());
        assertThat(pair.said(0, pair.now() - Pair.SECOND)).noneMatch(BfdPacket::poll);
    }

    /** Section 6.8.3: neither end may be surprised by the other's new intervals. */
    @Test
    void slowerSendingWaitsForTheAnswerToThePoll() {
        BfdSession session = in(BfdState.UP);
        Outbox<BfdOutput> out = new Outbox<>();
        hear(session, packet(session, BfdState.UP, false, true), out);
        session.change(0, BfdSessionConfig.of(800_000, 200_000, 3), out);

        assertThat(session.transmissionNanos()).isEqualTo(200 * MS);
        hear(session, packet(session, BfdState.UP, false, true), out);
        assertThat(session.transmissionNanos()).isEqualTo(800 * MS);
    }

    @Test
    void fasterReceivingWaitsForTheAnswerToThePoll() {
        BfdSession session = in(BfdState.UP);
        Outbox<BfdOutput> out = new Outbox<>();
        session.change(0, BfdSessionConfig.of(200_000, 900_000, 3), out);
        hear(session, packet(session, BfdState.UP, false, true), out);
        hear(session, packet(session, BfdState.UP, false, true), out);
        assertThat(session.detectionNanos()).isEqualTo(2700 * MS);

        session.change(0, BfdSessionConfig.of(200_000, 300_000, 3), out);
        assertThat(session.detectionNanos()).isEqualTo(2700 * MS);
        hear(session, packet(session, BfdState.UP, false, true), out);
        assertThat(session.detectionNanos()).isEqualTo(900 * MS);
    }

    @Test
    void answerToAnEarlierPollDoesNotCountForALaterChange() {
        BfdSession session = in(BfdState.UP);
        Outbox<BfdOutput> out = new Outbox<>();
        session.change(0, BfdSessionConfig.of(700_000, 200_000, 3), out);
        hear(session, packet(session, BfdState.UP, false, true), out);

        assertThat(session.transmissionNanos()).isEqualTo(200 * MS);
        hear(session, packet(session, BfdState.UP, false, true), out);
        assertThat(session.transmissionNanos()).isEqualTo(700 * MS);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "INIT", "UP"})
    void aPollIsAnsweredAtOnceInAnyState(BfdState state) {
        BfdSession session = in(state);
        Outbox<BfdOutput> out = new Outbox<>();
        hear(session, packet(session, state == BfdState.DOWN ? BfdState.UP : state, true, false), out);

        assertThat(sent(out)).hasValueSatisfying(packet -> {
            assertThat(packet.isFinal()).isTrue();
            assertThat(packet.poll()).isFalse();
        });
    }

    @Test
    void quickerPeerIsHonouredAtOnce() {
        Pair pair = up(FAST, BfdSessionConfig.of(200_000, 1_000_000, 3));
        long from = pair.now();
        pair.tell(1, (end, out) -> end.change(from, FAST, out));
        pair.forSeconds(1);

        assertThat(pair.said(0, from)).hasSizeGreaterThan(4);
    }

    @Test
    void changedIntervalsNeverTakeTheSessionDown() {
        Dice dice = new Dice(683);
        for (int seed = 0; seed < 200; seed++) {
            Pair pair = up(random(dice), random(dice));
            int before = pair.done.size();
            for (int change = 0; change < 10; change++) {
                int end = dice.upTo(2);
                pair.tell(end, (session, out) -> session.change(pair.now(), random(dice), out));
                pair.forSeconds(dice.upTo(3000) / 1000.0);
            }
            assertThat(pair.done).as("seed %d", seed).hasSize(before);
        }
    }

    private static BfdSessionConfig random(Dice dice) {
        return BfdSessionConfig.of(200_000 + dice.upTo(800_001), 200_000 + dice.upTo(800_001), 3 + dice.upTo(8));
    }

    /** Section 6.8.7: one that can receive nothing is sent nothing but answers. */
    @Test
    void whoWantsNoPacketsGetsNone() {
        BfdSession session = in(BfdState.UP);
        Outbox<BfdOutput> out = new Outbox<>();
        BfdPacket deaf = new BfdPacket(
                0, BfdState.UP, false, false, false, false, 3, 99, session.localDiscriminator(), 200_000, 0, 0);
        hear(session, deaf, out);

        assertThat(session.transmissionNanos()).isZero();
        assertThat(session.deadline()).isEqualTo(session.detectionNanos());
    }

    @Test
    void demandOfThePeerIsRespectedOnceBothAreUpAndNothingIsPolledFor() {
        BfdSession session = in(BfdState.UP);
        BfdPacket demand = new BfdPacket(
                0, BfdState.UP, false, true, false, true, 3, 99, session.localDiscriminator(), 200_000, 200_000, 0);
        hear(session, demand, new Outbox<>());

        assertThat(session.transmissionNanos()).isZero();
    }

    @Test
    void packetForAnotherSessionIsPassedOver() {
        BfdSession session = in(BfdState.DOWN);
        Outbox<BfdOutput> out = new Outbox<>();
        BfdPacket other = new BfdPacket(
                0, BfdState.DOWN, false, false, false, false, 3, 9, session.localDiscriminator() + 1, 1, 1, 0);
        hear(session, other, out);

        assertThat(out.poll()).isEqualTo(new BfdOutput.Discarded(BfdDiscard.UNKNOWN_SESSION));
        assertThat(session.state()).isEqualTo(BfdState.DOWN);
    }

    @Test
    void malformedPacketIsPassedOver() {
        BfdSession session = in(BfdState.UP);
        Outbox<BfdOutput> out = new Outbox<>();
        session.received(0, new byte[24], 0, 24, out);

        assertThat(out.poll()).isEqualTo(new BfdOutput.Discarded(BfdDiscard.MALFORMED));
        assertThat(session.state()).isEqualTo(BfdState.UP);
    }

    /** What a wrong end, a lossy line and an operator may do at random; whatever came before, a sound line brings both up. */
    @Test
    void whateverHappenedASoundLineBringsBothEndsUp() {
        Dice dice = new Dice(5880);
        for (int seed = 0; seed < 300; seed++) {
            Pair pair = new Pair(seed, random(dice), random(dice)).started();
            for (int deed = 0; deed < 20; deed++) {
                int end = dice.upTo(2);
                boolean isOn = dice.coin();
                switch (dice.upTo(5)) {
                    case 0 -> pair.silence(end, isOn);
                    case 1 -> pair.lose(dice.upTo(60));
                    case 2 -> pair.tell(end, (session, out) -> operate(session, isOn, pair.now(), out));
                    case 3 -> pair.tell(end, (session, out) -> cut(session, isOn, pair.now(), out));
                    default -> pair.tell(end, (session, out) -> session.change(pair.now(), random(dice), out));
                }
                pair.forSeconds(dice.upTo(5000) / 1000.0);
            }
            pair.lose(0);
            for (int end = 0; end < 2; end++) {
                pair.silence(end, false);
                pair.tell(end, (session, out) -> operate(session, true, pair.now(), out));
                pair.tell(end, (session, out) -> cut(session, false, pair.now(), out));
            }
            pair.forSeconds(25);
            assertThat(pair.areUp()).as("seed %d", seed).isTrue();
        }
    }

    private static void operate(BfdSession session, boolean isOn, long now, Outbox<BfdOutput> out) {
        if (isOn) {
            session.enable(now, out);
        } else {
            session.disable(now, out);
        }
    }

    private static void cut(BfdSession session, boolean isCut, long now, Outbox<BfdOutput> out) {
        if (isCut) {
            session.pathFailed(now, out);
        } else {
            session.start(now, out);
        }
    }

    @Test
    void aCopyGoesOnAsTheOriginal() {
        BfdSession original = in(BfdState.UP);
        BfdSession copy = original.copy();
        for (long now = 0; now < 3 * Pair.SECOND; now += 10 * MS) {
            Outbox<BfdOutput> ours = new Outbox<>();
            Outbox<BfdOutput> theirs = new Outbox<>();
            original.expire(now, ours);
            copy.expire(now, theirs);
            assertThat(sent(theirs)).isEqualTo(sent(ours));
            assertThat(copy.deadline()).isEqualTo(original.deadline());
        }
        assertThat(copy.state()).isEqualTo(BfdState.DOWN);
    }

    private static Optional<BfdPacket> sent(Outbox<BfdOutput> out) {
        for (BfdOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof BfdOutput.Send send) {
                try {
                    return Optional.of(BfdPacket.decode(send.packet(), 0, send.packet().length));
                } catch (Malformed malformed) {
                    throw new AssertionError(malformed);
                }
            }
        }
        return Optional.empty();
    }

    /** RFC 5881 section 5, RFC 5883: one hop is the link, more are counted down from 255. */
    @Test
    void onlyWhatComesFromNearEnoughIsTaken() {
        assertThat(Encapsulation.ofHops(1)).isEqualTo(Encapsulation.SINGLE_HOP);
        assertThat(Encapsulation.SINGLE_HOP.port()).isEqualTo(3784);
        assertThat(Encapsulation.SINGLE_HOP.admits(255)).isTrue();
        assertThat(Encapsulation.SINGLE_HOP.admits(254)).isFalse();
        assertThat(Encapsulation.ofHops(3).port()).isEqualTo(4784);
        assertThat(Encapsulation.ofHops(3).admits(253)).isTrue();
        assertThat(Encapsulation.ofHops(3).admits(252)).isFalse();
        assertThat(Encapsulation.ofHops(255).admits(1)).isTrue();
        assertThatThrownBy(() -> Encapsulation.ofHops(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Encapsulation.ofHops(256)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wrongConfigurationIsRefused() {
        assertThatThrownBy(() -> BfdSessionConfig.of(0, 1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BfdSessionConfig.of(1, 1L << 32, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BfdSessionConfig.of(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BfdSessionConfig.of(1, 1, 256)).isInstanceOf(IllegalArgumentException.class);
    }
}
