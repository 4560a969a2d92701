package dev.censim.proto.ikev1;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.censim.model.policy.IkeMode;
import dev.censim.proto.ike.Agreement;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.ike.IkeHeader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever waits for an answer repeats its last message, and a repeated message is answered by the same octets: RFC 2408 section 5.1. */
class RetransmissionTest {

    private static int messages(IkeMode mode) {
        return mode == IkeMode.MAIN ? 9 : 6;
    }

    static Stream<Arguments> everyMessage() {
        return Stream.of(IkeMode.values())
                .flatMap(mode -> IntStream.range(0, messages(mode)).mapToObj(index -> Arguments.of(mode, index)));
    }

    private static Wire beginning(long seed, IkeMode mode) {
        Wire wire = new Wire(seed, Configs.ikev1(mode));
        wire.a.ike.initiate(0, wire.a.out);
        return wire;
    }

    /** Loses messages by their place in the order of sending. */
    private static void lose(Wire wire, Set<Integer> lost) {
        int[] count = {0};
        wire.cutToA = bytes -> lost.contains(count[0]++);
        wire.cutToB = wire.cutToA;
    }

    /** strongSwan's schedule: 4 s, each wait 1.8 times the one before, five times. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aFirstMessageWithoutAnswerIsRepeatedWithGrowingWaitsAndThenGivenUp(IkeMode mode) {
        Wire wire = beginning(1, mode);
        wire.cut();
        wire.run(1000 * SECOND);

        List<IkeOutput.Retransmitted> repeats = wire.a.all(IkeOutput.Retransmitted.class);
        assertThat(repeats).map(IkeOutput.Retransmitted::attempt).containsExactly(1, 2, 3, 4, 5);
        long expected = 0;
        for (int i = 0; i < 5; i++) {
            expected += Math.round(4000 * Math.pow(1.8, i));
            assertThat(wire.a.times.get(i) / MILLIS).isCloseTo(expected, within(2L));
        }
        IkeExchange exchange = mode == IkeMode.MAIN ? IkeExchange.MAIN_MODE : IkeExchange.AGGRESSIVE_MODE;
        assertThat(wire.a.last(IkeOutput.Failed.class))
                .isEqualTo(new IkeOutput.Failed(IkeRefusal.NO_RESPONSE, exchange, false));
        assertThat(wire.a.lastAt(IkeOutput.Failed.class) / SECOND).isEqualTo(165);
        assertThat(wire.sent)
                .hasSize(6)
                .allSatisfy(message -> assertThat(message).isEqualTo(wire.sent.get(0)));
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aQuickModeWithoutAnswerIsGivenUp(IkeMode mode) {
        Wire wire = beginning(1, mode);
        wire.cutToB = bytes -> IkeHeader.exchangeType(bytes, 0) == 32;
        wire.run(200 * SECOND);

        assertThat(wire.a.last(IkeOutput.Failed.class))
                .isEqualTo(new IkeOutput.Failed(IkeRefusal.NO_RESPONSE, IkeExchange.QUICK_MODE, false));
        assertThat(wire.a.inbound).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void whicheverMessageGetsLostTheTunnelComesUpAfterOneRepetition(IkeMode mode, int index) {
        Wire wire = beginning(1, mode);
        lose(wire, Set.of(index));
        wire.run(5 * SECOND);

        Agreement.assertAgreed(wire);
        wire.run(60 * SECOND);
        Agreement.assertAgreed(wire);
        for (Wire.End end : List.of(wire.a, wire.b)) {
            assertThat(end.all(IkeOutput.IkeSaEstablished.class)).hasSize(1);
            assertThat(end.all(IkeOutput.ChildInstalled.class)).hasSize(1);
            assertThat(end.all(IkeOutput.Failed.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void aMessageAndItsFirstRepetitionMayGetLost(IkeMode mode, int index) {
        Wire wire = beginning(1, mode);
        lose(wire, Set.of(index, index + 1));
        wire.run(20 * SECOND);

        Agreement.assertAgreed(wire);
        assertThat(wire.b.all(IkeOutput.ChildInstalled.class)).hasSize(1);
    }

    /** A message that is sent twice is the same to the octet, so that it can be told from a new one before it is decrypted. */
    @ParameterizedTest
    @MethodSource("everyMessage")
    void repetitionsAreTheSameOctets(IkeMode mode, int index) {
        Wire wire = beginning(1, mode);
        lose(wire, Set.of(index));
        wire.run(9 * SECOND);

        Set<String> different = new HashSet<>();
        wire.sent.forEach(message -> different.add(Arrays.toString(message)));
        assertThat(different).hasSize(messages(mode));
        assertThat(wire.sent).hasSizeGreaterThan(messages(mode));
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aLostThirdMessageOfQuickModeIsSentAgainWhenTheSecondComesAgain(IkeMode mode) {
        Wire wire = beginning(1, mode);
        lose(wire, Set.of(messages(mode) - 1));
        wire.run(SECOND);

        assertThat(wire.a.outbound).isNotNull();
        assertThat(wire.b.inbound).hasSize(1);
        assertThat(wire.b.outbound).isNull();
        wire.run(5 * SECOND);
        Agreement.assertAgreed(wire);
        assertThat(wire.b.all(IkeOutput.Retransmitted.class))
                .map(IkeOutput.Retransmitted::attempt)
                .containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aDuplicatedMessageMakesNothingTwice(IkeMode mode) {
        Wire wire = new Wire(1, Configs.ikev1(mode));
        wire.duplicatePercent = 100;
        wire.jitter = 9 * MILLIS;
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(20 * SECOND);

        Agreement.assertAgreed(wire);
        for (Wire.End end : List.of(wire.a, wire.b)) {
            assertThat(end.all(IkeOutput.Ikev1KeysDerived.class)).hasSize(1);
            assertThat(end.all(IkeOutput.IkeSaEstablished.class)).hasSize(1);
            assertThat(end.all(IkeOutput.ChildInstalled.class)).hasSize(1);
            assertThat(end.all(IkeOutput.Failed.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aWireThatReordersAndDuplicatesStillBringsUpOneTunnel(IkeMode mode) {
        for (int seed = 0; seed < 30; seed++) {
            Wire wire = new Wire(seed, Configs.ikev1(mode));
            wire.duplicatePercent = 60;
            wire.jitter = 6 * SECOND;
            wire.a.ike.initiate(0, wire.a.out);
            wire.run(300 * SECOND);

            assertThat(wire.b.all(IkeOutput.ChildInstalled.class))
                    .as("seed " + seed)
                    .isNotEmpty();
            Agreement.assertAgreed(wire);
        }
    }
}
