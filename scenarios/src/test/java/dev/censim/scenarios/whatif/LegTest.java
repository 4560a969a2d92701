package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.Names;
import dev.censim.model.address.Ipv4;
import org.junit.jupiter.api.Test;

/** Hosts 1 and 9, gateways 2 and 8 with two tunnels over the links 3 and 4. */
class LegTest {

    private static final int FIRST = Names.hopInto(0);
    private static final int SECOND = Names.hopInto(1);
    private static final int[] BY_FIRST = {1, 2, FIRST, 3, 8, 9};
    private static final int[] BY_SECOND = {1, 2, SECOND, 4, 8, 9};
    private static final Leg THERE = new Leg(1, 9, Ipv4.of("10.0.0.1"), Ipv4.of("10.0.0.9"));
    private static final Leg BACK = new Leg(9, 1, Ipv4.of("10.0.0.9"), Ipv4.of("10.0.0.1"));

    @Test
    void pingGoesThereAndComesBack() {
        int[] ping = {1, 2, FIRST, 3, 8, 9, 8, SECOND, 4, 2, 1};

        assertThat(THERE.of(ping)).containsExactly(BY_FIRST);
        assertThat(BACK.of(ping)).containsExactly(9, 8, SECOND, 4, 2, 1);
        assertThat(BACK.of(BY_FIRST)).as("UDP does not come back").isEmpty();
    }

    @Test
    void moverIsTheLastDeviceThatBothWaysHaveInCommon() {
        assertThat(THERE.mover(BY_FIRST, BY_SECOND)).isEqualTo(2);
        assertThat(THERE.mover(BY_FIRST, BY_FIRST)).isEqualTo(Leg.NOBODY);
        assertThat(THERE.mover(BY_FIRST, new int[0])).isEqualTo(Leg.NOBODY);
        assertThat(THERE.mover(new int[] {1, 2, FIRST, 3, 8, 9}, new int[] {1, 2, FIRST, 4, 8, 9}))
                .as("a tunnel moves nothing, its device does")
                .isEqualTo(2);
    }

    @Test
    void wayBackIsTheWayThereWhenDevicesAndTunnelsAreTheSame() {
        assertThat(Leg.isReverse(BY_FIRST, new int[] {9, 8, FIRST, 3, 2, 1})).isTrue();
        assertThat(Leg.isReverse(BY_FIRST, new int[] {9, 8, SECOND, 4, 2, 1})).isFalse();
        assertThat(Leg.isReverse(BY_FIRST, new int[] {9, 8, SECOND, 3, 2, 1}))
                .as("two tunnels over one path are two ways")
                .isFalse();
    }
}
