package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.HealthCheck;
import dev.censim.model.policy.IkeMode;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.topology.NetworkType;
import dev.censim.model.topology.TunnelEnd;
import dev.censim.model.topology.VpnConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The values of the product page, written down once more: what holds when nothing is said, and what may be said. */
final class ProductDefaultsTest {

    private static final String KEY = "psk: secret";

    /** A connection of which only what is required is said. */
    private static final VpnConnection SILENT = first(Refusals.spoilt(
                    "    effectImmediately: true\n    enableTunnelsBgp: true\n    psk: secret\n",
                    "    routes: [172.16.0.0/16]\n")
            .replace("        tunnelIkeConfig: {ikeEncAlg: aes, ikeLifetime: 86400s}\n", "")
            .replace("        tunnelBgpConfig: {tunnelCidr: 169.254.20.0/30, localBgpIp: 169.254.20.1}\n", "")
            .replace("        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}\n", ""));

    private static VpnConnection first(String yaml) {
        return Refusals.accepted(yaml).topology().vpnConnections().get(0);
    }

    private static TunnelEnd cloud(String settings) {
        return first(Refusals.spoilt(KEY, KEY + "\n    " + settings))
                .tunnels()
                .get(1)
                .cloud();
    }

    @Test
    void connectionIsPublicWithDestinationRoutingWithoutBgpAndWaitsForTraffic() {
        assertThat(SILENT.networkType()).isEqualTo(NetworkType.PUBLIC);
        assertThat(SILENT.localSubnets()).containsExactly(Prefix.of("0.0.0.0/0"));
        assertThat(SILENT.remoteSubnets()).containsExactly(Prefix.of("0.0.0.0/0"));
        assertThat(SILENT.enableTunnelsBgp()).isFalse();
        assertThat(SILENT.localAsn()).isEqualTo(new Asn(45104));
        assertThat(SILENT.healthCheck().filter(HealthCheck::enable)).isEmpty();
        assertThat(SILENT.tunnels()).allMatch(tunnel -> !tunnel.cloud().initiates());
    }

    @Test
    void bothPhasesHaveTheValuesOfThePage() {
        TunnelEnd end = SILENT.tunnels().get(0).cloud();

        assertThat(end.ike().ikeVersion()).isEqualTo(IkeVersion.IKEV2);
        assertThat(end.ike().ikeMode()).isEqualTo(IkeMode.MAIN);
        assertThat(end.ike().ikeEncAlg()).isEqualTo(EncryptionAlgorithm.AES128);
        assertThat(end.ike().ikeAuthAlg()).isEqualTo(AuthenticationAlgorithm.SHA1);
        assertThat(end.ike().ikePfs()).isEqualTo(DhGroup.GROUP2);
        assertThat(end.ike().ikeLifetime()).isEqualTo(Duration.ofSeconds(86_400));
        assertThat(end.ipsec().ipsecEncAlg()).isEqualTo(EncryptionAlgorithm.AES128);
        assertThat(end.ipsec().ipsecAuthAlg()).isEqualTo(AuthenticationAlgorithm.SHA1);
        assertThat(end.ipsec().ipsecPfs()).contains(DhGroup.GROUP2);
        assertThat(end.ipsec().ipsecLifetime()).isEqualTo(Duration.ofSeconds(86_400));
    }

    @Test
    void deadPeerDetectionIsOnWithinThirtySecondsAndSoIsNatTraversal() {
        TunnelEnd end = SILENT.tunnels().get(0).cloud();

        assertThat(end.dpd().enabled()).isTrue();
        assertThat(end.dpd().detection()).isEqualTo(Duration.ofSeconds(30));
        assertThat(end.enableNatTraversal()).isTrue();
    }

    @Test
    void routesAreGivenToVpcsAndVbrsOnlyWhenThatIsWritten() {
        String silent = Refusals.spoilt("tr-1, autoPublishRouteEnabled: true", "tr-1");

        assertThat(Refusals.accepted(silent).topology().vpcs().get(0).attachment())
                .hasValueSatisfying(attachment ->
                        assertThat(attachment.autoPublishRouteEnabled()).isFalse());
        assertThat(Refusals.accepted(silent).topology().vbrs().get(0).attachment())
                .hasValueSatisfying(attachment ->
                        assertThat(attachment.autoPublishRouteEnabled()).isFalse());
    }

