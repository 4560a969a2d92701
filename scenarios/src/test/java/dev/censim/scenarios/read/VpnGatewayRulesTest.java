package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is refused, and warned of, about VPN gateways, their connections and the VPCs around them. */
final class VpnGatewayRulesTest {

    private static final String SOUND = """
            scenario: small
            duration: 60s
            regions: [{name: r1, zones: [z1, z2]}]
            transitRouters: [{name: tr, region: r1}]
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw-1, zone: z1, cidrBlock: 10.0.1.0/24}, {name: vsw-2, zone: z2, cidrBlock: 10.0.2.0/24}]
                routes: [10.9.0.0/16, {destination: 172.16.0.0/16, nextHop: vgw, published: true}]
                attachment: {transitRouter: tr}
            vpnGateways:
              - {name: vgw, vpc: vpc, vSwitch: vsw-1, disasterRecoveryVSwitch: vsw-2}
            dataCenters:
              - {name: dc, cidrBlock: 172.16.0.0/16, customerGateways: [{name: cgw, ipAddress: 203.0.113.1}]}
            vpnConnections:
              - name: vpn
                vpnGateway: vgw
                routes: [172.16.0.0/16]
                tunnels: [{customerGateway: cgw}, {customerGateway: cgw}]
            """;

    private static void expect(String place, String spoilt, String... words) {
        assertThat(SOUND).contains(place);
        assertThat(Refusals.diagnostics(SOUND.replace(place, spoilt)))
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void whatIsRightIsAccepted() {
        assertThat(Refusals.diagnostics(SOUND)).isEmpty();
    }

    @Test
    void synchronizationAndAutomaticPropagationExcludeEachOther() {
        String propagates = SOUND.replace(
                "disasterRecoveryVSwitch: vsw-2}", "disasterRecoveryVSwitch: vsw-2, autoPropagate: true}");

        assertThat(Refusals.diagnostics(propagates)).isEmpty();
        assertThat(Refusals.diagnostics(propagates.replace(
                        "attachment: {transitRouter: tr}",
                        "attachment: {transitRouter: tr, autoPublishRouteEnabled: true}")))
                .singleElement()
                .asString()
                .contains(
                        "error: autoPropagate: the transit router synchronizes routes to VPC 'vpc', which a VPN gateway with"
                                + " automatic BGP propagation excludes (vendor, route synchronization)",
                        "set autoPublishRouteEnabled: false");
    }

    @Test
    void tunnelsOfAVpnGatewayAreNotEcmp() {
        expect(
                "    vpnGateway: vgw\n",
                "    vpnGateway: vgw\n    dualTunnelMode: ecmp\n",
                "error: dualTunnelMode: the tunnels of a VPN gateway's connection are active and standby (vendor, IPsec-VPN"
                        + " overview)");
    }

    @Test
    void connectionHasAnAttachmentOrAVpnGatewayButNotBoth() {
        expect(
                "    vpnGateway: vgw\n",
                "    vpnGateway: vgw\n    attachment: {transitRouter: tr}\n",
                "error: vpnGateway: a connection of a VPN gateway is attached to no transit router",
                "write attachment or vpnGateway, not both");
    }

    @Test
    void connectionWithoutAHomeIsRefused() {
        assertThat(Refusals.diagnostics(SOUND.replace("    vpnGateway: vgw\n", "")))
                .anySatisfy(line -> assertThat(line).contains("needs the key 'attachment'", "or write vpnGateway"));
    }

    @Test
    void weightIsThatOfAVpnGatewaysRoute() {
        expect("    vpnGateway: vgw\n", "    vpnGateway: vgw\n    weight: 50\n", "weight: found '50'; allowed: 100");
        expect(
                "    vpnGateway: vgw\n",
                "    vpnGateway: vgw\n    weight: 0\n",
                "warning: weight: without a meaning for a connection with two tunnels");
    }

    @Test
    void twoTunnelsNeedASecondVSwitch() {
        expect(
                ", disasterRecoveryVSwitch: vsw-2}",
                "}",
                "error: tunnels: two tunnels need a VPN gateway with a second vSwitch",
                "add disasterRecoveryVSwitch to 'vgw'");
    }

    @Test
    void secondVSwitchIsInAnotherZone() {
        expect(
                "disasterRecoveryVSwitch: vsw-2",
                "disasterRecoveryVSwitch: vsw-1",
                "error: disasterRecoveryVSwitch: both vSwitches are in zone z1");
    }

    @Test
    void vSwitchIsOneOfTheVpc() {
        expect("vSwitch: vsw-1, dis", "vSwitch: vsw-3, dis", "error: vSwitch: 'vsw-3' is no vSwitch of VPC 'vpc'");
    }

    @Test
    void zoneOfATunnelIsTheGateways() {
        expect(
                "tunnels: [{customerGateway: cgw},",
                "tunnels: [{customerGateway: cgw, zone: z1},",
                "error: zone: the tunnels of a VPN gateway's connection end in the gateway's vSwitches");
    }

    @Test
    void privateVpnGatewayIsNotModelled() {
        expect(
                "disasterRecoveryVSwitch: vsw-2}",
                "disasterRecoveryVSwitch: vsw-2, networkType: private}",
                "error: networkType: a private VPN gateway is not modelled");
    }

    @Test
    void publishedRouteNeedsATransitRouter() {
        expect(
                "    attachment: {transitRouter: tr}\n",
                "",
                "error: routes: published, but the VPC is attached to no transit router");
    }

    @Test
    void destinationHasOneNextHop() {
        expect("routes: [10.9.0.0/16,", "routes: [172.16.0.0/16,", "error: routes: two routes to 172.16.0.0/16");
    }

    @Test
    void gatewayThatNoRouteLeadsToIsWarnedOf() {
        expect(
                ", {destination: 172.16.0.0/16, nextHop: vgw, published: true}]",
                "]",
                "warning: no route of VPC 'vpc' leads to this VPN gateway");
    }

    @Test
    void twoActiveConnectionsToOneDestinationAreWarnedOf() {
        String second = """
              - name: vpn-2
                vpnGateway: vgw
                routes: [172.16.0.0/16]
                tunnels: [{customerGateway: cgw}]
            """.indent(-2).indent(2);
        assertThat(Refusals.diagnostics(
                        SOUND + second.indent(-second.indexOf('-')).indent(2)))
                .singleElement()
                .asString()
                .contains("warning: routes: 'vpn' has a route to 172.16.0.0/16 of the same weight", "write weight: 0");
    }

    @Test
    void connectionOfAVpnGatewayIsNoNextHopOfATransitRouter() {
        assertThat(Refusals.diagnostics(SOUND.replace(
                        "{name: tr, region: r1}",
                        "{name: tr, region: r1, routes: [{destination: 172.20.0.0/16, nextHop: vpn}]}")))
                .singleElement()
                .asString()
                .contains("error: nextHop: 'vpn' is not attached to 'tr'");
    }
}
