package dev.censim.interop.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The converged Loc-RIBs of random topologies, ours against BIRD's, route for route. */
final class LocRibInterop {

    private static final int TOPOLOGIES = 200;
    private static final int AT_ONCE = 50;

    @Test
    void routersOfRandomTopologiesChooseWhatBirdChooses() {
        Namespace.require(Bird.PROGRAM, Bird.CONTROL);
        int routes = 0;
        try (Namespace lab = new Namespace()) {
            lab.ownAll("198.18.0.0/16");
            for (int from = 0; from < TOPOLOGIES; from += AT_ONCE) {
                List<List<RandomTopology.Router>> topologies = new ArrayList<>();
                for (int number = 0; number < AT_ONCE; number++) {
                    topologies.add(RandomTopology.draw(from + number, number));
                }
                try (BirdMesh bird = new BirdMesh(lab, topologies)) {
                    bird.awaitQuiet();
                    for (int number = 0; number < AT_ONCE; number++) {
                        routes += compare(bird, topologies.get(number), number, from + number);
                    }
                }
            }
        }
        assertThat(routes).as("routes that were compared").isGreaterThan(TOPOLOGIES * 10);
    }

    private static int compare(BirdMesh bird, List<RandomTopology.Router> routers, int number, long seed) {
        List<TreeMap<Prefix, String>> ours =
                SimulatedMesh.locRibs(routers, seed).orElseThrow();
        int routes = 0;
        for (RandomTopology.Router router : routers) {
            assertThat(ours.get(router.index()))
                    .as("Loc-RIB of router %d of %d, seed %d", router.index(), routers.size(), seed)
                    .isEqualTo(bird.locRib(number, router.index()));
            routes += ours.get(router.index()).size();
        }
        return routes;
    }
}
