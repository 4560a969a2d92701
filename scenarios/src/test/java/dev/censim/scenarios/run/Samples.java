package dev.censim.scenarios.run;

/** Scenarios that have a bit of everything. */
final class Samples {

    private Samples() {}

    /** Two tunnels with BGP in two zones, a second site behind a NAT with static routes on standby, and a circuit. */
    static final String TUNNELS_AND_CIRCUIT = """
            scenario: sample
            duration: 150s
            seed: 11
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches:
                  - {name: vsw-1, zone: z1, cidrBlock: 10.0.1.0/24}
                  - {name: vsw-2, zone: z2, cidrBlock: 10.0.2.0/24}
                hosts:
                  - {name: app-1, vSwitch: vsw-1, address: 10.0.1.10}
                  - {name: app-2, vSwitch: vsw-2, address: 10.0.2.10}
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc-bgp
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc-1, address: 172.16.0.10}, {name: idc-2, address: 172.16.0.11}]
                customerGateways: [{name: cgw-1, ipAddress: 203.0.113.1, asn: 65001}]
              - name: dc-static
                cidrBlock: 172.17.0.0/16
                hosts: [{name: idc-3, address: 172.17.0.10}]
                customerGateways:
                  - name: cgw-2
                    ipAddress: 203.0.113.2
                    nat: {insideAddress: 192.168.1.2, mappingTimeout: 30s}
                    routes: [10.0.0.0/16]
              - name: dc-circuit
                cidrBlock: 172.18.0.0/16
                hosts: [{name: idc-4, address: 172.18.0.10}]
            paths:
              - {name: net-1, latency: 10ms, jitter: 3ms, loss: 1%, bandwidth: 20Mbps}
              - {name: net-2, latency: 12ms, jitter: 3ms}
              - {name: net-3, latency: 14ms}
              - {name: net-4, latency: 16ms}
              - {name: fibre, latency: 5ms}
            vpnConnections:
              - name: vpn-1
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels:
                  - {customerGateway: cgw-1, path: net-1}
                  - {customerGateway: cgw-1, path: net-2}
              - name: vpn-2
                attachment: {transitRouter: tr}
                effectImmediately: true
                dualTunnelMode: activeStandby
                routes: [172.17.0.0/16]
                tunnels:
                  - {customerGateway: cgw-2, path: net-3}
                  - {customerGateway: cgw-2, path: net-4}
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc-circuit
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                bgp: {peerAsn: 65010}
            traffic:
              - {name: up, kind: udp, from: ["idc-*"], to: ["app-*"], rate: 20pps, size: 300B, arrival: poisson, start: 10s, stop: 149s}
              - {name: ping, kind: ping, from: app-1, to: ["idc-*"], interval: 200ms, start: 10s, stop: 149s}
            """;

    /** Faults of every kind for {@link #TUNNELS_AND_CIRCUIT}, to be put behind it. */
    static final String FAULTS = """
            faults:
              - {at: 20s, fault: silentLoss, path: net-1, repairAt: 80s}
              - {at: 30s, fault: linkDown, path: fibre, repairAt: 50s}
              - {at: 35s, fault: impairment, path: net-2, latency: 30ms, loss: 2%, repairAt: 60s}
              - {at: 40s, fault: customerGatewayCrash, customerGateway: cgw-2, repairAt: 70s}
              - {at: 90s, fault: zoneOutage, zone: z2, repairAt: 110s}
              - {at: 100s, fault: bgpSessionReset, session: vpn-1.tunnel1}
              - {at: 115s, fault: natRestart, customerGateway: cgw-2}
              - {at: 117s, fault: tunnelEndpointDown, tunnel: vpn-1.tunnel1, repairAt: 125s}
              - {at: 118s, fault: tunnelEndpointDown, tunnel: vpn-2.tunnel2, side: customer, repairAt: 123s}
              - {at: 119s, fault: bgpSessionDown, session: vbr, how: filtered, repairAt: 140s}
              - {at: 120s, fault: bgpSessionDown, session: vpn-1.tunnel2, repairAt: 130s}
              - {at: 121s, fault: attachmentDown, attachment: vpn-2, repairAt: 131s}
              - {at: 132s, fault: regionOutage, region: r1, repairAt: 137s}
            """;

