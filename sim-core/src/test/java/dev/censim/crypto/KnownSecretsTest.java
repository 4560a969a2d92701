package dev.censim.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.DhGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownSecretsTest {

    private static final int SEED = 17;

    private record End(byte[] secret, byte[] publicValue) {

        static End of(DhGroup group, Entropy entropy, KnownSecrets known) {
            byte[] secret = KeyExchange.secret(group, entropy);
            return new End(secret, known.publicValue(group, secret));
        }

        Optional<byte[]> shared(DhGroup group, End peer, KnownSecrets known) {
            return known.shared(group, secret, publicValue, peer.publicValue);
        }
    }

    /** Whatever is asked in whatever order, known or forgotten, the answer is that of the exponentiation. */
    @ParameterizedTest
    @EnumSource
    void nothingButTimeDependsOnWhatIsKnown(DhGroup group) {
        SeededEntropy dice = new SeededEntropy(SEED);
        KnownSecrets known = KnownSecrets.ofOneNetwork();
        List<End> ends = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ends.add(End.of(group, dice, i == 0 ? KnownSecrets.none() : known));
        }
        for (int i = 0; i < 60; i++) {
            End own = ends.get((int) dice.below(ends.size()));
            End peer = ends.get((int) dice.below(ends.size()));
            assertThat(own.shared(group, peer, known))
                    .as("seed " + SEED + ", question " + i)
                    .isPresent()
                    .hasValue(KeyExchange.shared(group, own.secret, peer.publicValue)
                            .orElseThrow());
        }
    }

    /** What the caller does with its octets does not reach what is remembered. */
    @Test
    void theSecondEndIsNotHarmedByTheFirst() {
        DhGroup group = DhGroup.GROUP1;
        SeededEntropy dice = new SeededEntropy(SEED);
        KnownSecrets known = KnownSecrets.ofOneNetwork();
        End a = End.of(group, dice, known);
        End b = End.of(group, dice, known);
        byte[] expected = KeyExchange.shared(group, a.secret, b.publicValue).orElseThrow();
        byte[] ofB = b.shared(group, a, known).orElseThrow();
        ofB[0]++;
        assertThat(a.shared(group, b, known)).hasValue(expected);
    }

    /** RFC 6989 section 2.1: a public value of 1 is refused even if this process has made it itself. */
    @Test
    void aKnownValueThatFixesTheResultIsRefused() {
        KnownSecrets known = KnownSecrets.ofOneNetwork();
        byte[] one = known.publicValue(DhGroup.GROUP2, new byte[32]);
        byte[] own = known.publicValue(DhGroup.GROUP2, new byte[] {3});
        assertThat(known.shared(DhGroup.GROUP2, new byte[] {3}, own, one)).isEmpty();
    }

    /** The length tells the group: a value of another group is not taken for one of this group. */
    @Test
    void aKnownValueOfAnotherGroupIsRefused() {
        KnownSecrets known = KnownSecrets.ofOneNetwork();
        byte[] other = known.publicValue(DhGroup.GROUP5, new byte[] {7});
        byte[] own = known.publicValue(DhGroup.GROUP2, new byte[] {3});
        assertThat(known.shared(DhGroup.GROUP2, new byte[] {3}, own, other)).isEmpty();
    }

    @Test
    void anExchangeThatIsOverLeavesNothing() {
        DhGroup group = DhGroup.GROUP1;
        SeededEntropy dice = new SeededEntropy(SEED);
        KnownSecrets known = KnownSecrets.ofOneNetwork();
        End a = End.of(group, dice, known);
        End b = End.of(group, dice, known);
        assertThat(b.shared(group, a, known)).isPresent();
        assertThat(known.size()).isEqualTo(2);
        assertThat(a.shared(group, b, known)).isPresent();
        assertThat(known.size()).isZero();
    }

    /** Requests that nobody answers: the eldest are forgotten, and what is forgotten is computed like a stranger's. */
    @Test
    void unfinishedExchangesDoNotPileUp() {
        DhGroup group = DhGroup.GROUP1;
        SeededEntropy dice = new SeededEntropy(SEED);
        KnownSecrets known = new KnownSecrets(3);
        End eldest = End.of(group, dice, known);
        for (int i = 0; i < 20; i++) {
            End.of(group, dice, known);
        }
        assertThat(known.size()).isEqualTo(3);
        End late = End.of(group, dice, known);
        assertThat(late.shared(group, eldest, known))
                .hasValue(KeyExchange.shared(group, late.secret, eldest.publicValue)
                        .orElseThrow());
        assertThat(known.size()).isEqualTo(3);
    }
}
