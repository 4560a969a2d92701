package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.CaptureFact.EspKeysSeen;
import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.ChildSaInstalled;
import dev.censim.facts.NetworkFact.IkeSaClosed;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TrafficAwaited;
import dev.censim.facts.NetworkFact.TrafficPasses;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a tunnel does when something breaks, from the packets' point of view. */
class TunnelStoriesTest {

    /** One site on one connection with two tunnels; what differs is filled in: connection, gateway, the rest. */
    private static final String SITE = """
            scenario: site
            duration: 200s
            seed: 3
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z2, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}, {name: app-2, vSwitch: vsw, address: 10.0.1.11}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: [172.16.0.0/16, 172.20.0.0/16]
                hosts: [{name: idc, address: 172.16.0.10}, {name: idc-2, address: 172.20.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 4200000001%s}]
            paths:
              - {name: net-1, latency: 10ms}
              - {name: net-2, latency: 10ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                %s
                tunnels:
                  - {customerGateway: cgw, path: net-1%s}
                  - {customerGateway: cgw, path: net-2%s}
            traffic:
              - {name: up, kind: udp, from: idc, to: app, rate: 20pps, size: 300B, start: 10s, stop: 195s}
              - {name: down, kind: udp, from: app, to: idc, rate: 20pps, size: 300B, start: 10s, stop: 195s}
            """;

    private static final String STATIC_GATEWAY = ", routes: [10.0.0.0/16]";
    private static final String BGP = "enableTunnelsBgp: true";
    private static final String STANDBY = "dualTunnelMode: activeStandby\n    routes: [172.16.0.0/16]";

    private static Run run(String gateway, String connection, String rest) {
        return Run.of(SITE.formatted(gateway, connection, "", "") + rest);
    }

    private static long firstAt(Run run, String tunnel, Side side, boolean up, double fromSeconds) {
        int number = run.names().tunnels().indexOf(tunnel);
        return run.facts(TunnelMoved.class)
                .filter(move -> move.tunnel() == number && move.side() == side && move.up() == up)
                .mapToLong(TunnelMoved::at)
                .filter(at -> at >= fromSeconds * Time.SECOND)
                .min()
                .orElse(Time.NEVER);
    }

    @Test
    void deadPeerIsFoundWithinThirtySecondsAtBothEndsAndTheTunnelComesBackByItself() {
        Run run = run(STATIC_GATEWAY, "effectImmediately: true\n    routes: [172.16.0.0/16]", """
                faults:
                  - {at: 60s, fault: silentLoss, path: net-1, repairAt: 92s}
                """);

        for (Side side : Side.values()) {
            long down = firstAt(run, "vpn.tunnel1", side, false, 60);
            assertThat(down).isBetween(80 * Time.SECOND, 91 * Time.SECOND);
            assertThat(firstAt(run, "vpn.tunnel1", side, true, 92)).isLessThan(110 * Time.SECOND);
        }
        assertThat(run.facts(PeerDead.class)).hasSize(2);
    }

    @Test
    void standbyTunnelTakesOverAndGivesBack() {
        Run run = run(STATIC_GATEWAY, STANDBY, """
                faults:
                  - {at: 60s, fault: silentLoss, path: net-1, repairAt: 92s}
                """);

        for (String flow : List.of("up", "down")) {
            assertThat(run.path(flow, 59)).contains("vpn.tunnel1");
            assertThat(run.path(flow, 91)).contains("vpn.tunnel2");
            assertThat(run.path(flow, 190)).contains("vpn.tunnel1");
        }
    }

    @Test
    void bgpStandbyTunnelTakesOverAndGivesBack() {
        Run run = run("", BGP + "\n    dualTunnelMode: activeStandby", """
                faults:
                  - {at: 60s, fault: silentLoss, path: net-1, repairAt: 92s}
                """);

        for (String flow : List.of("up", "down")) {
            assertThat(run.path(flow, 59)).contains("vpn.tunnel1");
            assertThat(run.path(flow, 91)).contains("vpn.tunnel2");
            assertThat(run.path(flow, 190)).contains("vpn.tunnel1");
        }
    }

    @Test
    void deviceThatSeesItsCarrierGoSwitchesAtOnceButItsPeerMustFindOut() {
        Run run = run(STATIC_GATEWAY, STANDBY, """
                faults:
                  - {at: 60s, fault: linkDown, path: net-1, repairAt: 150s}
                """);

        assertThat(firstAt(run, "vpn.tunnel1", Side.CUSTOMER, false, 60)).isEqualTo(60 * Time.SECOND);
        assertThat(firstAt(run, "vpn.tunnel1", Side.CLOUD, false, 60)).isGreaterThan(75 * Time.SECOND);
        assertThat(run.received("up", at -> at > 60 && at < 75)).isBetween(298L, 302L);
        assertThat(run.received("down", at -> at > 60 && at < 75)).isZero();
    }

    @Test
    void crashedGatewayForgetsItsAssociationsAndRestartsFromItsConfiguration() {
        Run run = run("", BGP, """
                faults:
                  - {at: 60s, fault: customerGatewayCrash, customerGateway: cgw, repairAt: 70s}
                """);

        assertThat(run.facts(IkeSaClosed.class).filter(sa -> sa.side() == Side.CUSTOMER && sa.at() == 60 * Time.SECOND))
                .hasSize(2)
                .allMatch(sa -> sa.cause() == CloseCause.LOST);
        assertThat(run.received("up", at -> at > 60 && at < 70)).isZero();
        assertThat(run.received("up", at -> at > 75)).isBetween(2398L, 2402L);
        assertThat(run.received("down", at -> at > 75)).isBetween(2398L, 2402L);
    }

