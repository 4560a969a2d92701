package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BgpCause;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device that loses its power for five seconds, so that the cloud does not notice it before BGP's next KEEPALIVE. */
class GracefulRestartStoriesTest {

    private static final String NETWORK = """
            scenario: restart
            duration: 60s
            seed: 7
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
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
            paths:
              - {name: net, latency: 10ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                enableTunnelsBgp: true
                bgpTimers: {CLOUD}
                tunnels:
                  - {customerGateway: cgw, path: net, peer: {bgpTimers: {DEVICE}}}
            traffic:
              - {name: down, kind: udp, from: app, to: idc, rate: 100pps, size: 200B, start: 10s, stop: 59s}
            faults:
              - {at: 20s, fault: customerGatewayCrash, customerGateway: cgw, repairAt: 25s}
            """;

    private static Run run(String cloud, String device) {
        return Run.of(NETWORK.replace("CLOUD", cloud).replace("DEVICE", device));
    }

    private static long lostOnceItIsBack(Run run) {
        return run.sentAfter("down", 26) - run.received("down", at -> at >= 26);
    }

    /** How long the connection to the device has no route into its data centre, in milliseconds. */
    private static List<Long> removals(Run run) {
        int table = run.names().tables().indexOf("vpn");
        return run.facts(RouteRemoved.class)
                .filter(route ->
                        route.table() == table && route.prefix().toString().equals("172.16.0.0/16"))
                .map(route -> route.at() / Time.MILLISECOND)
                .toList();
    }

    @Test
    void withoutItTheRoutesGoWithTheConnection() {
        Run run = run("", "");

        assertThat(run.facts(BgpMoved.class))
                .anyMatch(moved -> moved.side() == Side.CLOUD && moved.cause() == BgpCause.CONNECTION_LOST);
        assertThat(removals(run)).isNotEmpty();
        assertThat(lostOnceItIsBack(run)).isGreaterThan(100);
    }

    @Test
    void withItTheCloudForwardsUntilTheDevicesBgpIsBack() {
        Run run = run("restartTime: 120s", "");

        assertThat(run.facts(BgpMoved.class))
                .anyMatch(moved -> moved.side() == Side.CLOUD && moved.cause() == BgpCause.CONNECTION_LOST);
        assertThat(lostOnceItIsBack(run)).isLessThan(20);
    }

    @Test
    void oneEndAloneChangesNothing() {
        for (Run run : List.of(run("", "restartTime: 120s"), run("restartTime: 120s", "restartTime: 0s"))) {
            assertThat(lostOnceItIsBack(run)).isGreaterThan(100);
        }
    }
}
