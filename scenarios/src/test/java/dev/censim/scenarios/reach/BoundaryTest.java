package dev.censim.scenarios.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.compile.Compiler;
import dev.censim.facts.DropCause;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.RouteSource;
import dev.censim.kernel.Journal;
import dev.censim.model.Scenario;
import dev.censim.model.address.Prefix;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The border of what a failure of site 7 reaches in {@code hub-and-spoke-50}, whose sites send to VPCs and get nothing back. */
class BoundaryTest {

    private static final Scenario SCENARIO =
            ((ReadResult.Accepted) ScenarioReader.read(Path.of("../scenarios/hub-and-spoke-50.yaml"))).scenario();
    private static final Names NAMES = Compiler.compile(SCENARIO, false).names();

    private static final Prefix BLOCK_OF_THE_SITE = Prefix.of("172.16.7.0/24");
    private static final Prefix BLOCK_OF_A_VPC = Prefix.of("10.3.1.0/24");
    private static final int TABLE = 0;

    private final KnownRoutes known = new KnownRoutes();
    private Boundary boundary = new Boundary(Reach.whole(), new Destinations(SCENARIO), known);

    private static int actor(String name) {
        return NAMES.actors().indexOf(name);
    }

    private static int flowOf(String host) {
        return NAMES.flows().indexOf("site-to-app." + host + ".app-3");
    }

    private static RouteInstalled installed(Prefix prefix) {
        return new RouteInstalled(0, actor("hub"), TABLE, prefix, RouteSource.BGP, List.of(actor("vpn-7")));
    }

    @BeforeEach
    void failSite7() {
        BitSet seat = new BitSet();
        seat.set(actor("cgw-7"));
        Reach reach = Reach.from(seat, new BitSet(), new Partition(SCENARIO, NAMES, Journal.of()));
        boundary = new Boundary(reach, new Destinations(SCENARIO), known);
    }

    @Test
    void newsOfTheSitesOwnBlockConcernsNobody() {
        known.take(installed(BLOCK_OF_THE_SITE));

        boundary.take(new RouteRemoved(0, actor("hub"), TABLE, BLOCK_OF_THE_SITE));
        boundary.crossed(BLOCK_OF_THE_SITE);
        boundary.take(installed(BLOCK_OF_THE_SITE));

        assertThat(boundary.isCrossed()).isFalse();
    }

    @Test
    void newsOfWhereOthersSendToConcernsThem() {
        boundary.crossed(BLOCK_OF_A_VPC);

        assertThat(boundary.isCrossed()).isTrue();
    }

    @Test
    void changeInATableOfTheHubConcernsWhoeverSendsThere() {
        boundary.take(new RouteRemoved(0, actor("hub"), TABLE, BLOCK_OF_A_VPC));

        assertThat(boundary.isCrossed()).isTrue();
    }

    @Test
    void changeInATableOfTheSiteConcernsItselfAlone() {
        boundary.take(new RouteRemoved(0, actor("cgw-7"), TABLE, BLOCK_OF_A_VPC));

        assertThat(boundary.isCrossed()).isFalse();
    }

    @Test
    void routeThatTheHubNeverHadMayBeOneTooMany() {
        boundary.take(installed(BLOCK_OF_THE_SITE));

        assertThat(boundary.isCrossed()).isTrue();
    }

    @Test
    void packetOfTheSiteThatLeavesConcernsOthers() {
        boundary.crossed(flowOf("site-7-host"));

        assertThat(boundary.isCrossed()).isTrue();
    }

    @Test
    void packetOfOthersThatWasUnderWayArrivesAsItWouldHave() {
        boundary.crossed(flowOf("site-8-host"));

        assertThat(boundary.isCrossed()).isFalse();
    }

    @Test
    void packetOfOthersThatIsLostConcernsThem() {
        boundary.take(new PacketDropped(0, actor("hub"), flowOf("site-8-host"), 0, DropCause.NO_ROUTE));

        assertThat(boundary.isCrossed()).isTrue();
    }
}
