package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.IkeMode;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VpnConnection;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the product page asks of a connection that negotiates in IKEv1. */
final class Ikev1RulesTest {

    private static final String BLOCKS = "\n    localSubnet: %s\n    remoteSubnet: %s";

    /** Static routes in place of BGP, which Flow Protection would leave out. */
    private static final String PROTECTED =
            Refusals.SOUND.replace("    enableTunnelsBgp: true\n", "").replaceAll("\n +tunnelBgpConfig: .*", "");

    private static String phaseOne(String settings) {
        return Refusals.spoilt("psk: secret", "psk: secret\n    ikeConfig: {ikeVersion: ikev1, " + settings + "}");
    }

    private static String protecting(String version, String local, String remote) {
        return PROTECTED.replace(
                "psk: secret",
                "psk: secret\n    ikeConfig: {ikeVersion: " + version + "}" + BLOCKS.formatted(local, remote));
    }

    private static void expect(String marked, String... diagnostics) {
        String place = Refusals.place(marked);
        assertThat(Refusals.diagnostics(marked.replace("§", "")))
                .containsExactly(Arrays.stream(diagnostics)
                        .map(diagnostic -> place + ": " + diagnostic)
                        .toArray(String[]::new));
    }

    private static VpnConnection connection(String text) {
        return Refusals.accepted(text).topology().vpnConnections().get(0);
    }

    @Test
    void anFqdnIsRefusedInMainMode() {
        expect(
                phaseOne("localId: §cloud.example"),
                "error: localId: an FQDN needs ikeMode aggressive with IKEv1 (product page, localId)\n"
                        + "    help: set ikeMode: aggressive, or write an IPv4 address");
        expect(
                phaseOne("ikeMode: main, remoteId: §office.example"),
                "error: remoteId: an FQDN needs ikeMode aggressive with IKEv1 (product page, remoteId)\n"
                        + "    help: set ikeMode: aggressive, or write an IPv4 address");
    }

    @Test
    void anFqdnOfTheDeviceIsRefusedInMainModeWhereItIsWritten() {
        String marked = phaseOne("ikeMode: main")
                .replace(
                        "        path: path-1\n",
                        "        path: path-1\n        peer: {tunnelIkeConfig: {localId: §office.example}}\n");
        expect(
                marked,
                "error: localId: an FQDN needs ikeMode aggressive with IKEv1 (product page, localId)\n"
                        + "    help: set ikeMode: aggressive, or write an IPv4 address");
    }

    @Test
    void anFqdnIsTakenInAggressiveMode() {
        Tunnel tunnel = connection(phaseOne("ikeMode: aggressive, localId: cloud.example, remoteId: office.example"))
                .tunnels()
                .get(1);

        assertThat(tunnel.cloud().ike().ikeVersion()).isEqualTo(IkeVersion.IKEV1);
        assertThat(tunnel.cloud().ike().ikeMode()).isEqualTo(IkeMode.AGGRESSIVE);
        assertThat(tunnel.cloud().ike().localId()).isEqualTo("cloud.example");
        assertThat(tunnel.customer().ike().ikeMode()).isEqualTo(IkeMode.AGGRESSIVE);
        assertThat(tunnel.customer().ike().localId()).isEqualTo("office.example");
    }

    @Test
    void addressesAreTakenInMainModeWhichIsTheDefault() {
        Tunnel tunnel = connection(phaseOne("remoteId: 192.168.7.7")).tunnels().get(0);

        assertThat(tunnel.cloud().ike().ikeMode()).isEqualTo(IkeMode.MAIN);
        assertThat(tunnel.customer().ike().localId()).isEqualTo("192.168.7.7");
    }

    @Test
    void severalBlocksOfFlowProtectionNeedIkev2() {
        expect(
                protecting("ikev1", "§[10.0.1.0/24, 10.0.2.0/24]", "172.16.0.0/16"),
                "error: localSubnet: several blocks require IKEv2 (product page, Flow Protection)\n"
                        + "    help: set ikeVersion: ikev2, or write one block");
        expect(
                protecting("ikev1", "10.0.0.0/16", "§[172.16.0.0/24, 172.16.1.0/24]"),
                "error: remoteSubnet: several blocks require IKEv2 (product page, Flow Protection)\n"
                        + "    help: set ikeVersion: ikev2, or write one block");
    }

    @Test
    void severalBlocksOfTheDeviceNeedIkev2() {
        String marked = protecting("ikev1", "10.0.0.0/16", "172.16.0.0/16")
                .replace(
                        "        path: path-1\n",
                        "        path: path-1\n        peer: {localSubnet: §[172.16.0.0/24, 172.16.1.0/24]}\n");
        expect(
                marked,
                "error: localSubnet: several blocks require IKEv2 (product page, Flow Protection)\n"
                        + "    help: set ikeVersion: ikev2, or write one block");
    }

    @Test
    void oneTunnelInIkev1IsEnoughForTheRule() {
        String marked = protecting("ikev2", "§[10.0.1.0/24, 10.0.2.0/24]", "172.16.0.0/16")
                .replace("{ikeEncAlg: aes,", "{ikeVersion: ikev1, ikeEncAlg: aes,");
        expect(
                marked,
                "error: localSubnet: several blocks require IKEv2 (product page, Flow Protection)\n"
                        + "    help: set ikeVersion: ikev2, or write one block");
    }

    @Test
    void onePairOfBlocksIsTaken() {
        Tunnel tunnel = connection(protecting("ikev1", "10.0.0.0/16", "172.16.0.0/16"))
                .tunnels()
                .get(0);

        assertThat(tunnel.cloud().ike().ikeVersion()).isEqualTo(IkeVersion.IKEV1);
        assertThat(tunnel.cloud().localSubnets()).containsExactly(Prefix.of("10.0.0.0/16"));
        assertThat(tunnel.customer().localSubnets()).containsExactly(Prefix.of("172.16.0.0/16"));
    }

    @Test
    void aBlockThatTheDeviceDoesNotMirrorIsRefusedByThePeerAndSoAWarning() {
        String marked = protecting("ikev1", "10.0.0.0/16", "172.16.0.0/16")
                .replace(
                        "        path: path-1\n",
                        "        path: path-1\n        peer: {localSubnet: §172.16.0.0/24}\n");
        expect(
                marked,
                "warning: localSubnet: the device's 172.16.0.0/24 does not mirror the connection's 172.16.0.0/16\n"
                        + "    help: IKEv1 refuses other selectors than its own (product page, Flow Protection)");
    }
}