    @Test
    void tunnelThatNobodyBeginsWaitsForTheFirstPacket() {
        String waits = ", peer: {initiates: false}";
        Run run = Run.of(
                SITE.formatted(STATIC_GATEWAY, "effectImmediately: false\n    routes: [172.16.0.0/16]", waits, waits));

        assertThat(run.facts(TunnelMoved.class).mapToLong(TunnelMoved::at).min().orElseThrow())
                .isBetween(10 * Time.SECOND, 11 * Time.SECOND);
        assertThat(run.facts(PacketDropped.class).map(PacketDropped::cause)).contains(DropCause.AWAITING_TUNNEL);
        // Each tunnel waits for traffic of its own; the flows of this site are hashed onto one or both.
        List<TrafficPasses> passes = run.facts(TrafficPasses.class).toList();
        assertThat(passes)
                .hasSameSizeAs(run.facts(TrafficAwaited.class).toList())
                .isNotEmpty();
        assertThat(passes).allSatisfy(first -> {
            assertThat(first.side()).isEqualTo(Side.CUSTOMER);
            // Two round trips of 20 ms; a packet every 50 ms: those at 0 and perhaps at 50 ms are lost, the next one
            // passes.
            assertThat(first.dropped()).isBetween(1, 2);
            assertThat(first.waited()).isLessThanOrEqualTo(100 * Time.MILLISECOND);
        });
        assertThat(passes.stream().mapToLong(TrafficPasses::dropped).sum())
                .isEqualTo(run.facts(PacketDropped.class)
                        .filter(drop -> drop.cause() == DropCause.AWAITING_TUNNEL)
                        .count());
    }

    @Test
    void tunnelThatIsAppliedImmediatelyIsUpBeforeTheFirstPacket() {
        String waits = ", peer: {initiates: false}";
        Run run = Run.of(
                SITE.formatted(STATIC_GATEWAY, "effectImmediately: true\n    routes: [172.16.0.0/16]", waits, waits));

        assertThat(run.facts(TunnelMoved.class).mapToLong(TunnelMoved::at).max().orElseThrow())
                .isLessThan(Time.SECOND);
        assertThat(run.facts(TrafficAwaited.class)).isEmpty();
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
        assertThat(run.received("up", at -> at > 12)).isGreaterThan(3650);
        assertThat(run.received("down", at -> at > 12)).isGreaterThan(3650);
    }

    @Test
    void resetSessionComesBackAndTrafficTakesTheOtherTunnelMeanwhile() {
        Run run = run("", BGP, """
                faults:
                  - {at: 60s, fault: bgpSessionReset, session: vpn.tunnel1}
                """);

        List<BgpMoved> moves = run.facts(BgpMoved.class)
                .filter(move -> move.at() >= 60 * Time.SECOND)
                .toList();
        assertThat(moves)
                .filteredOn(move -> move.from() == BgpState.ESTABLISHED)
                .extracting(BgpMoved::cause)
                .containsExactly(BgpCause.ADMINISTRATIVE_RESET, BgpCause.NOTIFICATION_RECEIVED);
        assertThat(moves).filteredOn(move -> move.to() == BgpState.ESTABLISHED).hasSize(2);
        assertThat(run.facts(TunnelMoved.class).filter(move -> !move.up())).isEmpty();
        assertThat(run.sent("up") - run.received("up", at -> true)).isLessThan(3);
    }

    @Test
    void protectedFlowsPassAndOthersAreTurnedAway() {
        Run run = run(
                "",
                "effectImmediately: true\n    localSubnet: 10.0.1.10/32\n    remoteSubnet: 172.16.0.0/16",
                "  - {name: outside, kind: ping, from: idc, to: app-2, interval: 1s, start: 20s, stop: 60s}\n");

        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
        assertThat(run.received("outside", at -> true)).isZero();
    }

    /** Each end tells both: what it sends may never be installed at the other. */
    @Test
    void keysOfBothDirectionsAreExportedByBothEnds() {
        Run run = Run.captured(Run.read(Samples.TUNNELS_AND_CIRCUIT));
        List<EspKeysSeen> keys = run.facts(EspKeysSeen.class).toList();

        assertThat(run.facts(ChildSaInstalled.class))
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(child -> assertThat(keys)
                        .filteredOn(key -> key.actor() == child.actor() && key.tunnel() == child.tunnel())
                        .extracting(EspKeysSeen::spi)
                        .contains(child.spiIn(), child.spiOut()));
    }

    @Test
    void bothEspComputationsHaveOneHistory() {
        String yaml = Samples.TUNNELS_AND_CIRCUIT + Samples.FAULTS;
        Scenario real = Run.read(yaml);
        Scenario shape = Run.read("esp: shape\n" + yaml);

        assertThat(Run.of(shape).digest()).isEqualTo(Run.of(real).digest());
    }

    @Test
    void narrowPathDropsWhatItsQueueCannotHold() {
        Run run = Run.of((SITE.formatted(STATIC_GATEWAY, STANDBY, "", ""))
                .replace("{name: net-1, latency: 10ms}", "{name: net-1, latency: 10ms, bandwidth: 50kbps}"));

        assertThat(run.facts(PacketDropped.class)
                        .filter(drop -> drop.flow() >= 0)
                        .map(PacketDropped::cause))
                .contains(DropCause.QUEUE_FULL);
        // 300 octets become 304 with the padding, and 360 with ESP's and the outer header.
        double passed = run.received("up", at -> at > 20 && at < 190) / 170.0;
        assertThat(passed * 360 * 8).isBetween(49_000.0, 50_500.0);
    }
}
