package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is allowed and probably not meant. The § stands where the warning must point to. */
final class DoubtTest {

    static Stream<Arguments> doubts() {
        return Stream.of(
                arguments(
                        "- {name: circuit-1, latency: 5ms}",
                        "- {name: circuit-1, latency: 5ms}\n  - {name: §spare, latency: 1ms}",
                        "warning: path 'spare' is used by no tunnel and no VBR\n"
                                + "    help: write path: spare at a tunnel, or leave the path out"),
                arguments(
                        "psk: secret",
                        "psk: §'secret '",
                        "warning: psk: begins or ends with a space, which is a part of the key\n    help: hidden spaces from"
                                + " copying are a documented cause of mismatches; leave them out"),
                arguments(
                        "dataCenters:\n",
                        "  - {name: vpc-2, region: region-1, cidrBlock: §10.0.0.0/20, attachment: {transitRouter: tr-1}}\n"
                                + "dataCenters:\n",
                        "warning: cidrBlock: 'vpc-2' 10.0.0.0/20 overlaps 'vpc-1' 10.0.0.0/16; both meet at 'tr-1'\n"
                                + "    help: where one table learns both, it rejects the vSwitch that comes later and"
                                + " overlaps; renumber one, or keep them apart by route tables"),
                arguments("psk: secret", "ikeConfig: {localId: cloud.example}\n    psk: secret", ""),
                arguments(
                        "enableTunnelsBgp: true",
                        "enableTunnelsBgp: §true\n    localSubnet: 10.0.0.0/16\n    remoteSubnet: 172.16.0.0/16",
                        "warning: BGP's own packets are outside of the protected data flows\n    help: the vendor's diagnosis"
                                + " advises Destination Routing with BGP: leave out localSubnet and remoteSubnet"),
                arguments(
                        "        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}\n"
                                + "        peer: {localSubnet: §172.16.0.0/16}",
                        "warning: localSubnet: the device's 172.16.0.0/16 does not mirror the connection's 0.0.0.0/0\n"
                                + "    help: IKEv2 narrows both to what they share (product page, Flow Protection)"),
                arguments(
                        "psk: secret",
                        "psk: secret\n    routes: §[172.16.0.0/16]",
                        "warning: static routes beside BGP on one"
                                + " connection\n    help: the vendor's diagnosis advises against it; leave out 'routes' or"
                                + " enableTunnelsBgp"),
                arguments(
                        "customerGateway: cgw-1\n        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "customerGateway: cgw-1\n        zone: §zone-a\n"
                                + "        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}",
                        "warning: both tunnels of vpn-1 are in zone zone-a\n    help: one zone outage takes both down; leave"
                                + " 'zone' out, and they are placed apart"),
                arguments(
                        "ipAddress: 203.0.113.10,",
                        "ipAddress: 203.0.113.10, nat: {insideAddress: 192.168.1.2, mappingTimeout: §15s},",
                        "warning: keepalives every 20s do not hold a mapping that is forgotten after 15s\n    help: make"
                                + " the keepalive shorter"));
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void aDoubtIsAWarningAndTheScenarioIsAccepted(String find, String write, String message) {
        String marked = Refusals.spoilt(find, write);
        ReadResult result = ScenarioReader.read("t.yaml", marked.replace("§", ""));
        assertThat(result).isInstanceOf(ReadResult.Accepted.class);
        if (!message.isEmpty()) {
            assertThat(Refusals.diagnostics(result)).containsExactly(Refusals.place(marked) + ": " + message);
        }
    }

    @Test
    void aTunnelThatCannotComeUpBehindANatIsAWarning() {
        String text = Refusals.SOUND
                .replace("ipAddress: 203.0.113.10,", "ipAddress: 203.0.113.10, nat: {insideAddress: 192.168.1.2},")
                .replace(
                        "tunnelBgpConfig: {tunnelCidr: 169.254.20.0/30, localBgpIp: 169.254.20.1}",
                        "tunnelBgpConfig: {tunnelCidr: 169.254.20.0/30, localBgpIp: 169.254.20.1}\n"
                                + "        peer: {enableNatTraversal: false, initiates: false}");
        ReadResult result = ScenarioReader.read("t.yaml", text);

        assertThat(result).isInstanceOf(ReadResult.Accepted.class);
        assertThat(Refusals.diagnostics(result).stream().map(line -> line.substring(line.indexOf("warning"))))
                .containsExactly(
                        "warning: cgw-1 is behind a NAT, which ESP without NAT traversal does not pass\n"
                                + "    help: set enableNatTraversal: true at both ends",
                        "warning: cgw-1 is behind a NAT, and only the end behind it can begin a negotiation\n"
                                + "    help: leave out initiates: false");
    }
}
