package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the product page and its quotas forbid. The § stands where the message must point to. */
final class ProductRulesTest {

    static Stream<Arguments> slips() {
        return Stream.of(
                arguments(
                        "name: tr-1\n",
                        "name: tr-1\n    edition: §basic\n",
                        "error: edition: found 'basic'; allowed:"
                                + " enterprise\n    help: only Enterprise Edition transit routers support VPN connections (product page,"
                                + " Considerations); write enterprise"),
                arguments(
                        "asn: 65001",
                        "asn: §45104",
                        "error: asn: 45104 is the cloud's own AS number (CreateCustomerGateway)\n"
                                + "    help: choose a private AS number, such as 65001"),
                arguments(
                        "        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "        vbr: §vbr-1\n        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "error: vbr: only a tunnel of networkType: private runs over a VBR (product page, Gateway Type)\n"
                                + "    help: write networkType: private at the connection, or path"),
                arguments(
                        "        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "        path: §circuit-1\n        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "error: path: 'circuit-1' is the circuit of VBR 'vbr-1'\n    help: a circuit belongs to one VBR; a"
                                + " tunnel over it has networkType: private and vbr"),
                arguments(
                        "ikeLifetime: 86400s",
                        "ikeLifetime: §86401s",
                        "error: ikeLifetime: found '86401s'; allowed: 0s (never"
                                + " expires) to 86400s, such as 3600s (product page, SA Lifetime)"),
                arguments(
                        "tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "tunnelIkeConfig: {psk: §other}\n" + "        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "error: psk: the keys of both tunnels must"
                                + " be identical (product page, Pre-Shared Key)\n    help: write 'psk' once, at the connection"),
                arguments(
                        "tunnelCidr: 169.254.21.0/30",
                        "tunnelCidr: §169.254.21.0/29",
                        "error: tunnelCidr: 169.254.21.0/29 is"
                                + " not a /30 inside 169.254.0.0/16 (product page, Tunnel CIDR Block)\n"
                                + "    help: write such as 169.254.10.0/30, or leave it out to have one chosen"),
                arguments(
                        "tunnelCidr: 169.254.21.0/30",
                        "tunnelCidr: §169.254.6.0/30",
                        "error: tunnelCidr: 169.254.6.0/30 is"
                                + " reserved by the cloud\n"
                                + "    help: reserved: 169.254.0.0/30, .1.0/30 to .6.0/30 and 169.254.169.252/30"),
                arguments(
                        "tunnelCidr: 169.254.21.0/30",
                        "tunnelCidr: §169.254.20.0/30",
                        "error: tunnelCidr: 169.254.20.0/30 is"
                                + " already used at 38:39\n"
                                + "    help: each tunnel needs a block of its own (product page, Uniqueness)"),
                arguments(
                        "localBgpIp: 169.254.20.1",
                        "localBgpIp: §169.254.20.3",
                        "error: localBgpIp: 169.254.20.3 is not a"
                                + " usable address of 169.254.20.0/30\n    help: write 169.254.20.1 or 169.254.20.2"),
                arguments(
                        "psk: secret",
                        "bgpTimers: {hold: §2s}\n    psk: secret",
                        "error: hold: found '2s'; allowed: 0s, or" + " 3s to 65535s (RFC 4271 section 4.2)"),
                arguments(
                        "psk: secret",
                        "bgpTimers: {hold: 9s, keepalive: §9s}\n    psk: secret",
                        "error: keepalive: 9s is not"
                                + " shorter than the hold time of 9s\n"
                                + "    help: RFC 4271 section 10 suggests a third of the hold time"),
                arguments(
                        "psk: secret",
                        "dpd: {retries: §101}\n    psk: secret",
                        "error: retries: found '101'; allowed: a whole" + " number from 0 to 100"),
                arguments(
                        "psk: secret",
                        "psk: §'sécret'",
                        "error: psk: found 'sécret'; allowed: 1 to 100 printable ASCII characters; left blank, one is made from the seed"),
                arguments(
                        "psk: secret",
                        "ikeConfig: {localId: §10.0.0.300}\n    psk: secret",
                        "error: localId: found '10.0.0.300'; allowed: an IPv4 address or an FQDN without spaces"),
                arguments(
                        "psk: secret",
                        "ikeConfig: {localId: §'cloud example'}\n    psk: secret",
                        "error: localId: found 'cloud example'; allowed: an IPv4 address or an FQDN without spaces"),
                arguments(
                        "enableTunnelsBgp: true",
                        "enableTunnelsBgp: true\n    localSubnet: §10.0.0.0/16",
                        "error: localSubnet: Flow Protection needs localSubnet and remoteSubnet (product page, Routing Mode)\n"
                                + "    help: write the other one too; 0.0.0.0/0 stands for everything"),
                arguments(
                        "tunnels:\n      - customerGateway: cgw-1\n",
                        "tunnels:\n      §- customerGateway: cgw-1\n"
                                + "        name: third\n      - customerGateway: cgw-1\n",
                        "error: tunnels: found 3; allowed: two"
                                + " tunnels, or one for single-tunnel mode\n    help: write another connection for more tunnels"),
                arguments(
                        "psk: secret",
                        "healthCheckConfig: §{enable: false}\n    psk: secret",
                        "error: healthCheckConfig:"
                                + " dual-tunnel mode has no health check (product page, Single-Tunnel Mode)\n"
                                + "    help: leave it out; DPD finds a dead peer"),
                arguments(
                        "seed: 1",
                        "seed: 1\nquotas: {vpnAttachmentsPerTransitRouter: §0}",
                        "error:"
                                + " vpnAttachmentsPerTransitRouter: found '0'; allowed: a whole number from 1 to 100000"),
                arguments(
                        "bgp: {peerAsn: 65002}",
                        "bgp: {peerAsn: §45104}",
                        "error: peerAsn: 45104 is the cloud's own AS number"
                                + " (CreateCustomerGateway)\n    help: choose a private AS number, such as 65001"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aSlipMakesOneErrorWhereItIs(String find, String write, String message) {
        Refusals.expect(find, write, message);
    }

    @Test
    void bgpNeedsAnAsnAtTheGateway() {
        assertThat(Refusals.diagnostics(Refusals.spoilt(", asn: 65001", "")))
                .containsExactly(
                        "t.yaml:35:26: error: customer gateway 'cgw-1' has no asn, which BGP needs (product page,"
                                + " Prerequisites)\n    help: add asn: 65001 to the customer gateway",
                        "t.yaml:39:26: error: customer gateway 'cgw-1' has no asn, which BGP needs (product page,"
                                + " Prerequisites)\n    help: add asn: 65001 to the customer gateway");
    }

    @Test
    void aRouteOfADataCentreLeadsIntoAConnectionThatEndsThere() {
        String other = "dataCenters:\n  - name: dc-2\n    cidrBlock: 172.30.0.0/16\n"
                + "    routes: {destination: 192.168.255.1/32, nextHop: vpn-1}\n";
        assertThat(Refusals.diagnostics(Refusals.spoilt("dataCenters:\n", other)))
                .containsExactly("t.yaml:23:13: error: routes: 'vpn-1' does not end in this data centre\n"
                        + "    help: name a connection that has a tunnel to one of its customer gateways");
    }

    @Test
    void theQuotaOfAttachmentsCanBeRaised() {
        String fiftyMore = """
                repeat:
                  - count: 50
                    dataCenters:
                      - name: dc-x-${i}
                        cidrBlock: 192.168.${i}.0/24
                        customerGateways:
                          - {name: "cgw-x-${i}", ipAddress: "198.51.100.${i}", asn: 65000}
                    vpnConnections:
                      - name: vpn-x-${i}
                        attachment: {transitRouter: tr-1}
                        effectImmediately: true
                        enableTunnelsBgp: true
                        tunnels: [{customerGateway: "cgw-x-${i}"}]
                """;
        String place = "t.yaml:64:9";
        assertThat(Refusals.diagnostics(Refusals.SOUND + fiftyMore))
                .containsExactly(place + ": error: more than 50 VPN attachments at transit router 'tr-1' (product page,"
                        + " Quotas) (in repetition i = 50)\n"
                        + "    help: the quota is adjustable: write quotas: {vpnAttachmentsPerTransitRouter: 100}");
        String raised = "quotas: {vpnAttachmentsPerTransitRouter: 51}\n";
        assertThat(Refusals.diagnostics(raised + Refusals.SOUND + fiftyMore)).isEmpty();
    }

    private static final String CHECKED =
            "healthCheckConfig: {enable: true, dip: 172.16.0.10, sip: 192.168.255.1}\n    psk: secret";

    private static String checked(String healthCheck, String routes) {
        String second = "      - customerGateway: cgw-1\n        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}\n";
        return Refusals.spoilt("psk: secret", healthCheck)
                .replace(second, "")
                .replace("    enableTunnelsBgp: true\n", "    routes: [172.16.0.0/16]\n")
                .replace("    customerGateways: [{", routes + "    customerGateways: [{");
    }

    @Test
    void aHealthCheckNeedsARouteBack() {
        assertThat(Refusals.diagnostics(checked(CHECKED, "")).stream().filter(line -> line.contains("sip")))
                .containsExactly(
                        "t.yaml:33:62: warning: sip: 'dc-1' has no route 192.168.255.1/32 into this connection;"
                                + " without it no reply comes back the way the probe went (product page, Health Checks)\n"
                                + "    help: add to the data centre routes: [{destination: 192.168.255.1/32, nextHop: vpn-1}]");
        String route = "    routes: {destination: 192.168.255.1/32, nextHop: vpn-1}\n";
        assertThat(Refusals.diagnostics(checked(CHECKED, route)))
                .noneMatch(line -> line.contains("sip") || line.contains("dip"));
    }

    @Test
    void aHealthCheckNeedsADestinationThatAnswers() {
        String route = "    routes: {destination: 192.168.255.1/32, nextHop: vpn-1}\n";
        assertThat(Refusals.diagnostics(checked(CHECKED.replace("dip: 172.16.0.10", "dip: 172.16.0.11"), route)))
                .filteredOn(line -> line.contains("dip"))
                .hasSize(1)
                .allMatch(line -> line.contains("no host of 'dc-1' has the address 172.16.0.11"));
    }

    private static String privately(String first) {
        return Refusals.SOUND
                .replace("enableTunnelsBgp: true", "networkType: private\n    routes: [172.16.0.0/16]")
                .replace("ipAddress: 203.0.113.10", "ipAddress: 172.16.255.1")
                .replace("    bgp: {peerAsn: 65002}\n", "")
                .replace("        tunnelBgpConfig: {tunnelCidr: 169.254.20.0/30, localBgpIp: 169.254.20.1}\n", "")
                .replace(
                        "        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}\n",
                        "        vbr: vbr-1\n        gatewayIp: 10.254.0.2\n        zone: zone-b\n")
                .replace("        path: path-1\n", first)
                .replace("  - {name: path-1, latency: 10ms, loss: 0.1%, bandwidth: 100Mbps}\n", "")
                .replace("path: path-1", "path: circuit-1");
    }

    @Test
    void aPrivateConnectionRunsOverAVbrBetweenPrivateAddresses() {
        assertThat(Refusals.diagnostics(privately("        vbr: vbr-1\n        gatewayIp: 10.254.0.1\n")))
                .isEmpty();
        assertThat(messages(privately("")))
                .containsExactly(
                        "a tunnel needs the key 'gatewayIp'; allowed: a private address of the transit router's CIDR"
                                + " block, such as 10.254.0.1",
                        "a tunnel needs the key 'vbr'; allowed: 1 to 64 letters, digits, '-' and '_'");
        assertThat(messages(privately("        vbr: vbr-1\n        gatewayIp: 198.18.0.9\n")))
                .containsExactly("gatewayIp: 198.18.0.9 is not a private address, which networkType: private needs"
                        + " (product page, Gateway Type)");
        assertThat(messages(privately("        vbr: vbr-1\n        gatewayIp: 10.0.7.7\n")))
                .containsExactly("gatewayIp: 10.0.7.7 is inside of 10.0.0.0/16, a network behind the tunnel");
        assertThat(messages(privately("        vbr: vbr-1\n        gatewayIp: 10.254.0.1\n")
                        .replace("path: circuit-1\ntraffic", "path: circuit-1\n    routes: [172.16.0.0/16]\ntraffic")))
                .hasSize(2)
                .allMatch(message -> message.contains("past the tunnel and unencrypted"));
        assertThat(messages(privately("        vbr: vbr-1\n        gatewayIp: 10.254.0.1\n")
                        .replace("172.16.255.1", "172.31.0.1")))
                .hasSize(2)
                .allMatch(message -> message.contains("is not a free address of the data centre's networks"));
    }

    /** Without place, severity and help. */
    private static List<String> messages(String text) {
        return Refusals.diagnostics(text).stream()
                .map(line -> line.lines().findFirst().orElse("").replaceFirst("^\\S+ (error|warning): ", ""))
                .toList();
    }
}
