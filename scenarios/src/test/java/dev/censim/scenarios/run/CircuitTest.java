package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BgpState;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.PacketDropped;
import org.junit.jupiter.api.Test;

/** A data centre on a private circuit: no tunnel, but routing, forwarding, BGP over TCP, and faults. */
class CircuitTest {

    private static final String NETWORK = """
            scenario: circuit
            duration: 60s
            seed: 7
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
            paths:
              - {name: fibre, latency: 5ms}
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                %s
            traffic:
              - {name: up, kind: udp, from: idc, to: app, rate: 10pps, size: 200B, start: 10s, stop: 59s}
              - {name: ping, kind: ping, from: app, to: idc, interval: 100ms, start: 10s, stop: 59s}
            """;

    private static final String BGP = "bgp: {peerAsn: 65010}";
    private static final String STATIC = "routes: [172.16.0.0/16]\n    peerRoutes: [10.0.0.0/16]";

    private static final String CUT = "faults:\n  - {at: 30s, fault: linkDown, path: fibre, repairAt: 40s}\n";

    @Test
    void staticRoutesCarryBothDirections() {
        Run run = Run.of(NETWORK.formatted(STATIC));

        assertThat(run.facts(PacketDropped.class)).isEmpty();
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up")).isGreaterThan(480);
        assertThat(run.received("ping", at -> true)).isEqualTo(run.sent("ping"));
    }

    @Test
    void bgpLearnsWhatBothSidesAnnounce() {
        Run run = Run.of(NETWORK.formatted(BGP));

        assertThat(run.facts(BgpMoved.class).filter(move -> move.to() == BgpState.ESTABLISHED))
                .hasSize(2);
        assertThat(run.facts(PacketDropped.class)).isEmpty();
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
        assertThat(run.received("ping", at -> true)).isEqualTo(run.sent("ping"));
    }

    @Test
    void cutCircuitTakesItsRoutesAlongAndBringsThemBack() {
        Run run = Run.of(NETWORK.formatted(BGP) + CUT);

        assertThat(run.received("up", at -> at > 30 && at < 40)).isZero();
        assertThat(run.received("up", at -> at > 45)).isGreaterThan(130);
        assertThat(run.facts(PacketDropped.class).map(PacketDropped::cause))
                .contains(DropCause.NO_ROUTE, DropCause.PATH_DOWN);
    }
}
