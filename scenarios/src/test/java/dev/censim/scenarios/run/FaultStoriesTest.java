package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tunnel's end, an attachment, a BGP session or a region fails: who notices, what still passes, and that the repair brings it back. */
class FaultStoriesTest {

    private static Run run(String... faults) {
        return Run.of(faulty(Samples.TWO_REGIONS, faults));
    }

    private static String faulty(String yaml, String... faults) {
        StringBuilder all = new StringBuilder(yaml).append("faults:\n");
        for (String fault : faults) {
            all.append("  - {").append(fault).append("}\n");
        }
        return all.toString();
    }

    /** The instants, in seconds, at which an end of a tunnel goes up or down. */
    private static List<Double> moves(Run run, String tunnel, Side side, boolean up) {
        int number = run.names().tunnels().indexOf(tunnel);
        return run.facts(TunnelMoved.class)
                .filter(moved -> moved.tunnel() == number && moved.side() == side && moved.up() == up)
                .map(moved -> seconds(moved.at()))
                .toList();
    }

    private static List<BgpMoved> session(Run run, String session, Side side) {
        int number = run.names().sessions().indexOf(session);
        return run.facts(BgpMoved.class)
                .filter(moved -> moved.session() == number && moved.side() == side)
                .toList();
    }

    private static BgpMoved end(Run run, String session, Side side) {
        return session(run, session, side).stream()
                .filter(moved -> moved.from() == BgpState.ESTABLISHED)
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> established(Run run, String session, Side side) {
        return session(run, session, side).stream()
                .filter(moved -> moved.to() == BgpState.ESTABLISHED)
                .map(moved -> seconds(moved.at()))
                .toList();
    }

    private static double seconds(long nanos) {
        return nanos / (double) Time.SECOND;
    }

    /** Why and where packets of a flow were dropped between two instants. */
    private static Set<String> drops(Run run, String flow, double from, double to) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number && seconds(drop.at()) >= from && seconds(drop.at()) <= to)
                .map(drop -> run.names().actors().get(drop.actor()) + ": " + drop.cause())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean arrivesWhole(Run run, String flow, double from, double to) {
        long received = run.received(flow, at -> at >= from && at <= to);
        return received > 0 && received == run.sentAfter(flow, from) - run.sentAfter(flow, Math.nextUp(to));
    }

    private static long received(Run run, String flow, double from, double to) {
        return run.received(flow, at -> at >= from && at <= to);
    }

    private static boolean hasRoute(Run run, String device, String prefix, double at) {
        int actor = run.names().actors().indexOf(device);
        boolean[] has = {false};
        run.facts().forEach(fact -> {
            if (seconds(fact.at()) > at) {
                return;
            }
            if (fact instanceof RouteInstalled one
                    && one.actor() == actor
                    && one.prefix().equals(Prefix.of(prefix))) {
                has[0] = true;
            } else if (fact instanceof RouteRemoved one
                    && one.actor() == actor
                    && one.prefix().equals(Prefix.of(prefix))) {
                has[0] = false;
            }
        });
        return has[0];
    }

    @Test
    void cloudEndOfATunnelDiesSilentlyAndTheOtherTunnelCarriesTheTraffic() {
        Run run = run("at: 30s, fault: tunnelEndpointDown, tunnel: vpn.tunnel1, repairAt: 90s");

        assertThat(moves(run, "vpn.tunnel1", Side.CLOUD, false)).containsExactly(30.0);
        assertThat(moves(run, "vpn.tunnel1", Side.CUSTOMER, false))
                .as("nobody tells the customer; dead peer detection does")
                .singleElement()
                .satisfies(at -> assertThat(at).isBetween(35.0, 65.0));
        assertThat(moves(run, "vpn.tunnel2", Side.CLOUD, false)).isEmpty();
        assertThat(arrivesWhole(run, "down", 30.1, 89))
                .as("the cloud knows at once")
                .isTrue();
        assertThat(arrivesWhole(run, "up", 66, 89)).isTrue();
        assertThat(moves(run, "vpn.tunnel1", Side.CLOUD, true)).hasSize(2);
        assertThat(moves(run, "vpn.tunnel1", Side.CUSTOMER, true)).hasSize(2);
        assertThat(established(run, "vpn.tunnel1", Side.CLOUD)).hasSize(2);
    }

