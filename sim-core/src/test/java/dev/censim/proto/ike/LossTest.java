package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import dev.censim.model.policy.DpdConfig;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a bad wire does, both ends agree on SPIs and keys once it is good again. */
class LossTest {

    private static Configs busy(Edition edition, SeededEntropy dice) {
        Configs configs = edition.configs()
                .withA(Configs.ipsecLifetime(seconds(dice, 25, 60)))
                .withB(Configs.ipsecLifetime(seconds(dice, 25, 60)))
                .withA(Configs.ikeLifetime(seconds(dice, 40, 90)))
                .withB(Configs.ikeLifetime(seconds(dice, 40, 90)))
                .withA(Configs.keepsUp())
                .withA(dpd(dice))
                .withB(dpd(dice));
        return dice.below(2) == 0 ? configs : configs.withB(Configs.keepsUp());
    }

    /** Off once in four times. */
    private static Configs.Change dpd(SeededEntropy dice) {
        return Configs.dpd(
                new DpdConfig(dice.below(4) != 0, seconds(dice, 2, 20), seconds(dice, 1, 6), (int) dice.below(5)));
    }

    private static Duration seconds(SeededEntropy dice, int from, int to) {
        return Duration.ofSeconds(from + dice.below(to - from));
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void endsAgreeAfterLossDuplicationReorderingAndSilence(Edition edition) {
        for (int seed = 0; seed < 40; seed++) {
            SeededEntropy dice = new SeededEntropy(seed);
            Wire wire = new Wire(seed, busy(edition, dice));
            wire.lossPercent = (int) dice.below(45);
            wire.duplicatePercent = (int) dice.below(30);
            wire.jitter = 1 + dice.below(200 * MILLIS);
            wire.a.ike.initiate(0, wire.a.out);
            if (dice.below(2) == 0) {
                wire.b.ike.initiate(0, wire.b.out);
            }
            wire.runWithTraffic(150 * SECOND, 500 * MILLIS);
            if (dice.below(2) == 0) {
                wire.cut();
                wire.run(wire.now + dice.below(80) * SECOND);
                wire.mend();
            }
            wire.lossPercent = 0;
            wire.duplicatePercent = 0;
            wire.runWithTraffic(wire.now + 400 * SECOND, 500 * MILLIS);

            String repeat = "repeat with seed " + seed;
            while (!isQuiet(wire)) {
                wire.run(wire.now + 100 * MILLIS);
            }
            assertThat(wire.a.outbound).as(repeat).isNotNull();
            assertThat(wire.b.outbound).as(repeat).isNotNull();
            assertThat(Agreement.openIkeSas(wire.a))
                    .as(repeat)
                    .isEqualTo(Agreement.openIkeSas(wire.b))
                    .hasSize(1);
            Agreement.assertAgreed(wire);
            wire.a.ike.close(wire.now, wire.a.out);
            wire.b.ike.close(wire.now, wire.b.out);
            wire.run(wire.now + SECOND);
            Agreement.assertNothingLeft(wire);
            wire.run(wire.now + 300 * SECOND);
            assertThat(wire.a.ike.deadline()).as(repeat).isEqualTo(Ike.NEVER);
            assertThat(wire.b.ike.deadline()).as(repeat).isEqualTo(Ike.NEVER);
        }
    }

    /** No rekeying is under way: each end has one IKE SA and one child. */
    private static boolean isQuiet(Wire wire) {
        assertThat(wire.now).as("it never gets quiet").isLessThan(1000 * SECOND);
        return wire.a.inbound.size() == 1
                && wire.b.inbound.size() == 1
                && Agreement.openIkeSas(wire.a).size() == 1
                && Agreement.openIkeSas(wire.b).size() == 1;
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aHistoryIsRepeatedByItsSeed(Edition edition) {
        for (int seed = 0; seed < 3; seed++) {
            assertThat(history(edition, seed)).isEqualTo(history(edition, seed));
        }
    }

    private static String history(Edition edition, int seed) {
        Wire wire = new Wire(seed, busy(edition, new SeededEntropy(seed)));
        wire.lossPercent = 20;
        wire.jitter = 50 * MILLIS;
        wire.a.ike.initiate(0, wire.a.out);
        wire.b.ike.initiate(0, wire.b.out);
        wire.run(200 * SECOND);
        return wire.a.events + " " + wire.a.times + " " + wire.b.events + " " + wire.b.times;
    }
}