    @Test
    void healthCheckAsksEveryThreeSecondsThreeTimesAndSwitchesRoutes() {
        String single = Refusals.spoilt(
                        "    enableTunnelsBgp: true\n    psk: secret\n",
                        "    routes: [172.16.0.0/16]\n"
                                + "    healthCheckConfig: {enable: true, dip: 172.16.0.10, sip: 192.168.255.1}\n")
                .replace("        tunnelBgpConfig: {tunnelCidr: 169.254.20.0/30, localBgpIp: 169.254.20.1}\n", "")
                .replace("      - customerGateway: cgw-1\n        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}\n", "")
                .replace(
                        "    customerGateways: [{",
                        "    routes: {destination: 192.168.255.1/32, nextHop: vpn-1}\n    customerGateways: [{");

        HealthCheck check = first(single).healthCheck().orElseThrow();
        assertThat(check.interval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(check.retry()).isEqualTo(3);
        assertThat(check.switchRoute()).isTrue();
    }

    static Stream<Arguments> values() {
        String ciphers = "aes, aes192, aes256, des, 3des";
        String hashes = "md5, sha1, sha256, sha384, sha512";
        String groups = "group1, group2, group5, group14";
        return Stream.of(
                Arguments.of("ikeConfig", "ikeVersion", "ikev1, ikev2"),
                Arguments.of("ikeConfig", "ikeMode", "main, aggressive"),
                Arguments.of("ikeConfig", "ikeEncAlg", ciphers),
                Arguments.of("ikeConfig", "ikeAuthAlg", hashes),
                Arguments.of("ikeConfig", "ikePfs", groups),
                Arguments.of("ipsecConfig", "ipsecEncAlg", ciphers),
                Arguments.of("ipsecConfig", "ipsecAuthAlg", hashes),
                Arguments.of("ipsecConfig", "ipsecPfs", "disabled, " + groups));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueOfThePageIsTakenAndNoOther(String section, String key, String values) {
        String before = KEY + "\n    " + section + ": {" + key + ": ";

        assertThat(Arrays.stream(values.split(", ")).map(value -> first(Refusals.spoilt(KEY, before + value + "}"))))
                .doesNotHaveDuplicates();
        Refusals.expect(KEY, before + "§none}", "error: " + key + ": found 'none'; allowed: " + values);
    }

    @ParameterizedTest
    @CsvSource({"0s, 0", "1s, 1", "86400s, 86400"})
    void lifetimesReachFromZeroToADay(String written, long seconds) {
        assertThat(cloud("ikeConfig: {ikeLifetime: " + written + "}").ike().ikeLifetime())
                .isEqualTo(Duration.ofSeconds(seconds));
        assertThat(cloud("ipsecConfig: {ipsecLifetime: " + written + "}")
                        .ipsec()
                        .ipsecLifetime())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void keyHasAHundredCharactersAtMost() {
        assertThat(Refusals.diagnostics(Refusals.spoilt(KEY, "psk: " + "k".repeat(100))))
                .isEmpty();
        assertThat(Refusals.diagnostics(Refusals.spoilt(KEY, "psk: " + "k".repeat(101))))
                .singleElement()
                .asString()
                .contains("allowed: 1 to 100 printable ASCII characters");
    }

    @Test
    void whereARegionHasOneZoneBothTunnelsAreInIt() {
        String oneZone = Refusals.SOUND
                .replace("zones: [zone-a, zone-b]", "zones: [zone-a]")
                .replace("zone: zone-b", "zone: zone-a");

        assertThat(first(oneZone).tunnels()).extracting(tunnel -> tunnel.zone()).containsExactly("zone-a", "zone-a");
    }

    @ParameterizedTest
    @CsvSource({"255.255.254.0", "255.255.255.254", "255.0.255.0"})
    void maskOfACircuitIsFrom24To30(String mask) {
        Refusals.expect(
                "peeringSubnetMask: 255.255.255.252",
                "peeringSubnetMask: §" + mask,
                "error: peeringSubnetMask: found '" + mask
                        + "'; allowed: a mask from 255.255.255.0 to 255.255.255.252 (API: /24 to /30)");
    }

    @Test
    void vbrPeersInThe45104WithThreeTimesTenSecondsOfHoldTimeAnd110Routes() {
        assertThat(Refusals.accepted(Refusals.SOUND).topology().vbrs().get(0).bgp())
                .hasValueSatisfying(bgp -> {
                    assertThat(bgp.localAsn()).isEqualTo(new Asn(45104));
                    assertThat(bgp.routeLimit()).isEqualTo(110);
                    assertThat(bgp.timers().keepalive()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(bgp.timers().hold()).isEqualTo(Duration.ofSeconds(30));
                });
    }

    /** Not in 0/8, 100.64/10, 127/8, 169.254/16, 224/4 and 240/4. */
    @ParameterizedTest
    @CsvSource({"100.64.0.1", "127.1.2.3", "169.254.20.9", "224.0.0.5", "239.1.1.1", "255.1.1.1"})
    void addressesThatNoCustomerGatewayHasAreRefused(String address) {
        assertThat(Refusals.diagnostics(Refusals.spoilt("ipAddress: 203.0.113.10", "ipAddress: " + address)))
                .singleElement()
                .asString()
                .contains("error: ipAddress: " + address + " cannot be a customer gateway (CreateCustomerGateway)");
    }
}
