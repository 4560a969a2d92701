package dev.censim.scenarios.run;

/**
 * A VPC and a data centre on single-tunnel connections, without traffic; what differs is put in place of the words in angle
 * brackets.
 */
final class Site {

    private Site() {}

    private static final String NETWORK = """
            scenario: site
            duration: <duration>
            seed: 3
            regions:
              - {name: r1, zones: [z1]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.0.0.0/20}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}, {name: app-2, vSwitch: vsw, address: 10.0.2.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: [172.16.0.0/16, 172.20.0.0/16]
                <routes>
                hosts: [{name: idc, address: 172.16.0.10}, {name: idc-2, address: 172.20.0.10}]
                customerGateways:
                  - {name: cgw, ipAddress: 203.0.113.1, routes: [<gateway>]}
                  - {name: cgw-2, ipAddress: 203.0.113.2}
            paths:
              - {name: net, latency: 10ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                <connection>
                tunnels:
                  - {customerGateway: cgw, path: net<tunnel>}
            <more>
            """;

    static String of(String duration, String connection) {
        return NETWORK.replace("<duration>", duration).replace("<connection>", connection);
    }

    /** Fills in what is left. */
    static String finished(String yaml) {
        return yaml.replaceAll("<[a-z]+>", "");
    }
}
