package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.bgp.AsPath;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DecisionTest {

    /** A and B of one neighbour, C of another: B beats A by MED, A beats C, C beats B by identifier. */
    @Test
    void medWithinANeighbourDoesNotDependOnTheOrderOfArrival() {
        Decision.Candidate a = candidate(0, 100, Origin.IGP, OptionalLong.of(10), true, 1, 64501, 64600);
        Decision.Candidate b = candidate(1, 100, Origin.IGP, OptionalLong.of(5), true, 3, 64501, 64600);
        Decision.Candidate c = candidate(2, 100, Origin.IGP, OptionalLong.of(7), true, 2, 64502, 64600);
        List<Decision.Candidate> candidates = new ArrayList<>(List.of(a, b, c));
        for (int i = 0; i < 3; i++) {
            Collections.rotate(candidates, 1);
            assertThat(choice(candidates, 1).best()).isEqualTo(c.path());
        }
    }

    @Test
    void aMissingMedCountsAsZero() {
        Decision.Candidate with = candidate(0, 100, Origin.IGP, OptionalLong.of(1), true, 1, 64501);
        Decision.Candidate without = candidate(1, 100, Origin.IGP, OptionalLong.empty(), true, 2, 64501);
        assertThat(choice(List.of(with, without), 4).paths()).containsExactly(without.path());
    }

    @Test
    void equalExternalPathsShareThePrefixUpToTheMaximum() {
        Decision.Candidate a = candidate(0, 100, Origin.IGP, OptionalLong.empty(), true, 3, 64501);
        Decision.Candidate b = candidate(1, 100, Origin.IGP, OptionalLong.empty(), true, 2, 64502);
        Decision.Candidate c = candidate(2, 100, Origin.IGP, OptionalLong.empty(), true, 1, 64503);
        Decision.Selection two = choice(List.of(a, b, c), 2);
        assertThat(two.best()).isEqualTo(c.path());
        assertThat(two.paths()).containsExactly(b.path(), c.path());
        assertThat(choice(List.of(a, b, c), 8).paths()).containsExactly(a.path(), b.path(), c.path());
    }

    @Test
    void theChoiceIsThatOfTheStandardsOwnWordsWhateverTheOrder() {
        for (long seed = 0; seed < 20_000; seed++) {
            Dice dice = new Dice(seed);
            List<Decision.Candidate> candidates = new ArrayList<>();
            for (int session = 1 + dice.upTo(7); session >= 0; session--) {
                candidates.add(random(session, dice));
            }
            Path expected = reference(candidates);
            int maximum = 1 + dice.upTo(4);
            Decision.Selection first = choice(candidates, maximum);
            assertThat(first.best()).as("seed %d: %s", seed, candidates).isEqualTo(expected);
            assertThat(first.paths()).as("seed %d", seed).contains(expected).hasSizeLessThanOrEqualTo(maximum);
            for (int shuffle = 0; shuffle < 4; shuffle++) {
                for (int i = candidates.size() - 1; i > 0; i--) {
                    Collections.swap(candidates, i, dice.upTo(i + 1));
                }
                assertThat(choice(candidates, maximum)).as("seed %d", seed).isEqualTo(first);
            }
        }
    }

    private static Decision.Selection choice(List<Decision.Candidate> candidates, int maximumPaths) {
        Decision.Candidate[] all = candidates.toArray(Decision.Candidate[]::new);
        return Decision.among(all, all.length, maximumPaths, null);
    }

    private static Decision.Candidate random(int session, Dice dice) {
        int length = 1 + dice.upTo(2);
        long[] asns = new long[length];
        for (int i = 0; i < length; i++) {
            asns[i] = 64501 + dice.upTo(3);
        }
        OptionalLong med = dice.coin() ? OptionalLong.of(dice.upTo(3)) : OptionalLong.empty();
        Origin origin = dice.upTo(4) == 0 ? Origin.INCOMPLETE : Origin.IGP;
        int preference = dice.upTo(5) == 0 ? 90 : 100;
        return candidate(session, preference, origin, med, dice.upTo(4) != 0, dice.upTo(3), asns);
    }

    /**
     * An independent reading of RFC 4271 section 9.1.2.2: remove from consideration, step by step and pair by pair. The order of
     * the pairs within the MED step does not matter, since a removed route only ever loses to one that stays.
     */
    private static Path reference(List<Decision.Candidate> all) {
        boolean[] out = new boolean[all.size()];
        for (int step = 0; step < 7; step++) {
            boolean[] loses = new boolean[all.size()];
            for (int m = 0; m < all.size(); m++) {
                for (int n = 0; n < all.size(); n++) {
                    loses[m] |= !out[m] && !out[n] && isWorse(step, all.get(m), all.get(n));
                }
            }
            for (int m = 0; m < all.size(); m++) {
                out[m] |= loses[m];
            }
        }
        Path left = null;
        for (int m = 0; m < all.size(); m++) {
            if (!out[m]) {
                assertThat(left).isNull();
                left = all.get(m).path();
            }
        }
        return Objects.requireNonNull(left);
    }

    private static boolean isWorse(int step, Decision.Candidate m, Decision.Candidate n) {
        PathAttributes a = m.path().attributes();
        PathAttributes b = n.path().attributes();
        return switch (step) {
            case 0 -> a.localPref().getAsLong() < b.localPref().getAsLong();
            case 1 -> hops(a) > hops(b);
            case 2 -> a.origin().compareTo(b.origin()) > 0;
            case 3 -> firstAs(a) == firstAs(b) && a.med().orElse(0) > b.med().orElse(0);
            case 4 -> !m.external() && n.external();
            case 5 -> m.peerIdentifier().compareTo(n.peerIdentifier()) > 0;
            default -> m.peerAddress().compareTo(n.peerAddress()) > 0;
        };
    }

    private static int hops(PathAttributes attributes) {
        return attributes.asPath().segments().get(0).asns().size();
    }

    private static long firstAs(PathAttributes attributes) {
        return attributes.asPath().segments().get(0).asns().get(0).number();
    }

    private static Decision.Candidate candidate(
            int session,
            long preference,
            Origin origin,
            OptionalLong med,
            boolean external,
            int identifier,
            long... asns) {
        Asn[] path = new Asn[asns.length];
        for (int i = 0; i < asns.length; i++) {
            path[i] = new Asn(asns[i]);
        }
        Ipv4 peer = new Ipv4(0xa9fe0000 + session);
        PathAttributes attributes = PathAttributes.of(origin, AsPath.sequence(path), peer)
                .withMed(med)
                .withLocalPref(OptionalLong.of(preference));
        return new Decision.Candidate(new Path(session, attributes), external, new Ipv4(0x0a000000 + identifier), peer);
    }
}
