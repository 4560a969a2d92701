package dev.censim.node;

import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.Edition;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Wire;
import dev.censim.proto.ikev1.IkeVersions;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signs of life that are told late: nobody sees a difference but for the deadline. */
class IkeUnderTrafficTest {

    private static final int SEEDS = 10;

    @ParameterizedTest
    @EnumSource(Edition.class)
    void whatHappensAndWhenIsWhatHappensWhenEverySignOfLifeIsToldAtOnce(Edition edition) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Wire expected = told(edition, seed, ike -> ike);
            Wire wire = told(edition, seed, IkeUnderTraffic::new);

            assertThat(history(wire.a)).as("A, seed %d", seed).isEqualTo(history(expected.a));
            assertThat(history(wire.b)).as("B, seed %d", seed).isEqualTo(history(expected.b));
            assertThat(wire.a.all(IkeOutput.PeerDead.class)).as("seed %d", seed).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aForkInTheMiddleOfTrafficGoesOnAsTheOriginal(Edition edition) {
        Wire wire = established(edition, 1, IkeUnderTraffic::new);
        wire.runWithTraffic(wire.now + 7 * SECOND, SECOND / 10);
        Wire fork = wire.copy();
        fork.cut();
        fork.run(100 * SECOND);
        wire.cut();
        wire.run(100 * SECOND);

        assertThat(history(fork.a)).isEqualTo(history(wire.a)).anyMatch(event -> event.startsWith("PeerDead"));
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aPacketMovesNoDeadlineAndTheDeadlineDefersItself(Edition edition) {
        Wire wire = established(edition, 1, IkeUnderTraffic::new);
        wire.a.ike.proofOfLife(wire.now);
        long deadline = wire.a.ike.deadline();
        wire.a.ike.proofOfLife(wire.now + SECOND);
        assertThat(wire.a.ike.deadline()).isEqualTo(deadline);

        wire.a.ike.expire(deadline, wire.a.out);
        assertThat(wire.a.out.poll()).isNull();
        assertThat(wire.a.ike.deadline()).isEqualTo(deadline + SECOND);
    }

    /** Traffic and silence by turns over a path that loses, with rekeying meanwhile, until the path is cut. */
    private static Wire told(Edition edition, int seed, UnaryOperator<Ike> by) {
        Wire wire = established(edition, seed, by);
        wire.lossPercent = 20;
        for (int turn = 0; turn < 6; turn++) {
            wire.runWithTraffic(wire.now + (4 + 3 * turn) * SECOND, SECOND / 4);
            wire.run(wire.now + (17 - turn) * SECOND);
        }
        wire.runWithTraffic(wire.now + 5 * SECOND, SECOND / 4);
        wire.cut();
        wire.run(wire.now + 60 * SECOND);
        return wire;
    }

    private static Wire established(Edition edition, int seed, UnaryOperator<Ike> by) {
        Configs configs = edition.configs().with(Configs.ipsecLifetime(Duration.ofSeconds(60)));
        Wire wire = new Wire(
                seed,
                by.apply(IkeVersions.open(configs.a(), new SeededEntropy(seed + 1))),
                by.apply(IkeVersions.open(configs.b(), new SeededEntropy(seed + 2))));
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);
        return wire;
    }

    private static List<String> history(Wire.End end) {
        return Stream.iterate(0, i -> i < end.events.size(), i -> i + 1)
                .map(i -> end.events.get(i).getClass().getSimpleName() + " " + end.times.get(i))
                .toList();
    }
}
