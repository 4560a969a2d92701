package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.kernel.Time;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Gateway type private: a tunnel whose packets are routed over a VBR's circuit, between private addresses. */
class PrivateGatewayTest {

    private static final String NETWORK = """
            scenario: private
            duration: 200s
            seed: 3
            regions:
              - {name: r1, zones: [z1]}
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
                customerGateways: [{name: cgw, ipAddress: 172.16.255.1, routes: [10.0.0.0/16]}]
            paths:
              - {name: fibre, latency: 5ms}
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr}
                dataCenter: dc
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                networkType: private
                effectImmediately: true
                routes: [172.16.0.0/16]
                tunnels:
                  - {customerGateway: cgw, vbr: vbr, gatewayIp: 10.254.0.1}
            traffic:
              - {name: ping, kind: ping, from: app, to: idc, interval: 100ms, start: 10s, stop: 190s}
              - {name: up, kind: udp, from: idc, to: app, rate: 10pps, size: 1400B, start: 10s, stop: 190s}
            """;

    private static final String CUT = "faults:\n  - {at: 60s, fault: linkDown, path: fibre, repairAt: 100s}\n";

    @Test
    void circuitCarriesTheTrafficInEspBetweenPrivateAddresses() {
        Run run = Run.captured(Run.read(NETWORK));
        Set<Integer> ends =
                Set.of(Ipv4.of("10.254.0.1").bits(), Ipv4.of("172.16.255.1").bits());
        List<byte[]> packets = run.facts(FrameSeen.class).map(FrameSeen::packet).toList();

        assertThat(run.received("ping", at -> true)).isEqualTo(run.sent("ping"));
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
        assertThat(packets)
                .allMatch(packet -> ends.contains(Ipv4Header.source(packet, 0)))
                .allMatch(packet -> ends.contains(Ipv4Header.destination(packet, 0)));
        assertThat(packets.stream()
                        .map(packet -> Ipv4Header.protocol(packet, 0))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(IpProtocol.ESP, IpProtocol.UDP);
        assertThat(run.path("ping", 50)).contains("fibre", "vpn.tunnel1");
    }

    /** Nobody at the ends of the tunnel sees the circuit's carrier: dead peer detection finds out. */
    @Test
    void cutCircuitCutsTheTunnelAndBringsItBack() {
        Run run = Run.of(NETWORK + CUT);

        assertThat(run.received("up", at -> at > 60 && at < 100)).isZero();
        assertThat(run.facts(PeerDead.class))
                .hasSize(2)
                .allSatisfy(dead -> assertThat(dead.at()).isBetween(80 * Time.SECOND, 91 * Time.SECOND));
        assertThat(run.facts(TunnelMoved.class).filter(move -> move.up() && move.at() > 100 * Time.SECOND))
                .hasSize(2);
        assertThat(run.received("up", at -> at > 185)).isPositive();
    }

    /** With the circuit the route to the gateway goes, and a shorter one leads its packets back into the tunnel. */
    @Test
    void tunnelWhosePacketsAreRoutedIntoItselfCarriesNothing() {
        Run run = Run.of(NETWORK + CUT);

        assertThat(run.facts(PacketDropped.class)
                        .filter(drop -> drop.cause() == DropCause.TUNNEL_IN_TUNNEL)
                        .map(drop -> run.names().actors().get(drop.actor()))
                        .collect(Collectors.toSet()))
                .containsExactly("vpn");
    }

    @Test
    void qualityOfTheCircuitIsThatOfTheTunnel() {
        Run run =
                Run.of(NETWORK + "faults:\n  - {at: 60s, fault: impairment, path: fibre, loss: 100%, repairAt: 70s}\n");

        assertThat(run.received("up", at -> at > 60 && at < 70)).isZero();
        assertThat(run.received("up", at -> at > 71)).isEqualTo(run.sentAfter("up", 71));
    }

    @Test
    void addressesOfTheGatewayAreNotGivenToVpcs() {
        Run run = Run.of(NETWORK);
        int vpc = run.names().tables().indexOf("vpc");

        assertThat(run.facts(RouteInstalled.class)
                        .filter(route -> route.table() == vpc)
                        .map(route -> route.prefix().toString()))
                .doesNotContain("10.254.0.1/32");
    }
}
