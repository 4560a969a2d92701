package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NatCause;
import dev.censim.facts.NetworkFact.EspPathMoved;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.IkeSaEstablished;
import dev.censim.facts.NetworkFact.NatMappingForgotten;
import dev.censim.facts.NetworkFact.NatMappingMade;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of tunnels whose customer gateway is behind a NAT. */
class NatStoriesTest {

    private static final String SITE = """
            scenario: nat
            duration: 400s
            seed: 5
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
                customerGateways:
                  - name: cgw
                    ipAddress: 203.0.113.1
                    nat: {insideAddress: 192.168.1.2%s}
                    routes: [10.0.0.0/16]
            paths:
              - {name: net-1, latency: 10ms}
              - {name: net-2, latency: 10ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                dualTunnelMode: activeStandby
                routes: [172.16.0.0/16]
                %s
                tunnels:
                  - {customerGateway: cgw, path: net-1%s}
                  - {customerGateway: cgw, path: net-2%s}
            traffic:
              - {name: down, kind: udp, from: app, to: idc, rate: 10pps, size: 300B, start: 300s, stop: 395s}
              - {name: up, kind: udp, from: idc, to: app, rate: 10pps, size: 300B, start: 360s, stop: 395s}
            """;

    private static Run run(String nat, String connection, String tunnel, String rest) {
        return Run.of(SITE.formatted(nat, connection, tunnel, tunnel) + rest);
    }

    private static final String NO_DPD = "enableDpd: false";

    private static List<DropCause> drops(Run run) {
        return run.facts(PacketDropped.class)
                .map(PacketDropped::cause)
                .distinct()
                .toList();
    }

    @Test
    void bothEndsGoOnOverPort4500AndTheCloudSendsToThePortThatTheNatDrew() {
        Run run = run("", "", "", "");

        List<Integer> drawn = run.facts(NatMappingMade.class)
                .filter(made -> made.insidePort() == 4500)
                .map(NatMappingMade::outsidePort)
                .toList();
        assertThat(run.facts(EspPathMoved.class)
                        .filter(moved -> moved.side() == Side.CLOUD)
                        .map(EspPathMoved::remotePort))
                .containsExactlyElementsOf(drawn)
                .hasSize(2);
        assertThat(run.facts(EspPathMoved.class)
                        .filter(moved -> moved.side() == Side.CUSTOMER)
                        .map(EspPathMoved::remotePort))
                .containsExactly(4500, 4500);
        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
        assertThat(drops(run)).as("the cloud's own attempt").containsExactly(DropCause.NAT_NO_MAPPING);
    }

    @Test
    void keepalivesHoldTheMappingWhileNobodySendsAnything() {
        Run run = run(", mappingTimeout: 30s", NO_DPD, "", "");

        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
        assertThat(run.facts(NatMappingForgotten.class).filter(gone -> gone.insidePort() == 4500))
                .isEmpty();
    }

    @Test
    void deadPeerDetectionHoldsTheMappingWithoutKeepalives() {
        Run run = run(", mappingTimeout: 30s, keepalive: 0s", "", "", "");

        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
    }

    @Test
    void withoutEitherTheCloudIsShutOutUntilTheFirstPacketFromInside() {
        Run run = run(", mappingTimeout: 30s, keepalive: 0s", NO_DPD, "", "");

        assertThat(run.facts(NatMappingForgotten.class).filter(gone -> gone.insidePort() == 4500))
                .hasSize(2)
                .allMatch(gone -> gone.cause() == NatCause.IDLE && gone.at() < 31 * Time.SECOND);
        assertThat(run.received("down", at -> at < 359)).isZero();
        assertThat(run.received("down", at -> at > 361)).isGreaterThan(330);
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
        assertThat(drops(run)).containsExactly(DropCause.NAT_NO_MAPPING);
    }

    @Test
    void afterARestartDeadPeerDetectionOfTheCustomerBringsTheCloudBackWithinItsDelay() {
        Run run = run("", "", "", """
                faults:
                  - {at: 320s, fault: natRestart, customerGateway: cgw}
                """);

        assertThat(run.received("down", at -> at > 320 && at < 329.9)).isZero();
        assertThat(run.received("down", at -> at > 330.1)).isGreaterThan(640);
        assertThat(run.facts(PeerDead.class)).isEmpty();
        assertThat(run.facts(IkeSaEstablished.class)).hasSize(4);
    }

    @Test
    void afterARestartKeepalivesAloneDoNotBringTheCloudBack() {
        Run run = run("", NO_DPD, "", """
                faults:
                  - {at: 320s, fault: natRestart, customerGateway: cgw}
                """);

        assertThat(run.facts(NatMappingMade.class).filter(made -> made.at() > 320 * Time.SECOND))
                .allMatch(made -> made.at() < 341 * Time.SECOND)
                .hasSize(2);
        assertThat(run.received("down", at -> at > 320 && at < 359)).isZero();
        assertThat(run.received("down", at -> at > 361)).isGreaterThan(330);
    }

    @Test
    void aTunnelWithoutNatTraversalComesUpButItsEspEndsAtTheNat() {
        for (String[] off : new String[][] {
            {"enableNatTraversal: false", ""},
            {"", ", peer: {enableNatTraversal: false}"},
            {"", ", enableNatTraversal: false, peer: {enableNatTraversal: true}"}
        }) {
            Run run = run("", off[0], off[1], "");

            assertThat(run.facts(IkeSaEstablished.class)).hasSize(4);
            assertThat(run.facts(EspPathMoved.class)).isEmpty();
            assertThat(run.received("down", at -> true)).isZero();
            assertThat(run.received("up", at -> true)).isZero();
            assertThat(drops(run)).containsExactlyInAnyOrder(DropCause.NAT_PROTOCOL, DropCause.NAT_NO_MAPPING);
        }
    }

    @Test
    void theCloudThatBeginsAloneIsNotLetIn() {
        Run run = run("", "", ", peer: {initiates: false}", "");

        assertThat(run.received("down", at -> at < 360)).isZero();
        assertThat(run.facts(IkeFailed.class)).isNotEmpty();
        assertThat(drops(run)).contains(DropCause.NAT_NO_MAPPING);
        assertThat(run.received("up", at -> at > 362))
                .as("traffic from inside begins one")
                .isPositive();
    }

    /** What a device does that names itself by its own address; the vendor calls it PeerIdMismatch. */
    @Test
    void aDeviceThatNamesItselfByItsInsideAddressIsRefusedUnlessTheCloudExpectsIt() {
        String inside = "tunnelIkeConfig: {localId: 192.168.1.2}";
        Run refused = run("", "", ", peer: {" + inside + "}", "");
        Run expected = run("", "", ", tunnelIkeConfig: {remoteId: 192.168.1.2}, peer: {" + inside + "}", "");

        assertThat(refused.facts(IkeSaEstablished.class)).isEmpty();
        assertThat(refused.facts(IkeFailed.class)).isNotEmpty();
        assertThat(expected.received("down", at -> true)).isEqualTo(expected.sent("down"));
    }

    @Test
    void rekeyingStaysBehindTheNat() {
        Run run = run("", "ikeConfig: {ikeLifetime: 50s}\n    ipsecConfig: {ipsecLifetime: 40s}", "", "");

        assertThat(run.facts(IkeSaEstablished.class)).hasSizeGreaterThan(20);
        assertThat(run.facts(EspPathMoved.class)).hasSize(4);
        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
    }
}