    /** Two regions over the backbone; a data centre has tunnels with BGP in the first and a circuit in the second. */
    static final String TWO_REGIONS = """
            scenario: two-regions
            duration: 130s
            seed: 23
            regions:
              - {name: r1, zones: [z1, z2]}
              - {name: r2, zones: [z3]}
            transitRouters:
              - name: tr-1
                region: r1
                routes: [{destination: 192.168.0.0/16, nextHop: vpn}, {destination: 198.51.100.0/24, nextHop: blackhole}]
              - {name: tr-2, region: r2}
            vpcs:
              - name: vpc-1
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches:
                  - {name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}
                  - {name: vsw-2, zone: z2, cidrBlock: 10.1.2.0/24}
                hosts: [{name: app-1, vSwitch: vsw-1, address: 10.1.1.10}, {name: app-2, vSwitch: vsw-2, address: 10.1.2.10}]
                attachment: {transitRouter: tr-1, autoPublishRouteEnabled: true}
              - name: vpc-2
                region: r2
                cidrBlock: 10.2.0.0/16
                vSwitches: [{name: vsw-3, zone: z3, cidrBlock: 10.2.1.0/24}]
                hosts: [{name: app-3, vSwitch: vsw-3, address: 10.2.1.10}]
                routes: [10.1.0.0/16]
                attachment: {transitRouter: tr-2, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
              - name: dc-2
                cidrBlock: 172.17.0.0/16
                hosts: [{name: idc-2, address: 172.17.0.10}]
            paths:
              - {name: net-1, latency: 10ms, jitter: 2ms}
              - {name: net-2, latency: 12ms}
              - {name: fibre, latency: 5ms}
            interRegionConnections:
              - name: backbone
                latency: 30ms
                bandwidth: 50Mbps
                attachments:
                  - {transitRouter: tr-1, autoPublishRouteEnabled: true}
                  - {transitRouter: tr-2, autoPublishRouteEnabled: true}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr-1}
                effectImmediately: true
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw, path: net-1}, {customerGateway: cgw, path: net-2}]
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr-2, autoPublishRouteEnabled: true}
                dataCenter: dc-2
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                bgp: {peerAsn: 65010}
            traffic:
              - {name: up, kind: udp, from: idc, to: app-1, rate: 20pps, size: 300B, start: 10s, stop: 129s}
              - {name: down, kind: udp, from: app-2, to: idc, rate: 20pps, size: 300B, start: 10s, stop: 129s}
              - {name: far, kind: ping, from: app-3, to: [app-1, app-2], interval: 100ms, start: 10s, stop: 129s}
              - {name: circuit, kind: ping, from: idc-2, to: [app-1, app-3], interval: 100ms, start: 10s, stop: 129s}
            """;