    @Test
    void customersEndOfATunnelDiesAloneAndItsDeviceGoesOn() {
        Run run = run("at: 30s, fault: tunnelEndpointDown, tunnel: vpn.tunnel2, side: customer, repairAt: 90s");

        assertThat(moves(run, "vpn.tunnel2", Side.CUSTOMER, false)).containsExactly(30.0);
        assertThat(moves(run, "vpn.tunnel2", Side.CLOUD, false))
                .singleElement()
                .satisfies(at -> assertThat(at).isBetween(35.0, 65.0));
        assertThat(moves(run, "vpn.tunnel1", Side.CUSTOMER, false)).isEmpty();
        assertThat(arrivesWhole(run, "up", 30.1, 89))
                .as("the device knows at once")
                .isTrue();
        assertThat(established(run, "vpn.tunnel2", Side.CUSTOMER)).hasSize(2);
    }

    @Test
    void aVpcThatIsDetachedIsReachedByNobodyAndReachesNobody() {
        Run run = run("at: 30s, fault: attachmentDown, attachment: vpc-1, repairAt: 60s");

        assertThat(drops(run, "up", 30.1, 60))
                .as("its blocks are withdrawn from the data centre as well")
                .isSubsetOf("tr-1: NO_ROUTE", "vpn: NO_ROUTE", "cgw: NO_ROUTE", "dc: NO_ROUTE")
                .isNotEmpty();
        assertThat(drops(run, "down", 30.1, 60)).containsExactly("vpc-1: NO_ROUTE");
        assertThat(hasRoute(run, "tr-2", "10.1.1.0/24", 31))
                .as("the other region forgets it")
                .isFalse();
        for (String flow : List.of("up", "down", "far.app-3.app-1", "circuit.idc-2.app-1")) {
            assertThat(received(run, flow, 30.1, 59)).as(flow).isZero();
            assertThat(arrivesWhole(run, flow, 62, 120)).as(flow).isTrue();
        }
    }

    @Test
    void whatADetachedVpcSendsByARouteOfItsOwnIsDroppedAtTheTransitRouter() {
        Run run = run("at: 30s, fault: attachmentDown, attachment: vpc-2, repairAt: 60s");

        assertThat(drops(run, "far.app-3.app-1", 30.1, 60)).containsExactly("tr-2: ATTACHMENT_DOWN");
        assertThat(arrivesWhole(run, "far.app-3.app-1", 62, 120)).isTrue();
    }

    @Test
    void staticEntriesLeaveWithTheirAttachmentAndComeBackWithIt() {
        Run run = run("at: 30s, fault: attachmentDown, attachment: vpn, repairAt: 60s");

        assertThat(hasRoute(run, "tr-1", "192.168.0.0/16", 29)).isTrue();
        assertThat(hasRoute(run, "tr-1", "172.16.0.0/16", 29)).isTrue();
        assertThat(hasRoute(run, "tr-1", "192.168.0.0/16", 31)).isFalse();
        assertThat(hasRoute(run, "tr-1", "172.16.0.0/16", 31)).isFalse();
        assertThat(hasRoute(run, "tr-1", "198.51.100.0/24", 31))
                .as("a black hole leads nowhere")
                .isTrue();
        assertThat(hasRoute(run, "tr-1", "192.168.0.0/16", 61)).isTrue();
        assertThat(hasRoute(run, "tr-1", "172.16.0.0/16", 61)).isTrue();
        assertThat(moves(run, "vpn.tunnel1", Side.CLOUD, false))
                .as("the tunnels do not mind")
                .isEmpty();
        assertThat(received(run, "down", 30.1, 59)).isZero();
        assertThat(arrivesWhole(run, "down", 61, 120)).isTrue();
    }

