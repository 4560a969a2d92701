package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of slip makes one message at one place. The § stands where the message must point to. */
final class SlipTest {

    @Test
    void theScenarioThatTheSlipsAreMadeInIsSound() {
        assertThat(Refusals.diagnostics(Refusals.SOUND)).isEmpty();
    }

    static Stream<Arguments> shape() {
        return Stream.of(
                arguments(
                        "seed: 1",
                        "§sed: 1",
                        "error: unknown key 'sed' in a scenario; allowed: scenario, description,"
                                + " seed, duration, esp, quotas, prices, regions, transitRouters, vpcs, vpnGateways, ccns, dataCenters, paths,"
                                + " interRegionConnections, vpnConnections, ecrs, vbrs, vbrFailoverGroups, traffic, faults, changes, expectations, reliability, repeat\n    help: did you mean 'seed'?"),
                arguments(
                        "seed: 1",
                        "seed: §one",
                        "error: seed: found 'one'; allowed: a whole number from 0 to" + " 999999999999999999"),
                arguments(
                        "seed: 1",
                        "seed: §[1]",
                        "error: seed: found a list; allowed: a whole number from 0 to" + " 999999999999999999"),
                arguments(
                        "seed: 1",
                        "seed: 1\n§seed: 2",
                        "error: key 'seed' is written twice in one mapping\n" + "    help: first at 2:1"),
                arguments(
                        "seed: 1",
                        "seed: 1\nprices: §{vpc: {transitRouterConnection: 0.06}}",
                        "error: prices needs the key 'currency'; allowed: 1 to 64 letters, digits, '-' and '_'"),
                arguments(
                        "seed: 1",
                        "seed: 1\nprices: {currency: USD, vpc: {transitRouterConnection: §-1}}",
                        "error: transitRouterConnection: found '-1'; allowed: an amount of zero or more with up to nine"
                                + " decimals, such as 0.06"),
                arguments(
                        "seed: 1",
                        "seed: 1\nprices: {currency: USD, vpc: {§outboundDataTransfer: 1}}",
                        "error: unknown key 'outboundDataTransfer' in prices of a VPC; allowed:"
                                + " transitRouterConnection, transitRouterDataForwarding"),
                arguments("seed: 1", "seed: 1\nesp: §fake", "error: esp: found 'fake'; allowed: real, shape"),
                arguments(
                        "duration: 60s",
                        "duration: §60",
                        "error: duration: found '60'; allowed: a duration longer than"
                                + " zero and up to 366d, such as 300s\n    help: the unit is missing: write 60s"),
                arguments(
                        "duration: 60s",
                        "duration: §0s",
                        "error: duration: found '0s'; allowed: a duration longer than"
                                + " zero and up to 366d, such as 300s"),
                arguments(
                        "scenario: small",
                        "scenario: §a b",
                        "error: scenario: found 'a b'; allowed: 1 to 64 letters," + " digits, '-' and '_'"),
                arguments(
                        "scenario: small\n",
                        "§",
                        "error: a scenario needs the key 'scenario'; allowed: 1 to 64 letters,"
                                + " digits, '-' and '_'"),
                arguments(
                        "hosts: [{name: idc-1, address: 172.16.0.10}]",
                        "hosts: [§idc-1, {name: idc-1, address: 172.16.0.10}]",
                        "error: hosts: found 'idc-1'; allowed: a mapping with the keys of a host of a data centre"),
                arguments(
                        "enableTunnelsBgp: true",
                        "enableTunnelsBgp: §yes",
                        "error: enableTunnelsBgp: found 'yes';" + " allowed: true, false\n    help: write true"),
                arguments(
                        "latency: 10ms",
                        "latency: §10",
                        "error: latency: found '10'; allowed: a duration such as 30s,"
                                + " 250ms or 1h30m (units ns, us, ms, s, m, h, d)\n    help: the unit is missing: write 10s"),
                arguments(
                        "bandwidth: 100Mbps",
                        "bandwidth: §0Mbps",
                        "error: bandwidth: found '0Mbps'; allowed: a bandwidth"
                                + " above zero such as 200Mbps (units bps, kbps, Mbps, Gbps)"),
                arguments(
                        "loss: 0.1%",
                        "loss: §101%",
                        "error: loss: found '101%'; allowed: 0% to 100% in steps of 0.0001%," + " such as 0.1%"),
                arguments(
                        "loss: 0.1%",
                        "loss: §0.00001%",
                        "error: loss: found '0.00001%'; allowed: 0% to 100% in steps of" + " 0.0001%, such as 0.1%"),
                arguments(
                        "ikeEncAlg: aes,",
                        "ikeEncAlg: §aes-256,",
                        "error: ikeEncAlg: found 'aes-256'; allowed: aes,"
                                + " aes192, aes256, des, 3des\n    help: did you mean 'aes256'?"),
                arguments(
                        "fault: silentLoss",
                        "fault: §silentLos",
                        "error: fault: found 'silentLos'; allowed: silentLoss,"
                                + " linkDown, impairment, customerGatewayCrash, zoneOutage, bgpSessionReset, natRestart,"
                                + " tunnelEndpointDown, attachmentDown, bgpSessionDown, regionOutage\n"
                                + "    help: did you mean 'silentLoss'?"));
    }

