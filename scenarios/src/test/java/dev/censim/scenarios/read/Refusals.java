package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import java.util.List;

/** A small scenario that is right, and how tests spoil it: the place where the error must point to is marked with a §. */
final class Refusals {

    static final String SOUND = """
            scenario: small
            seed: 1
            duration: 60s
            regions:
              - {name: region-1, zones: [zone-a, zone-b]}
            transitRouters:
              - name: tr-1
                region: region-1
                routeTables: [prod]
                routes: [{destination: 10.9.0.0/16, nextHop: blackhole}]
            vpcs:
              - name: vpc-1
                region: region-1
                cidrBlock: 10.0.0.0/16
                vSwitches:
                  - {name: vsw-1, zone: zone-a, cidrBlock: 10.0.1.0/24}
                  - {name: vsw-2, zone: zone-b, cidrBlock: 10.0.2.0/24}
                hosts: [{name: app-1, vSwitch: vsw-1, address: 10.0.1.10}]
                attachment: {transitRouter: tr-1, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc-1
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc-1, address: 172.16.0.10}]
                customerGateways: [{name: cgw-1, ipAddress: 203.0.113.10, asn: 65001}]
            paths:
              - {name: path-1, latency: 10ms, loss: 0.1%, bandwidth: 100Mbps}
              - {name: circuit-1, latency: 5ms}
            vpnConnections:
              - name: vpn-1
                attachment: {transitRouter: tr-1}
                effectImmediately: true
                enableTunnelsBgp: true
                psk: secret
                tunnels:
                  - customerGateway: cgw-1
                    path: path-1
                    tunnelIkeConfig: {ikeEncAlg: aes, ikeLifetime: 86400s}
                    tunnelBgpConfig: {tunnelCidr: 169.254.20.0/30, localBgpIp: 169.254.20.1}
                  - customerGateway: cgw-1
                    tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}
            vbrs:
              - name: vbr-1
                attachment: {transitRouter: tr-1}
                dataCenter: dc-1
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                peeringSubnetMask: 255.255.255.252
                path: circuit-1
                bgp: {peerAsn: 65002}
            traffic:
              - {name: flow-1, kind: udp, from: app-1, to: idc-1, rate: 100pps, start: 10s, stop: 50s}
            faults:
              - {at: 20s, fault: silentLoss, path: path-1, repairAt: 30s}
            expectations:
              - {flow: flow-1, maxOutage: 30s}
            """;

    private Refusals() {}

    static Scenario accepted(String text) {
        ReadResult result = ScenarioReader.read("t.yaml", text);
        assertThat(diagnostics(result)).isEmpty();
        return ((ReadResult.Accepted) result).scenario();
    }

    static List<String> diagnostics(ReadResult result) {
        List<Diagnostic> list = result instanceof ReadResult.Refused refused
                ? refused.diagnostics()
                : ((ReadResult.Accepted) result).warnings();
        return list.stream().map(Diagnostic::toString).toList();
    }

    static List<String> diagnostics(String text) {
        return diagnostics(ScenarioReader.read("t.yaml", text));
    }

    /** The sound scenario with one piece replaced. */
    static String spoilt(String find, String write) {
        assertThat(SOUND).as("text to replace").contains(find);
        int at = SOUND.indexOf(find);
        return SOUND.substring(0, at) + write + SOUND.substring(at + find.length());
    }

    /** {@code t.yaml:line:column} of the §. */
    static String place(String marked) {
        String before = marked.substring(0, marked.indexOf('§'));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - (before.lastIndexOf('\n') + 1) + 1;
        return "t.yaml:" + line + ":" + column;
    }

    /** Spoils the scenario and expects exactly one diagnostic, at the §. */
    static void expect(String find, String write, String severityAndMessage) {
        String marked = spoilt(find, write);
        assertThat(diagnostics(marked.replace("§", ""))).containsExactly(place(marked) + ": " + severityAndMessage);
    }
}
