package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TunnelBgp;
import dev.censim.model.topology.VpnConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product page's rules of BGP in tunnels, each asked of the reader. */
final class TunnelBgpRulesTest {

    private static final String CIDR = "tunnelCidr: 169.254.21.0/30";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.0.0/30",
                "169.254.1.0/30",
                "169.254.2.0/30",
                "169.254.3.0/30",
                "169.254.4.0/30",
                "169.254.5.0/30",
                "169.254.6.0/30",
                "169.254.169.252/30"
            })
    void aReservedBlockIsRefused(String block) {
        Refusals.expect(
                CIDR,
                "tunnelCidr: §" + block,
                "error: tunnelCidr: " + block + " is reserved by the cloud\n"
                        + "    help: reserved: 169.254.0.0/30, .1.0/30 to .6.0/30 and 169.254.169.252/30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.0.4/30", "169.254.7.0/30", "169.254.169.248/30", "169.254.255.252/30"})
    void itsNeighboursAreNot(String block) {
        assertThat(Refusals.diagnostics(Refusals.spoilt(CIDR, "tunnelCidr: " + block)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.21.0/29", "169.254.21.0/31", "10.0.0.0/30", "169.255.0.0/30"})
    void aBlockIsASlash30OfTheLinkLocalOnes(String block) {
        Refusals.expect(
                CIDR,
                "tunnelCidr: §" + block,
                "error: tunnelCidr: " + block
                        + " is not a /30 inside 169.254.0.0/16 (product page, Tunnel CIDR Block)\n"
                        + "    help: write such as 169.254.10.0/30, or leave it out to have one chosen");
    }

    @Test
    void blocksThatAreChosenAreUniqueAndNotReserved() {
        String many = Refusals.SOUND
                .replace("{tunnelCidr: 169.254.20.0/30, localBgpIp: 169.254.20.1}", "{}")
                .replace("{" + CIDR + "}", "{}");
        Set<Prefix> blocks = new HashSet<>();
        for (TunnelBgp bgp : sessions(many)) {
            assertThat(Allocation.isReserved(bgp.tunnelCidr())).isFalse();
            assertThat(bgp.tunnelCidr().length()).isEqualTo(30);
            assertThat(blocks.add(bgp.tunnelCidr())).isTrue();
        }
        assertThat(blocks).hasSize(2);
    }

    private static List<TunnelBgp> sessions(String yaml) {
        return Refusals.accepted(yaml).topology().tunnels().stream()
                .map(tunnel -> tunnel.bgp().orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.20.0", "169.254.20.3", "169.254.20.4", "10.0.0.1"})
    void theLocalBgpAddressIsAUsableOneOfTheBlock(String address) {
        Refusals.expect(
                "localBgpIp: 169.254.20.1",
                "localBgpIp: §" + address,
                "error: localBgpIp: " + address + " is not a usable address of 169.254.20.0/30\n"
                        + "    help: write 169.254.20.1 or 169.254.20.2");
    }

    @Test
    void theOtherUsableAddressIsTheDevices() {
        TunnelBgp bgp = sessions(Refusals.spoilt("localBgpIp: 169.254.20.1", "localBgpIp: 169.254.20.2"))
                .get(0);

        assertThat(bgp.localBgpIp()).isEqualTo(Ipv4.of("169.254.20.2"));
        assertThat(bgp.peerBgpIp()).isEqualTo(Ipv4.of("169.254.20.1"));
    }

    @Test
    void theLocalAsnIsOneForBothTunnelsAnd45104UnlessWritten() {
        Topology topology = Refusals.accepted(Refusals.SOUND).topology();
        VpnConnection connection = topology.vpnConnections().get(0);

        assertThat(connection.localAsn()).isEqualTo(new Asn(45104));
        assertThat(connection.tunnels())
                .allMatch(
                        tunnel -> tunnel.bgp().orElseThrow().device().peerAsn().equals(connection.localAsn()));
        assertThat(Refusals.diagnostics(
                        Refusals.spoilt("tunnelBgpConfig: {" + CIDR, "tunnelBgpConfig: {localAsn: 65010, " + CIDR)))
                .singleElement()
                .asString()
                .contains("error: unknown key 'localAsn' in the BGP settings of a tunnel", "t.yaml:40:27");
    }

    @Test
    void asdotIsReadAndToldInAsplain() {
        String asdot = Refusals.spoilt("asn: 65001}", "asn: 123.456}");

        assertThat(Refusals.accepted(asdot).topology().customerGateway("cgw-1").asn())
                .contains(new Asn(8_061_384));
        assertThat(Refusals.diagnostics(asdot.replace("    psk: secret", "    localAsn: 123.456\n    psk: secret")))
                .hasSize(2)
                .allMatch(line -> line.contains("customer gateway 'cgw-1' has the connection's own AS number 8061384")
                        && line.contains("help: BGP with the cloud is external: the AS numbers differ"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4294967296", "65536.1", "1.65536", "-1", "1.2.3", "AS65001"})
    void whatIsNoAsNumberIsRefused(String asn) {
        Refusals.expect(
                "asn: 65001}",
                "asn: §" + asn + "}",
                "error: asn: found '" + asn
                        + "'; allowed: an AS number from 1 to 4294967295, or asdot such as 123.456");
    }

    @Test
    void aCustomerGatewayWithoutAsnIsRefusedWithItsRemedy() {
        assertThat(Refusals.diagnostics(Refusals.spoilt(", asn: 65001", "")))
                .hasSize(2)
                .allMatch(line -> line.contains("has no asn, which BGP needs (product page, Prerequisites)")
                        && line.contains("help: add asn: 65001 to the customer gateway"));
    }
}