    /** An ECR in two regions, a circuit to either, a transit router in one and a VPC of its own in the other; the circuits are uneven. */
    static final String ECR = """
            scenario: ecr
            duration: 70s
            seed: 17
            regions:
              - {name: r1, zones: [z1, z2]}
              - {name: r2, zones: [z3]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc-1
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app-1, vSwitch: vsw-1, address: 10.1.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
              - name: vpc-2
                region: r2
                cidrBlock: 10.2.0.0/16
                vSwitches: [{name: vsw-2, zone: z3, cidrBlock: 10.2.1.0/24}]
                hosts: [{name: app-2, vSwitch: vsw-2, address: 10.2.1.10}]
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
            paths:
              - {name: fibre-1, latency: 5ms, jitter: 1ms}
              - {name: fibre-2, latency: 6ms, loss: 1%}
            ecrs:
              - name: ecr
                regions: [{region: r1, transitMode: nearBy}]
                interRegionLatencies: [{regions: [r1, r2], latency: 20ms}]
                transitRouterAssociations: [{attachment: {transitRouter: tr}, allowedPrefixes: [10.0.0.0/12]}]
                vpcAssociations: [{vpc: vpc-2}]
            vbrs:
              - name: vbr-1
                ecr: ecr
                region: r1
                nearZones: [z1]
                dataCenter: dc
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre-1
                bgp: {peerAsn: 65010}
              - name: vbr-2
                ecr: ecr
                region: r2
                dataCenter: dc
                localGatewayIp: 10.255.0.5
                peerGatewayIp: 10.255.0.6
                path: fibre-2
                bgp: {peerAsn: 65010}
            traffic:
              - {name: up, kind: udp, from: idc, to: ["app-*"], rate: 200pps, size: 300B, arrival: poisson, start: 5s, stop: 69s}
              - {name: ping, kind: ping, from: ["app-*"], to: idc, interval: 50ms, start: 5s, stop: 69s}
            """;

    /** A VPN gateway with two connections, by BGP and by hand, beside a connection of the transit router, and a CCN. */
    static final String GATEWAY_AND_CCN = """
            scenario: gateway-and-ccn
            duration: 100s
            seed: 12
            regions: [{name: r1, zones: [z1, z2]}]
            transitRouters: [{name: tr, region: r1}]
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches:
                  - {name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}
                  - {name: vsw-2, zone: z2, cidrBlock: 10.1.2.0/24}
                hosts: [{name: app, vSwitch: vsw-2, address: 10.1.2.10}]
                routes: [192.168.0.0/16, {destination: 172.17.0.0/16, nextHop: vgw, published: true}]
                attachment: {transitRouter: tr}
            vpnGateways:
              - name: vgw
                vpc: vpc
                vSwitch: vsw-1
                disasterRecoveryVSwitch: vsw-2
                autoPropagate: true
                publishedRoutes: 172.16.0.0/16
            ccns:
              - name: ccn
                cidrBlock: 192.168.1.0/24
                hosts: [{name: shop, address: 192.168.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc-1
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc-1, address: 172.16.0.10}]
                customerGateways:
                  - {name: cgw-1, ipAddress: 203.0.113.1, asn: 65001}
                  - {name: cgw-direct, ipAddress: 203.0.113.3, asn: 65001}
              - name: dc-2
                cidrBlock: 172.17.0.0/16
                hosts: [{name: idc-2, address: 172.17.0.10}]
                customerGateways: [{name: cgw-2, ipAddress: 203.0.113.2, routes: [10.1.0.0/16, 192.168.0.0/16]}]
            paths:
              - {name: net-1, latency: 10ms, jitter: 2ms}
              - {name: net-2, latency: 12ms}
              - {name: net-3, latency: 14ms}
            vpnConnections:
              - name: vpn-1
                vpnGateway: vgw
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-1, path: net-1}, {customerGateway: cgw-1, path: net-2}]
              - name: vpn-2
                vpnGateway: vgw
                effectImmediately: true
                routes: [172.17.0.0/16]
                tunnels: [{customerGateway: cgw-2, path: net-3}]
              - name: direct
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-direct, path: net-2}, {customerGateway: cgw-direct, path: net-3}]
            traffic:
              - {name: up, kind: udp, from: ["idc-*", shop], to: app, rate: 20pps, size: 300B, arrival: poisson, start: 10s, stop: 99s}
              - {name: across, kind: ping, from: shop, to: ["idc-*"], interval: 200ms, start: 10s, stop: 99s}
            faults:
              - {at: 30s, fault: silentLoss, path: net-1, repairAt: 60s}
              - {at: 45s, fault: linkDown, path: net-3, repairAt: 55s}
              - {at: 80s, fault: zoneOutage, zone: z2, repairAt: 90s}
            """;
}
