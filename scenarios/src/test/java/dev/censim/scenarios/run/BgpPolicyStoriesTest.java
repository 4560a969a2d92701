package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BgpState;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.BgpRouteWithdrawn;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a data centre's device lets in and out over BGP, and what becomes of traffic by that. */
class BgpPolicyStoriesTest {

    /** Two tunnels on one customer gateway, in ECMP by BGP, and a circuit to another data centre. */
    private static final String NETWORK = """
            scenario: policies
            duration: 40s
            seed: 7
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: [10.0.0.0/16, 10.1.0.0/16]
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.0.1.0/24}, {name: vsw-2, zone: z2, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: [172.16.0.0/16, 172.17.0.0/16]
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001KEY}]
            paths:
              - {name: net, latency: 10ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                enableTunnelsBgp: true
                tunnels:
                  - customerGateway: cgw
                    path: net
                    peer: {tunnelBgpConfig: {FIRST}}
                  - customerGateway: cgw
                    path: net
                    peer: {tunnelBgpConfig: {SECOND}}
            traffic:
              - {name: up, kind: udp, from: idc, to: app, rate: 50pps, size: 200B, start: 10s, stop: 39s, sourcePort: 4711}
              - {name: down, kind: udp, from: app, to: idc, rate: 50pps, size: 200B, start: 10s, stop: 39s, sourcePort: 4711}
            """;

    private static Run run(String first, String second) {
        return run(first, second, "");
    }

    private static Run run(String first, String second, String key) {
        return Run.of(NETWORK.replace("FIRST", first).replace("SECOND", second).replace("KEY", key));
    }

    private static boolean isEstablished(Run run, String tunnel) {
        int session = run.names().sessions().indexOf(tunnel);
        return run.facts(BgpMoved.class)
                        .filter(moved -> moved.session() == session && moved.to() == BgpState.ESTABLISHED)
                        .count()
                == 2;
    }

    private static List<String> received(Run run, String tunnel, Side side) {
        int session = run.names().sessions().indexOf(tunnel);
        return run.facts(BgpRouteReceived.class)
                .filter(route -> route.session() == session && route.side() == side)
                .map(route -> route.prefix() + " " + route.asPathLength())
                .sorted()
                .toList();
    }

    @Test
    void prependingSendsTheCloudsTrafficThroughTheOtherTunnel() {
        Run first = run("exportPolicy: {set: {prepend: 2}}", "");
        assertThat(received(first, "vpn.tunnel1", Side.CLOUD)).containsExactly("172.16.0.0/16 3", "172.17.0.0/16 3");
        assertThat(first.path("down", 39)).contains("vpn.tunnel2");

        Run second = run("", "exportPolicy: {set: {prepend: [65001, 65001]}}");
        assertThat(second.path("down", 39)).contains("vpn.tunnel1");
    }

    @Test
    void aMetricSendsTheCloudsTrafficThroughTheTunnelWithTheLowerOne() {
        assertThat(run("exportPolicy: {set: {med: 10}}", "exportPolicy: {set: {med: 20}}")
                        .path("down", 39))
                .contains("vpn.tunnel1");
        assertThat(run("exportPolicy: {set: {med: 20}}", "exportPolicy: {set: {med: 10}}")
                        .path("down", 39))
                .contains("vpn.tunnel2");
    }

    @Test
    void localPreferenceSendsTheDevicesTrafficThroughTheTunnelWithTheHigherOne() {
        String preferred = "importPolicy: {match: {prefixes: 10.0.0.0/8}, set: {localPreference: 300}}";

        assertThat(run(preferred, "").path("up", 39)).contains("vpn.tunnel1");
        assertThat(run("", preferred).path("up", 39)).contains("vpn.tunnel2");
    }

    @Test
    void whatIsDeniedIsNotAnnounced() {
        String deny = "exportPolicy: {match: {prefixes: 172.17.0.0/16, cidrMatchMode: complete}, action: deny}";
        Run run = run(deny, deny);

        assertThat(received(run, "vpn.tunnel1", Side.CLOUD)).containsExactly("172.16.0.0/16 1");
    }

    @Test
    void whatIsDeniedIsNotTaken() {
        String deny = "importPolicy: {match: {asPath: 45104, prefixes: 10.1.0.0/16}, action: deny}";
        Run run = run(deny, "");

        assertThat(received(run, "vpn.tunnel1", Side.CUSTOMER)).containsExactly("10.0.1.0/24 1");
        assertThat(received(run, "vpn.tunnel2", Side.CUSTOMER)).containsExactly("10.0.1.0/24 1", "10.1.1.0/24 1");
    }

    @Test
    void tooManyPrefixesEndTheSessionForGood() {
        Run run = run("prefixLimit: 1", "prefixLimit: 2");
        int session = run.names().sessions().indexOf("vpn.tunnel1");

        assertThat(run.facts(BgpRouteWithdrawn.class).filter(route -> route.session() == session))
                .isNotEmpty();
        assertThat(run.facts(BgpMoved.class)
                        .filter(moved -> moved.session() == session && moved.side() == Side.CUSTOMER)
                        .reduce((earlier, later) -> later)
                        .map(BgpMoved::to))
                .contains(BgpState.IDLE);
        assertThat(run.path("down", 39)).contains("vpn.tunnel2");
    }

    @Test
    void aKeyThatBothEndsHaveIsNotNoticed() {
        Run run = run("", "", ", authKey: one for both");

        assertThat(isEstablished(run, "vpn.tunnel1")).isTrue();
        assertThat(run.facts(PacketDropped.class)).isEmpty();
    }

    @Test
    void anotherKeyIsSilence() {
        Run run = run("authKey: another", "authKey: \"\"", ", authKey: one for both");

        assertThat(isEstablished(run, "vpn.tunnel1")).isFalse();
        assertThat(isEstablished(run, "vpn.tunnel2")).isFalse();
        assertThat(run.facts(PacketDropped.class).map(PacketDropped::cause)).contains(DropCause.TCP_SIGNATURE);
    }
}