    static Stream<Arguments> namesAndReferences() {
        return Stream.of(
                arguments(
                        "region: region-1\n    routeTables",
                        "region: §region-2\n    routeTables",
                        "error: unknown name" + " 'region-2'; expected: a region\n    help: did you mean 'region-1'?"),
                arguments(
                        "paths:\n",
                        "paths:\n  - {name: §vpc-1}\n",
                        "error: duplicate name 'vpc-1': a VPC has it already, at 12:11\n"
                                + "    help: names are unique over all objects of a scenario"),
                arguments(
                        "rate: 100pps, start: 10s, stop: 50s}\n",
                        "rate: 100pps, start: 10s, stop: 50s}\n"
                                + "  - {name: both, kind: ping, from: [app-1], to: [idc-1]}\n"
                                + "  - {name: §both, kind: ping, from: [idc-1], to: [app-1]}\n",
                        "error: duplicate name 'both': a cross product of flows has it already, at 52:12\n"
                                + "    help: names are unique over all objects of a scenario"),
                arguments(
                        "enableTunnelsBgp: true",
                        "enableTunnelsBgp: true\n    bgpTimers: {keepalive: 10s, hold: §2s}",
                        "error: hold: found '2s'; allowed: 0s, or 3s to 65535s (RFC 4271 section 4.2)"),
                arguments(
                        "vSwitch: vsw-1",
                        "vSwitch: §vsw-9",
                        "error: unknown vSwitch 'vsw-9' of this VPC\n" + "    help: did you mean 'vsw-1'?"),
                arguments(
                        "zone: zone-b",
                        "zone: §zone-c",
                        "error: unknown name 'zone-c'; expected: a zone\n" + "    help: did you mean 'zone-a'?"),
                arguments(
                        "customerGateway: cgw-1\n        path",
                        "customerGateway: §dc-1\n        path",
                        "error: 'dc-1' is a" + " data centre; expected: a customer gateway\n    help: declared: cgw-1"),
                arguments(
                        "nextHop: blackhole",
                        "nextHop: §vpn-2",
                        "error: unknown name 'vpn-2'; expected: a VPC or a VBR or an ECR or a CCN or"
                                + " an IPsec-VPN connection or an inter-region connection\n    help: did you mean 'vpn-1'?"),
                arguments(
                        "nextHop: blackhole",
                        "nextHop: blackhole, routeTable: §prd",
                        "error: routeTable: unknown route"
                                + " table 'prd'; allowed: system, prod\n    help: did you mean 'prod'?"),
                arguments(
                        "tr-1, autoPublish",
                        "tr-1, associatedRouteTable: §dev, autoPublish",
                        "error:" + " associatedRouteTable: unknown route table 'dev'; allowed: system, prod"),
                arguments(
                        "from: app-1",
                        "from: §app-7",
                        "error: unknown name 'app-7'; expected: a host\n" + "    help: did you mean 'app-1'?"),
                arguments(
                        "to: idc-1",
                        "to: §\"zz-*\"",
                        "error: pattern 'zz-*' fits no name; expected: a host\n" + "    help: declared: app-1, idc-1"),
                arguments(
                        "to: idc-1",
                        "to: §app-1",
                        "error: to: the only host is the sender itself\n" + "    help: name another host"),
                arguments(
                        "flow: flow-1, max",
                        "flow: §flow-2, max",
                        "error: unknown name 'flow-2'; expected: a flow\n" + "    help: did you mean 'flow-1'?"),
                arguments(
                        "silentLoss, path: path-1",
                        "silentLoss, path: §vpn-1.tunel1",
                        "error: unknown name 'vpn-1.tunel1';"
                                + " expected: a path or a tunnel or an inter-region connection\n    help: did you mean 'vpn-1.tunnel1'?"),
                arguments(
                        "silentLoss, path: path-1, repairAt: 30s",
                        "bgpSessionReset, session: §vpn-1",
                        "error: 'vpn-1' is an"
                                + " IPsec-VPN connection; expected: a tunnel or a VBR\n"
                                + "    help: declared: vpn-1.tunnel1, vpn-1.tunnel2, vbr-1"),
                arguments(
                        "maxOutage: 30s",
                        "pathThrough: §app-1",
                        "error: 'app-1' is a host; expected: a tunnel or a path or a customer gateway or a transit router"
                                + " or a VBR or an ECR or an IPsec-VPN connection or an inter-region connection or a VPN gateway or a VPC or a CCN\n"
                                + "    help: declared: vpn-1.tunnel1, vpn-1.tunnel2, path-1, circuit-1, cgw-1, tr-1, vbr-1,"
                                + " vpn-1, ... (9 in all)"));
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                arguments(
                        "cidrBlock: 10.0.0.0/16",
                        "cidrBlock: §10.0.0.1/16",
                        "error: cidrBlock: found '10.0.0.1/16';"
                                + " allowed: an IPv4 CIDR block such as 10.0.0.0/16\n"
                                + "    help: bits behind the length are set: write 10.0.0.0/16 or a longer length"),
                arguments(
                        "cidrBlock: 10.0.0.0/16",
                        "cidrBlock: §10.0.0.0",
                        "error: cidrBlock: found '10.0.0.0'; allowed: an"
                                + " IPv4 CIDR block such as 10.0.0.0/16\n"
                                + "    help: the length is missing: write 10.0.0.0/32 for the single address"),
                arguments(
                        "cidrBlock: 10.0.1.0/24",
                        "cidrBlock: §10.1.1.0/24",
                        "error: cidrBlock: 10.1.1.0/24 is not inside the"
                                + " VPC's 10.0.0.0/16\n    help: a vSwitch is a part of its VPC"),
                arguments(
                        "address: 10.0.1.10",
                        "address: §10.0.3.10",
                        "error: address: 10.0.3.10 is not inside vSwitch"
                                + " 'vsw-1', 10.0.1.0/24\n    help: choose an address from 10.0.1.0/24"),
                arguments(
                        "address: 10.0.1.10",
                        "address: §10.0.1.10/24",
                        "error: address: found '10.0.1.10/24'; allowed: an" + " IPv4 address such as 10.0.1.10"),
                arguments(
                        "address: 172.16.0.10",
                        "address: §172.17.0.10",
                        "error: address: 172.17.0.10 is not inside the data"
                                + " centre's 172.16.0.0/16\n    help: choose an address from its blocks"),
                arguments(
                        "{name: idc-1, address: 172.16.0.10}",
                        "{name: idc-1, address: 172.16.0.10}, {name: idc-2, address:" + " §172.16.0.10}",
                        "error: address: 172.16.0.10 is already the address of 'idc-1'\n"
                                + "    help: give each host an address of its own"),
                arguments(
                        "vSwitches:\n      - {name: vsw-1, zone: zone-a, cidrBlock: 10.0.1.0/24}",
                        "vSwitches:\n      §- {name: vsw-1, zone: zone-a, cidrBlock: 10.0.0.0/22}",
                        "error: vSwitches overlap: 'vsw-2' 10.0.2.0/24 and 'vsw-1' 10.0.0.0/22\n"
                                + "    help: give each vSwitch a block of its own"),
                arguments(
                        "cidrBlock: 172.16.0.0/16\n    hosts: [{name: idc-1, address: 172.16.0.10}]",
                        "cidrBlock: §10.0.5.0/24\n    hosts: [{name: idc-1, address: 10.0.5.10}]",
                        "error: cidrBlock: 'dc-1' 10.0.5.0/24 overlaps 'vpc-1' 10.0.0.0/16; both meet at 'tr-1'\n"
                                + "    help: the transit router rejects a route that overlaps another's; renumber one"),
                arguments(
                        "cidrBlock: 172.16.0.0/16\n",
                        "cidrBlock: §[172.16.0.0/16, 100.64.1.0/24]\n",
                        "error: cidrBlock:"
                                + " 100.64.1.0/24 overlaps 100.64.0.0/10, which is reserved\n"
                                + "    help: choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"),
                arguments(
                        "ipAddress: 203.0.113.10",
                        "ipAddress: §127.0.0.1",
                        "error: ipAddress: 127.0.0.1 cannot be a customer"
                                + " gateway (CreateCustomerGateway)\n    help: not allowed: 0.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8,"
                                + " 169.254.0.0/16, 224.0.0.0/4, 240.0.0.0/4"),
                arguments(
                        "ipAddress: 203.0.113.10,",
                        "ipAddress: 203.0.113.10, nat: {insideAddress: §203.0.113.10},",
                        "error: insideAddress: 203.0.113.10 is the NAT's public address\n    help: write the gateway's"
                                + " own, such as 192.168.1.2; ipAddress is the NAT's"),
                arguments(
                        "silentLoss, path: path-1, repairAt: 30s",
                        "natRestart, customerGateway: §cgw-1",
                        "error: customerGateway: 'cgw-1' is behind no NAT\n    help: add nat: {insideAddress:"
                                + " 192.168.1.2} to it"),
                arguments(
                        "    path: path-1\n        tunnelIkeConfig",
                        "    path: path-1\n        peer: {gatewayIp: §198.18.0.2}\n        tunnelIkeConfig",
                        "error: gatewayIp: 198.18.0.2 is the address of 'vpn-1.tunnel2'\n"
                                + "    help: to see a wrong address at the device, write one that no tunnel has"),
                arguments(
                        "ipAddress: 203.0.113.10, asn: 65001}",
                        "ipAddress: 203.0.113.10, asn: 65001}, {name: cgw-2, ipAddress:" + " §203.0.113.10}",
                        "error: ipAddress: 203.0.113.10 is already the address of 'cgw-1'\n"
                                + "    help: each gateway has a public address of its own"),
                arguments(
                        "peerGatewayIp: 10.255.0.2",
                        "peerGatewayIp: §10.255.0.9",
                        "error: peerGatewayIp: 10.255.0.9 is not"
                                + " another address of the circuit's 10.255.0.0/30\n"
                                + "    help: both ends are in one subnet, such as 10.255.0.1 and 10.255.0.2"),
                arguments(
                        "bgp: {peerAsn: 65002}",
                        "bgp: {peerAsn: 65002}\n  - name: vbr-2\n    attachment: {transitRouter: tr-1}\n    dataCenter: dc-1\n"
                                + "    localGatewayIp: 10.255.1.1\n    peerGatewayIp: 10.255.1.2\n    path: §circuit-1\n"
                                + "    routes: [172.16.0.0/16]",
                        "error: path: 'circuit-1' already carries a tunnel or another VBR\n"
                                + "    help: a circuit belongs to one VBR: declare a path of its own"));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                arguments(
                        "stop: 50s",
                        "stop: §70s",
                        "error: stop: 70s is after the end of the scenario\n"
                                + "    help: the scenario's duration is 60s"),
                arguments(
                        "start: 10s",
                        "start: §50s",
                        "error: start 50s is not before stop 50s\n"
                                + "    help: a flow starts before it stops, and stops by the end of the scenario"),
                arguments(
                        "rate: 100pps",
                        "rate: §100",
                        "error: rate: found '100'; allowed: a rate from 0.001pps to 10Mpps such"
                                + " as 100pps (units pps, kpps, Mpps)\n    help: the unit is missing: write 100pps"),
                arguments(
                        "rate: 100pps",
                        "rate: 100pps, interval: §10ms",
                        "error: interval: 'rate' says it already\n"
                                + "    help: write one of rate: 100pps and interval: 10ms"),
                arguments(
                        "rate: 100pps",
                        "size: §20B, rate: 100pps",
                        "error: size: found '20B'; allowed: 36B to 1500B, the"
                                + " length of the IPv4 packet, such as 512B"),
                arguments(
                        "at: 20s",
                        "at: §61s",
                        "error: at: 61s is after the end of the scenario\n"
                                + "    help: the scenario's duration is 60s"),
                arguments(
                        "repairAt: 30s",
                        "repairAt: §20s",
                        "error: repairAt: 20s is not after at: 20s\n" + "    help: a repair follows its fault"),
                arguments(
                        "fault: silentLoss",
                        "fault: §impairment",
                        "error: an impairment changes nothing\n"
                                + "    help: write one or more of latency, jitter, loss, bandwidth"),
                arguments(
                        "maxOutage: 30s",
                        "reachable: {from: 10s, to: §70s}",
                        "error: to: 70s is after the end of the scenario\n"
                                + "    help: the scenario's duration is 60s"),
                arguments(
                        "maxOutage: 30s",
                        "reachable: {from: 20s, to: §20s}",
                        "error: to: 20s is not after from: 20s\n" + "    help: a window begins before it ends"),
                arguments(
                        "maxOutage: 30s",
                        "unreachable: {from: §50s, to: 60s}",
                        "error: window 50s..60s holds no packet of flow"
                                + " 'flow-1'\n    help: the flow sends from 10s to 50s"),
                arguments(
                        "flow: flow-1, maxOutage: 30s",
                        "tunnel: vpn-1.tunnel1, upBy: §61s",
                        "error: upBy: 61s is after the end"
                                + " of the scenario\n    help: the scenario's duration is 60s"),
                arguments(
                        "maxOutage: 30s",
                        "received: §'> 99%'",
                        "error: received: found '> 99%'; allowed: '>= ' and a" + " percentage, such as \">= 99.9%\""),
                arguments(
                        "- {flow: flow-1, maxOutage: 30s}",
                        "- §{flow: flow-1}",
                        "error: an expectation needs the key"
                                + " 'maxOutage'; allowed: one or more of maxOutage, received, reachable, unreachable, pathThrough"));
    }

    @ParameterizedTest
    @MethodSource({"shape", "namesAndReferences", "addresses", "times"})
    void aSlipMakesOneErrorWhereItIs(String find, String write, String message) {
        Refusals.expect(find, write, message);
    }

    @Test
    void manySlipsAreReportedTogetherInTheOrderOfTheFile() {
        String text = Refusals.SOUND
                .replace("seed: 1", "seed: x")
                .replace("asn: 65001", "asn: 0")
                .replace("rate: 100pps", "rate: 5")
                .replace("path: path-1, repairAt", "path: path-9, repairAt");
        assertThat(Refusals.diagnostics(text).stream().map(line -> line.substring(0, line.indexOf(": "))))
                .containsExactly("t.yaml:2:7", "t.yaml:24:68", "t.yaml:51:61", "t.yaml:53:40");
    }
}
