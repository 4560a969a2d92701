package dev.censim.scenarios.path;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Host;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;

/** Two regions, a VPC in each, a data centre behind tunnels and one behind a circuit; settings are filled in. */
final class Landscapes {

    static final String PUBLISHES = ", autoPublishRouteEnabled: true";
    static final String SILENT = ", autoPublishRouteEnabled: false";

    private String shanghai = "";
    private String peerInShanghai = PUBLISHES;
    private String peerInFrankfurt = PUBLISHES;
    private String app = PUBLISHES;
    private String frankfurtApp = PUBLISHES;
    private String vpn = PUBLISHES;
    private String connection = "";
    private String circuit = PUBLISHES;
    private String tail = "";

    private static final String TEXT = """
            scenario: landscape
            seed: 3
            duration: 60s
            regions:
              - {name: cn-shanghai, zones: [a]}
              - {name: eu-central-1, zones: [f]}
            transitRouters:
              - {name: tr-sh, region: cn-shanghai, routeTables: [isolated]%s}
              - {name: tr-fra, region: eu-central-1}
            interRegionConnections:
              - name: sh-fra
                latency: 100ms
                attachments: [{transitRouter: tr-sh%s}, {transitRouter: tr-fra%s}]
            vpcs:
              - name: vpc-app
                region: cn-shanghai
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-app, zone: a, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app, vSwitch: vsw-app, address: 10.1.1.10}]
                attachment: {transitRouter: tr-sh%s}
              - name: vpc-fra
                region: eu-central-1
                cidrBlock: 10.2.0.0/16
                vSwitches: [{name: vsw-fra, zone: f, cidrBlock: 10.2.1.0/24}]
                hosts: [{name: fra, vSwitch: vsw-fra, address: 10.2.1.10}]
                attachment: {transitRouter: tr-fra%s}
            dataCenters:
              - name: dc-vpn
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
              - name: dc-vbr
                cidrBlock: 172.17.0.0/16
                hosts: [{name: plant, address: 172.17.0.10}]
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr-sh%s}
                effectImmediately: true
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw}, {customerGateway: cgw}]
                %s
            paths:
              - {name: fibre, latency: 2ms}
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr-sh%s}
                dataCenter: dc-vbr
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                bgp: {peerAsn: 65002}
            ccns:
              - name: ccn
                cidrBlock: 192.168.0.0/16
                hosts: [{name: till, address: 192.168.1.10}]
                attachment: {transitRouter: tr-sh, autoPublishRouteEnabled: true}
            %s
            """;

    /** @param settings of the transit router in Shanghai, each with a comma before it */
    Landscapes shanghai(String settings) {
        shanghai = settings;
        return this;
    }

    Landscapes peers(String inShanghai, String inFrankfurt) {
        peerInShanghai = inShanghai;
        peerInFrankfurt = inFrankfurt;
        return this;
    }

    Landscapes app(String attachment) {
        app = attachment;
        return this;
    }

    Landscapes frankfurtApp(String attachment) {
        frankfurtApp = attachment;
        return this;
    }

    Landscapes vpn(String attachment) {
        vpn = attachment;
        return this;
    }

    Landscapes connection(String settings) {
        connection = settings;
        return this;
    }

    Landscapes circuit(String attachment) {
        circuit = attachment;
        return this;
    }

    /** @param sections such as faults or traffic */
    Landscapes with(String sections) {
        tail = sections;
        return this;
    }

    Scenario scenario() {
        return accepted().scenario();
    }

    private ReadResult.Accepted accepted() {
        String text = TEXT.formatted(
                shanghai, peerInShanghai, peerInFrankfurt, app, frankfurtApp, vpn, connection, circuit, tail);
        ReadResult result = ScenarioReader.read("test.yaml", text);
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError(result.toString());
    }

    PathExplanation explain(String from, String to) {
        Scenario scenario = scenario();
        Network network = Compiler.compile(scenario, true);
        Simulation simulation = network.start().run(scenario.duration().toNanos());
        Question question = new Question(host(scenario, from), host(scenario, to), Protocol.TCP, 49152, 443);
        return PathExplainer.explain(subject(network), simulation, question);
    }

    Subject subject(Network network) {
        return new Subject(scenario(), accepted().positions(), network);
    }

    private static Host host(Scenario scenario, String name) {
        return scenario.topology().hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
