package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import org.junit.jupiter.api.Test;

/** Networks that overlap: of two data centres the longer prefix wins, of two VPCs the later block is rejected. */
class OverlapStoriesTest {

    private static final String PLANTS = """
            scenario: overlap
            seed: 1
            duration: 40s
            regions: [{name: cn-shanghai, zones: [a]}]
            transitRouters: [{name: tr, region: cn-shanghai}]
            vpcs:
              - name: vpc-1
                region: cn-shanghai
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-1, zone: a, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app, vSwitch: vsw-1, address: 10.1.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: plant-a
                cidrBlock: 172.20.0.0/16
                hosts: [{name: robot-a, address: 172.20.1.10}, {name: hidden-a, address: 172.20.8.10}]
              - name: plant-b
                cidrBlock: 172.20.8.0/24
                hosts: [{name: robot-b, address: 172.20.8.20}]
            paths: [{name: fibre-a, latency: 5ms}, {name: fibre-b, latency: 5ms}]
            vbrs:
              - name: vbr-a
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: plant-a
                localGatewayIp: 10.255.0.9
                peerGatewayIp: 10.255.0.10
                path: fibre-a
                bgp: {peerAsn: 65020}
              - name: vbr-b
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: plant-b
                localGatewayIp: 10.255.0.13
                peerGatewayIp: 10.255.0.14
                path: fibre-b
                bgp: {peerAsn: 65030}
            traffic:
              - {name: to-a, kind: udp, from: app, to: robot-a, rate: 10pps, size: 100B, start: 10s, stop: 38s}
              - {name: to-b, kind: udp, from: app, to: robot-b, rate: 10pps, size: 100B, start: 10s, stop: 38s}
              - {name: hidden, kind: udp, from: app, to: hidden-a, rate: 10pps, size: 100B, start: 10s, stop: 38s}
            """;

    @Test
    void longerPrefixLeadsToWhereItIsAnnounced() {
        Run run = Run.of(PLANTS);

        assertThat(run.path("to-a", 20)).contains("fibre-a");
        assertThat(run.path("to-b", 20)).contains("fibre-b");
    }

    @Test
    void hostInsideOfTheOthersLongerPrefixCannotBeReached() {
        Run run = Run.of(PLANTS);

        int hidden = run.names().flows().indexOf("hidden");
        assertThat(run.received("hidden", at -> true)).isZero();
        assertThat(run.facts(NetworkFact.PacketDropped.class).filter(drop -> drop.flow() == hidden))
                .extracting(NetworkFact.PacketDropped::cause)
                .containsOnly(DropCause.NO_HOST);
    }

    @Test
    void withoutTheLongerPrefixTheWiderOneLeadsThere() {
        Run run = Run.of(PLANTS + "faults: [{at: 5s, fault: linkDown, path: fibre-b}]\n");

        assertThat(run.received("hidden", at -> true)).isEqualTo(run.sent("hidden"));
    }
}