    @Test
    void anEntryThatIsAddedWhileItsAttachmentIsDownIsUsedFromTheRepairOn() {
        Run run = Run.of(
                faulty(Samples.TWO_REGIONS, "at: 30s, fault: attachmentDown, attachment: vpn, repairAt: 60s") + """
                changes:
                  - {at: 40s, change: addRoute, transitRouter: tr-1, destination: 192.0.2.0/24, nextHop: vpn}
                  - {at: 45s, change: removeRoute, transitRouter: tr-1, destination: 192.168.0.0/16, nextHop: vpn}
                """);

        assertThat(hasRoute(run, "tr-1", "192.0.2.0/24", 59)).isFalse();
        assertThat(hasRoute(run, "tr-1", "192.0.2.0/24", 61)).isTrue();
        assertThat(hasRoute(run, "tr-1", "192.168.0.0/16", 61)).isFalse();
    }

    @Test
    void bothTransitRoutersForgetEachOtherWithTheirConnection() {
        Run run = run("at: 30s, fault: attachmentDown, attachment: backbone, repairAt: 60s");

        assertThat(hasRoute(run, "tr-1", "10.2.1.0/24", 31)).isFalse();
        assertThat(hasRoute(run, "tr-2", "10.1.1.0/24", 31)).isFalse();
        assertThat(received(run, "far.app-3.app-1", 30.1, 59)).isZero();
        assertThat(drops(run, "far.app-3.app-1", 30.1, 59)).containsExactly("tr-2: NO_ROUTE");
        assertThat(arrivesWhole(run, "up", 25, 70))
                .as("what stays in its region does not notice")
                .isTrue();
        assertThat(arrivesWhole(run, "far.app-3.app-1", 61, 120)).isTrue();
    }

    @Test
    void packetsOnTheirWayBetweenRegionsAreDroppedWhenTheirConnectionFails() {
        Run run = run("at: 30.001s, fault: attachmentDown, attachment: backbone, repairAt: 60s");

        assertThat(drops(run, "far.app-3.app-1", 30.001, 30.04)).contains("tr-1: ATTACHMENT_DOWN");
    }

    @Test
    void associationOfAnEcrFailsAndItsOtherRegionIsNotConcerned() {
        Run run = Run.of(faulty(
                Samples.ECR, "at: 30s, fault: attachmentDown, attachment: ecr, transitRouter: tr, repairAt: 50s"));

        assertThat(received(run, "ping.app-1.idc", 30.1, 49)).isZero();
        assertThat(received(run, "up.idc.app-1", 30.1, 49)).isZero();
        assertThat(drops(run, "up.idc.app-1", 31, 49))
                .as("nobody announces it any more")
                .containsExactly("dc: NO_ROUTE");
        assertThat(received(run, "ping.app-2.idc", 30.1, 49)).isPositive();
        assertThat(received(run, "ping.app-1.idc", 52, 68)).isPositive();
        assertThat(received(run, "up.idc.app-1", 52, 68)).isPositive();
    }

    @Test
    void shutDownSessionTellsItsPeerAndStaysDownUntilTheRepair() {
        Run run = run("at: 30s, fault: bgpSessionDown, session: vpn.tunnel1, how: shutdown, repairAt: 50s");

        BgpMoved cloud = end(run, "vpn.tunnel1", Side.CLOUD);
        BgpMoved customer = end(run, "vpn.tunnel1", Side.CUSTOMER);
        assertThat(cloud.cause()).isEqualTo(BgpCause.ADMINISTRATIVE_SHUTDOWN);
        assertThat(seconds(cloud.at())).isEqualTo(30.0);
        assertThat(customer.cause()).isEqualTo(BgpCause.NOTIFICATION_RECEIVED);
        assertThat(seconds(customer.at())).isBetween(30.01, 30.05);
        for (Side side : Side.values()) {
            assertThat(established(run, "vpn.tunnel1", side))
                    .hasSize(2)
                    .last()
                    .satisfies(at ->
                            assertThat(at).isBetween(50.0, 110.1)); // the customer's wait has grown to 60 s at most
        }
        assertThat(session(run, "vpn.tunnel1", Side.CLOUD))
                .as("it stays idle")
                .noneMatch(moved -> seconds(moved.at()) > 30 && seconds(moved.at()) < 50);
        assertThat(moves(run, "vpn.tunnel1", Side.CLOUD, false)).isEmpty();
        assertThat(arrivesWhole(run, "down", 30.1, 125)).isTrue();
    }

