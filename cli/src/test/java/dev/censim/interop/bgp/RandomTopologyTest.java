package dev.censim.interop.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where policies leave only one outcome, the order in which messages arrive does not show in it. */
class RandomTopologyTest {

    @Test
    void theOrderOfMessagesDoesNotChangeWhatIsChosen() {
        for (long seed = 0; seed < 200; seed++) {
            List<RandomTopology.Router> routers = RandomTopology.draw(seed, 0);
            for (long order = 1; order < 4; order++) {
                assertThat(SimulatedMesh.locRibs(routers, order))
                        .as("seed %d, order %d", seed, order)
                        .isPresent()
                        .isEqualTo(SimulatedMesh.locRibs(routers, 0));
            }
        }
    }
}
