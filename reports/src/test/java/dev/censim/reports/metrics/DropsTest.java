package dev.censim.reports.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.ProbeDropped;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropsTest {

    private static Drops drops(Fact... facts) {
        return Drops.of(Journal.of(List.of(facts)));
    }

    @Test
    void whatNoFlowHasInItsBooksIsCountedToo() {
        Drops drops = drops(
                new PacketDropped(1, 3, -1, -1, DropCause.NAT_NO_MAPPING),
                new PacketDropped(2, 2, -1, -1, DropCause.IKE_UNEXPECTED),
                new PacketDropped(3, 4, 0, 7, DropCause.PATH_LOSS),
                new ProbeDropped(4, 4, 0, 1, true, DropCause.PATH_LOSS),
                new PacketDropped(5, 3, 0, 8, DropCause.NAT_NO_MAPPING),
                new PacketDropped(6, 2, -1, -1, DropCause.IKE_MALFORMED));

        assertThat(drops.packets()).isEqualTo(6);
        assertThat(drops.byReason().toString())
                .isEqualTo("{path loss=2, malformed IKE message=1, unexpected IKE message=1, NAT: no mapping=2}");
    }

    @Test
    void aRunThatDroppedNothingHasNoReasons() {
        assertThat(drops()).isEqualTo(new Drops(0, Map.of()));
    }
}
