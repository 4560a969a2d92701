package dev.censim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.compile.Compiler;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A site costs the same among many as among few. Counts what happens, not how long it takes. */
final class LinearityTest {

    private static final int VPCS = 8;
    private static final long CONVERGED = 5_000_000_000L;

    /** What a network does until it is converged, less what its VPCs do without any site. */
    private record Work(long events, long facts, long routes) {

        static Work of(int sites) {
            Work all = whole(sites);
            Work vpcs = whole(0);
            return new Work(all.events - vpcs.events, all.facts - vpcs.facts, all.routes - vpcs.routes);
        }

        private static Work whole(int sites) {
            Simulation simulation = Compiler.compile(FourRegions.scenario(sites, VPCS), false)
                    .start()
                    .run(CONVERGED);
            List<Fact> facts = new ArrayList<>();
            simulation.journal().forEach(facts::add);
            long routes = facts.stream()
                    .filter(NetworkFact.RouteInstalled.class::isInstance)
                    .count();
            return new Work(simulation.events(), facts.size(), routes);
        }
    }

    @Test
    void siteAmongFortyCausesWhatASiteAmongTenDoes() {
        Work ten = Work.of(10);
        Work forty = Work.of(40);

        assertThat(forty.events / 40.0).isPositive().isLessThan(1.5 * ten.events / 10);
        assertThat(forty.facts / 40.0).isPositive().isLessThan(1.5 * ten.facts / 10);
    }

    @Test
    void siteAmongFortyInstallsExactlyTheRoutesThatASiteAmongTenDoes() {
        assertThat(Work.of(40).routes * 10).isPositive().isEqualTo(Work.of(10).routes * 40);
    }
}
