package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy made at any moment lives the same life as the original, and neither disturbs the other. */
class CopyTest {

    private static Wire busyWire(Edition edition, int seed) {
        Wire wire = new Wire(
                seed,
                edition.configs()
                        .with(Configs.ipsecLifetime(Duration.ofSeconds(23)))
                        .with(Configs.ikeLifetime(Duration.ofSeconds(37)))
                        .with(Configs.keepsUp()));
        wire.lossPercent = 15;
        wire.duplicatePercent = 10;
        wire.jitter = 30 * MILLIS;
        wire.a.ike.initiate(0, wire.a.out);
        wire.b.ike.initiate(0, wire.b.out);
        return wire;
    }

    private static String history(Wire wire) {
        return wire.a.events + " " + wire.a.times + " " + wire.b.events + " " + wire.b.times;
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aCopyLivesTheSameLife(Edition edition) {
        for (int seed = 0; seed < 8; seed++) {
            Wire straight = busyWire(edition, seed);
            straight.run(150 * SECOND);
            SeededEntropy dice = new SeededEntropy(seed);
            Wire wire = busyWire(edition, seed);
            for (int i = 0; i < 25; i++) {
                wire.run(Math.min(150 * SECOND, wire.now + dice.below(12 * SECOND)));
                wire = wire.copy();
            }
            wire.run(150 * SECOND);

            assertThat(history(wire)).as("seed " + seed).isEqualTo(history(straight));
        }
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void whatACopyGoesThroughDoesNotTouchTheOriginal(Edition edition) {
        for (int seed = 0; seed < 8; seed++) {
            Wire straight = busyWire(edition, seed);
            straight.run(150 * SECOND);
            SeededEntropy dice = new SeededEntropy(seed);
            Wire wire = busyWire(edition, seed);
            while (wire.now < 150 * SECOND) {
                wire.run(Math.min(150 * SECOND, wire.now + dice.below(20 * SECOND)));
                Wire fork = wire.copy();
                fork.cut();
                fork.run(fork.now + 50 * SECOND);
                fork.a.ike.close(fork.now, fork.a.out);
                fork.mend();
                fork.run(fork.now + 20 * SECOND);
            }

            assertThat(history(wire)).as("seed " + seed).isEqualTo(history(straight));
        }
    }
}
