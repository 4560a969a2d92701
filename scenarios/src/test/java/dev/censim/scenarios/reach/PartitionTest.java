package dev.censim.scenarios.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.compile.Compiler;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.RouteNotTaken;
import dev.censim.kernel.Journal;
import dev.censim.model.Scenario;
import dev.censim.model.address.Prefix;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The parts of {@code hub-and-spoke-50}. */
class PartitionTest {

    private static final Scenario SCENARIO =
            ((ReadResult.Accepted) ScenarioReader.read(Path.of("../scenarios/hub-and-spoke-50.yaml"))).scenario();
    private static final Names NAMES = Compiler.compile(SCENARIO, false).names();

    private static int actor(String name) {
        return NAMES.actors().indexOf(name);
    }

    private static Partition after(Journal journal) {
        return new Partition(SCENARIO, NAMES, journal);
    }

    @Test
    void siteIsADataCentreWithEverythingThatLeadsToIt() {
        Partition partition = after(Journal.of());

        assertThat(partition.sites()).isEqualTo(50);
        assertThat(partition.members(partition.partOf(actor("site-7"))).stream().mapToObj(NAMES.actors()::get))
                .containsExactlyInAnyOrder("site-7", "site-7-host", "cgw-7", "internet-7-a", "internet-7-b", "vpn-7");
        assertThat(partition.partOf(actor("hub"))).isEqualTo(Partition.HUB);
    }

    @Test
    void vpcIsAPartWithItsHosts() {
        Partition partition = after(Journal.of());

        assertThat(partition.partOf(actor("app-3"))).isEqualTo(partition.partOf(actor("vpc-3")));
        assertThat(partition.isSite(partition.partOf(actor("vpc-3")))).isFalse();
    }

    @Test
    void vpcWhoseTableIsFullBelongsToTheHub() {
        Journal journal = Journal.of(new RouteNotTaken(0, actor("vpc-3"), 0, Prefix.of("172.16.7.0/24")));

        assertThat(after(journal).partOf(actor("vpc-3"))).isEqualTo(Partition.HUB);
        assertThat(after(journal).partOf(actor("vpc-4"))).isNotEqualTo(Partition.HUB);
    }
}