    @Test
    void filteredSessionIsFoundByTheHoldTimersOfBothEnds() {
        Run run = run("at: 30s, fault: bgpSessionDown, session: vpn.tunnel1, how: filtered, repairAt: 90s");

        for (Side side : Side.values()) {
            BgpMoved end = end(run, "vpn.tunnel1", side);
            assertThat(end.cause()).as(side.text()).isEqualTo(BgpCause.HOLD_TIMER_EXPIRED);
            assertThat(seconds(end.at())).as(side.text()).isBetween(49.0, 60.1);
            assertThat(established(run, "vpn.tunnel1", side))
                    .hasSize(2)
                    .last()
                    .satisfies(at -> assertThat(at).isGreaterThan(90.0));
        }
        assertThat(moves(run, "vpn.tunnel1", Side.CLOUD, false)).isEmpty();
        assertThat(run.facts(PacketDropped.class).filter(drop -> drop.cause() == DropCause.PACKET_FILTER))
                .isNotEmpty()
                .allMatch(drop -> seconds(drop.at()) >= 30 && seconds(drop.at()) < 90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shutdown", "filtered"})
    void sessionOfAVbrStaysDownUntilTheRepair(String how) {
        Run run = run("at: 30s, fault: bgpSessionDown, session: vbr, how: " + how + ", repairAt: 80s");

        assertThat(end(run, "vbr", Side.CLOUD).cause())
                .isEqualTo(how.equals("shutdown") ? BgpCause.ADMINISTRATIVE_SHUTDOWN : BgpCause.HOLD_TIMER_EXPIRED);
        assertThat(received(run, "circuit.idc-2.app-3", 61, 79)).isZero();
        assertThat(established(run, "vbr", Side.CLOUD))
                .hasSize(2)
                .last()
                .satisfies(at -> assertThat(at).isGreaterThan(80.0));
    }

    @Test
    void shutdownOutlastsARestartOfTheDevice() {
        Run run = Run.of(faulty(
                Samples.TWO_REGIONS.replace("duration: 130s", "duration: 180s"),
                "at: 30s, fault: bgpSessionDown, session: vpn.tunnel1, repairAt: 100s",
                "at: 40s, fault: regionOutage, region: r1, repairAt: 50s"));

        assertThat(established(run, "vpn.tunnel2", Side.CLOUD))
                .hasSize(2)
                .last()
                .satisfies(at -> assertThat(at).isBetween(50.0, 100.0));
        assertThat(established(run, "vpn.tunnel1", Side.CLOUD))
                .hasSize(2)
                .last()
                .satisfies(at -> assertThat(at).isGreaterThan(100.0));
    }

    @Test
    void aRegionFailsAndTheOthersGoOn() {
        Run run = run("at: 30s, fault: regionOutage, region: r1, repairAt: 60s");

        assertThat(hasRoute(run, "tr-2", "10.1.1.0/24", 31))
                .as("the peer sees it at once")
                .isFalse();
        assertThat(hasRoute(run, "tr-1", "192.168.0.0/16", 31)).isFalse();
        assertThat(hasRoute(run, "tr-1", "198.51.100.0/24", 31)).isFalse();
        assertThat(drops(run, "down", 30.1, 59)).containsExactly("app-2: DEVICE_DOWN");
        assertThat(drops(run, "up", 30.1, 59)).contains("vpn: DEVICE_DOWN");
        assertThat(received(run, "up", 30.1, 59)).isZero();
        assertThat(drops(run, "circuit.idc-2.app-1", 30.1, 59))
                .as("withdrawn")
                .isNotEmpty()
                .doesNotContain("fibre: PATH_DOWN");
        assertThat(arrivesWhole(run, "circuit.idc-2.app-3", 25, 120)).isTrue();
        for (String flow : List.of("up", "down", "far.app-3.app-1", "circuit.idc-2.app-1")) {
            assertThat(arrivesWhole(run, flow, 115, 128)).as(flow).isTrue();
        }
        assertThat(hasRoute(run, "tr-1", "198.51.100.0/24", 61)).isTrue();
    }

    @Test
    void regionWithTheCircuitFailsAndTheDataCentreFindsOutByTheHoldTimer() {
        Run run = run("at: 30s, fault: regionOutage, region: r2, repairAt: 80s");

        assertThat(end(run, "vbr", Side.CLOUD).cause()).isEqualTo(BgpCause.DEVICE_LOST);
        assertThat(end(run, "vbr", Side.CUSTOMER).cause()).isEqualTo(BgpCause.HOLD_TIMER_EXPIRED);
        assertThat(arrivesWhole(run, "up", 25, 120)).isTrue();
        assertThat(arrivesWhole(run, "circuit.idc-2.app-3", 118, 128)).isTrue();
    }

    @Test
    void zoneOutageWithinARegionOutageEndsWithItsOwnRepair() {
        Run run = run(
                "at: 30s, fault: regionOutage, region: r1, repairAt: 50s",
                "at: 35s, fault: zoneOutage, zone: z1, repairAt: 80s");

        assertThat(moves(run, "vpn.tunnel2", Side.CLOUD, true))
                .last()
                .satisfies(at -> assertThat(at).isBetween(50.0, 79.0));
        assertThat(moves(run, "vpn.tunnel1", Side.CLOUD, true))
                .last()
                .satisfies(at -> assertThat(at).isGreaterThan(80.0));
        assertThat(drops(run, "far.app-3.app-1", 51, 80)).containsExactly("app-1: DEVICE_DOWN");
        assertThat(received(run, "far.app-3.app-2", 55, 79)).isPositive();
        assertThat(received(run, "far.app-3.app-1", 81, 120)).isPositive();
    }

    @Test
    void faultsThatOverlapAreOverWhenTheLastOfThemIs() {
        Run run = run(
                "at: 30s, fault: regionOutage, region: r1, repairAt: 50s",
                "at: 40s, fault: regionOutage, region: r1, repairAt: 70s",
                "at: 30s, fault: attachmentDown, attachment: backbone, repairAt: 60s",
                "at: 45s, fault: attachmentDown, attachment: backbone, repairAt: 90s",
                "at: 65s, fault: linkDown, path: backbone, repairAt: 100s");

        assertThat(hasRoute(run, "tr-1", "198.51.100.0/24", 69)).isFalse();
        assertThat(hasRoute(run, "tr-1", "198.51.100.0/24", 71)).isTrue();
        assertThat(hasRoute(run, "tr-2", "10.1.1.0/24", 99)).isFalse();
        assertThat(hasRoute(run, "tr-2", "10.1.1.0/24", 101)).isTrue();
    }

    static List<Long> seeds() {
        return new Random(6).longs(16, 0, 1_000_000).boxed().toList();
    }

    /** Whatever fails and is repaired, in whatever order: at last the tables are those of a network in which nothing failed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whenEverythingIsRepairedTheTablesAreAsIfNothingHadHappened(long seed) {
        Random random = new Random(seed);
        List<String> kinds = List.of(
                "fault: tunnelEndpointDown, tunnel: vpn.tunnel1",
                "fault: tunnelEndpointDown, tunnel: vpn.tunnel2, side: customer",
                "fault: attachmentDown, attachment: vpc-1",
                "fault: attachmentDown, attachment: vpn",
                "fault: attachmentDown, attachment: vbr",
                "fault: attachmentDown, attachment: backbone",
                "fault: bgpSessionDown, session: vbr",
                "fault: bgpSessionDown, session: vpn.tunnel2, how: filtered",
                "fault: regionOutage, region: r1",
                "fault: regionOutage, region: r2",
                "fault: zoneOutage, zone: z1",
                "fault: linkDown, path: backbone",
                "fault: customerGatewayCrash, customerGateway: cgw");
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int at = 15 + random.nextInt(30);
            int repairAt = at + 1 + random.nextInt(30);
            faults.add("at: " + at + "s, " + kinds.get(random.nextInt(kinds.size())) + ", repairAt: " + repairAt + "s");
        }
        String yaml =
                Samples.TWO_REGIONS.replace("duration: 130s", "duration: 300s").replaceAll("traffic:\n(.*\n)+", "");

        Run broken = Run.of(faulty(yaml, faults.toArray(String[]::new)));
        Run sound = Run.of(yaml);

        assertThat(broken.network().tables(broken.simulation()))
                .as("seed %d, %s", seed, faults)
                .isEqualTo(sound.network().tables(sound.simulation()));
    }
}
