package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BeliefsTest {

    private static final Names NAMES =
            new Names(List.of(), List.of("vpn.tunnel1"), List.of("vbr-1"), List.of(), List.of());
    private static final int FAILED_AT = 100;
    private static final int ENDED_AT = 200;

    private static Fact tunnel(long at, Side side, boolean up) {
        return new TunnelMoved(at, 0, 0, side, up);
    }

    private static Fact session(long at, Side side, BgpState from, BgpState to) {
        return new BgpMoved(at, 0, 0, side, from, to, BgpCause.PROGRESS);
    }

    private static NetworkState state(Fact... facts) {
        NetworkState state = new NetworkState();
        List.of(facts).forEach(state::take);
        return state.asOrigin();
    }

    private static List<Belief> beliefs(NetworkState before, List<Fact> facts) {
        Beliefs beliefs = new Beliefs(NAMES, before, FAILED_AT);
        facts.forEach(beliefs::take);
        return beliefs.until(ENDED_AT);
    }

    @Test
    void endThatHasNotHeardOfItBelievesUntilItDoes() {
        NetworkState up = state(tunnel(1, Side.CLOUD, true), tunnel(2, Side.CUSTOMER, true));

        assertThat(beliefs(up, List.of(tunnel(110, Side.CUSTOMER, false), tunnel(140, Side.CLOUD, false))))
                .containsExactly(new Belief(Belief.Subject.TUNNEL, "vpn.tunnel1", Side.CLOUD, 110, 140));
    }

    @Test
    void beliefIsCutToTheCase() {
        NetworkState half = state(tunnel(1, Side.CLOUD, true));

        assertThat(beliefs(half, List.of()))
                .containsExactly(new Belief(Belief.Subject.TUNNEL, "vpn.tunnel1", Side.CLOUD, 100, 200));
    }

    @Test
    void sessionIsUpWhereItIsEstablished() {
        List<Fact> facts = List.of(
                session(120, Side.CUSTOMER, BgpState.OPEN_SENT, BgpState.OPEN_CONFIRM),
                session(130, Side.CUSTOMER, BgpState.OPEN_CONFIRM, BgpState.ESTABLISHED),
                session(131, Side.CLOUD, BgpState.OPEN_CONFIRM, BgpState.ESTABLISHED));

        assertThat(beliefs(state(), facts))
                .containsExactly(new Belief(Belief.Subject.SESSION, "vbr-1", Side.CUSTOMER, 130, 131));
    }

    /** Against a look at every instant. */
    @Test
    void beliefsCoverExactlyTheInstantsAtWhichTheEndsDiffer() {
        long seed = 4271;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            boolean[] up = {random.nextBoolean(), random.nextBoolean()};
            NetworkState before = state(tunnel(1, Side.CLOUD, up[0]), tunnel(1, Side.CUSTOMER, up[1]));
            List<Fact> facts = new ArrayList<>();
            int[] expected = new int[ENDED_AT];
            for (int at = FAILED_AT; at < ENDED_AT; at++) {
                while (random.nextInt(10) == 0) {
                    Side side = Side.values()[random.nextInt(2)];
                    up[side.ordinal()] = random.nextBoolean();
                    facts.add(tunnel(at, side, up[side.ordinal()]));
                }
                expected[at] = up[0] == up[1] ? 0 : up[0] ? 1 : 2;
            }
            int[] found = new int[ENDED_AT];
            for (Belief belief : beliefs(before, facts)) {
                for (int at = (int) belief.from(); at < belief.to(); at++) {
                    found[at] += belief.believer() == Side.CLOUD ? 1 : 2;
                }
            }
            assertThat(found).as("seed %d, round %d: %s", seed, round, facts).isEqualTo(expected);
        }
    }
}
