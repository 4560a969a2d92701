package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lifetimes from the shortest to the longest: rekeying loses nothing, and without rekeying the end comes when it must. */
class ShortLifetimeTest {

    private static final int ROUND_TRIPS = 30;

    /** From a second, and from 30 round trips on: whatever each end's lifetimes, the latency, the jitter and the rate. */
    @ParameterizedTest
    @EnumSource(Edition.class)
    void rekeyingLosesNoPacketFromThirtyRoundTripsOn(Edition edition) {
        for (int seed = 0; seed < 60; seed++) {
            SeededEntropy dice = new SeededEntropy(seed);
            long latency = 1 + dice.below(100);
            long jitter = dice.below(latency / 2 + 1);
            long least = Math.max(1000, ROUND_TRIPS * 2 * (latency + jitter));
            Configs configs = edition.configs()
                    .with(Configs.keepsUp())
                    .withA(lifetimes(least, dice))
                    .withB(lifetimes(least, dice));
            if (dice.below(2) == 0) {
                configs = configs.with(Configs.ipsecLifetime(configs.a().ipsec().ipsecLifetime()))
                        .with(Configs.ikeLifetime(configs.a().ike().ikeLifetime()));
            }
            Wire wire = new Wire(seed, configs);
            wire.latency = latency * MILLIS;
            wire.jitter = jitter * MILLIS;
            wire.a.ike.initiate(0, wire.a.out);
            while (wire.a.outbound == null || wire.b.outbound == null) {
                wire.run(wire.now + latency * MILLIS);
            }
            long rate = 1 + dice.below(40);
            wire.runWithTraffic(wire.now + 12 * least * MILLIS, rate * MILLIS);
            String what = "seed " + seed + ": latency " + latency + " ms, jitter " + jitter + " ms, lifetimes from "
                    + least + " ms";

            assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).as(what).hasSizeGreaterThan(3);
            assertThat(wire.a.espLost + wire.b.espLost).as(what + ", lost").isZero();
            assertThat(wire.a.espUnsent + wire.b.espUnsent)
                    .as(what + ", unsent")
                    .isZero();
        }
    }

    private static Configs.Change lifetimes(long least, SeededEntropy dice) {
        Duration ike = Duration.ofMillis(least + dice.below(2 * least));
        Duration ipsec = Duration.ofMillis(least + dice.below(2 * least));
        return config ->
                Configs.ikeLifetime(ike).of(Configs.ipsecLifetime(ipsec).of(config));
    }

    /** A message that gets lost is repeated after 4 s, and the margin is there for it. */
    @ParameterizedTest
    @EnumSource(Edition.class)
    void rekeyingLosesNoPacketThoughMessagesGetLostOnce(Edition edition) {
        for (int seed = 0; seed < 20; seed++) {
            Duration lifetime = Duration.ofSeconds(60 + seed);
            Wire wire = Wire.established(
                    seed, edition.configs().with(Configs.keepsUp()).with(Configs.ipsecLifetime(lifetime)));
            int[] count = {0};
            wire.cutToB = bytes -> bytes.length > 1 && count[0]++ % 2 == 0;
            wire.runWithTraffic(300 * SECOND, 50 * MILLIS);

            assertThat(wire.b.all(IkeOutput.ChildInstalled.class))
                    .as("seed " + seed)
                    .hasSizeGreaterThan(3);
            assertThat(wire.a.espLost + wire.b.espLost).as("seed " + seed).isZero();
            assertThat(wire.a.espUnsent + wire.b.espUnsent).as("seed " + seed).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void anSaThatCannotBeRekeyedEndsWhenItsLifetimeDoesAndNotBefore(Edition edition) {
        for (long seconds : new long[] {1, 2, 30, 3600, 86_400}) {
            Duration lifetime = Duration.ofSeconds(seconds);
            Wire ike = silent(edition, Configs.ikeLifetime(lifetime), seconds);
            Wire child = silent(edition, Configs.ipsecLifetime(lifetime), seconds);

            assertThat(ike.a.lastAt(IkeOutput.IkeSaClosed.class))
                    .isEqualTo(ike.a.lastAt(IkeOutput.IkeSaEstablished.class) + seconds * SECOND);
            assertThat(ike.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.EXPIRED);
            assertThat(ike.a.inbound)
                    .hasSize(edition == Edition.IKEV2 ? 0 : 1); // ESP SAs of IKEv1 outlive their ISAKMP SA
            assertThat(child.a.lastAt(IkeOutput.ChildClosed.class))
                    .isEqualTo(child.a.lastAt(IkeOutput.ChildInstalled.class) + seconds * SECOND);
            assertThat(child.a.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.EXPIRED);
            assertThat(ike.a.all(IkeOutput.PeerDead.class)).isEmpty();
            assertThat(child.a.all(IkeOutput.PeerDead.class)).isEmpty();
        }
    }

    /** The peer falls silent for ever as soon as the SA is there. */
    private static Wire silent(Edition edition, Configs.Change lifetime, long seconds) {
        Wire wire = new Wire(1, edition.configs().with(Configs.noDpd()).withA(lifetime));
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(100 * MILLIS);
        wire.cut();
        wire.run((seconds + 1) * SECOND);
        return wire;
    }
}
