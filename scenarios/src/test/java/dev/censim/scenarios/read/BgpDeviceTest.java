package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.BgpRule;
import dev.censim.model.policy.CidrMatchMode;
import dev.censim.model.topology.BgpDevice;
import dev.censim.model.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a scenario can say of the BGP of a data centre's devices. */
final class BgpDeviceTest {

    private static final String TUNNEL = "tunnelIkeConfig: {ikeEncAlg: aes, ikeLifetime: 86400s}";
    private static final String VBR = "bgp: {peerAsn: 65002}";

    private static String tunnel(String device) {
        return TUNNEL + "\n        peer: {tunnelBgpConfig: " + device + "}";
    }

    private static String circuit(String device) {
        return "bgp: {peerAsn: 65002, peer: " + device + "}";
    }

    private static BgpDevice ofTunnel(String device) {
        Topology topology =
                Refusals.accepted(Refusals.spoilt(TUNNEL, tunnel(device))).topology();
        return topology.tunnels().get(0).bgp().orElseThrow().device();
    }

    private static BgpDevice ofCircuit(String device) {
        Topology topology =
                Refusals.accepted(Refusals.spoilt(VBR, circuit(device))).topology();
        return topology.vbrs().get(0).bgp().orElseThrow().device();
    }

    @Test
    void aDeviceOfWhichNothingIsSaidIsTheCloudsMirrorImage() {
        BgpDevice tunnel = ofTunnel("{}");
        assertThat(tunnel)
                .isEqualTo(BgpDevice.mirroring(
                        new Asn(45104),
                        new Asn(65001),
                        Ipv4.of("169.254.20.1"),
                        Ipv4.of("169.254.20.2"),
                        tunnel.timers(),
                        Optional.empty()));

        BgpDevice circuit = ofCircuit("{}");
        assertThat(circuit.localAsn()).isEqualTo(new Asn(65002));
        assertThat(circuit.peerAsn()).isEqualTo(new Asn(45104));
        assertThat(circuit.localBgpIp()).isEqualTo(Ipv4.of("10.255.0.2"));
        assertThat(circuit.peerBgpIp()).isEqualTo(Ipv4.of("10.255.0.1"));
    }

    @Test
    void itMayHaveItsOwnIdeaOfEverything() {
        String keys =
                "enableBgp: false, localAsn: 123.456, peerAsn: 1, localBgpIp: 169.254.9.1, peerBgpIp: 169.254.9.2,"
                        + " authKey: k, filterTcp179: true, prefixLimit: 7";
        for (BgpDevice device : List.of(ofTunnel("{" + keys + "}"), ofCircuit("{" + keys + "}"))) {
            assertThat(device.enableBgp()).isFalse();
            assertThat(device.localAsn()).isEqualTo(new Asn(8_061_384));
            assertThat(device.peerAsn()).isEqualTo(new Asn(1));
            assertThat(device.localBgpIp()).isEqualTo(Ipv4.of("169.254.9.1"));
            assertThat(device.peerBgpIp()).isEqualTo(Ipv4.of("169.254.9.2"));
            assertThat(device.authKey()).contains("k");
            assertThat(device.filtersTcp179()).isTrue();
            assertThat(device.prefixLimit()).contains(7);
        }
    }

    @Test
    void theKeyOfACustomerGatewayIsThatOfItsDeviceUnlessTheDeviceHasAnotherOrNone() {
        String sound = Refusals.SOUND.replace("asn: 65001}", "asn: 65001, authKey: both ends}");
        String other = sound.replace(TUNNEL, tunnel("{authKey: other}"));
        String none = sound.replace(TUNNEL, tunnel("{authKey: \"\"}"));

        assertThat(key(sound)).contains("both ends");
        assertThat(key(other)).contains("other");
        assertThat(key(none)).isEmpty();
    }

    private static Optional<String> key(String yaml) {
        return Refusals.accepted(yaml)
                .topology()
                .tunnels()
                .get(0)
                .bgp()
                .orElseThrow()
                .device()
                .authKey();
    }

    @Test
    void aDevicesHoldTimeMayBeOneThatTheCloudRefuses() {
        assertThat(ofCircuit("{bgpTimers: {hold: 1s}}").timers().hold()).isEqualTo(Duration.ofSeconds(1));

        String tunnel = Refusals.spoilt(TUNNEL, TUNNEL + "\n        peer: {bgpTimers: {hold: 2s}}");
        BgpDevice device = Refusals.accepted(tunnel)
                .topology()
                .tunnels()
                .get(0)
                .bgp()
                .orElseThrow()
                .device();
        assertThat(device.timers().hold()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aPolicyIsAListOfRules() {
        BgpDevice device = ofTunnel("""
                {importPolicy: [
                  {match: {prefixes: [10.0.0.0/8, 10.1.0.0/16], cidrMatchMode: complete, asPath: 65010},
                   set: {localPreference: 200}},
                  {match: {communities: ["45104:1", no-export]}, action: deny}],
                 exportPolicy: {set: {med: 50, prepend: 2, communities: "65001:7", communityOperateMode: replace}}}""");

        assertThat(device.imports()).hasSize(2);
        BgpRule first = device.imports().get(0);
        assertThat(first.match().prefixes()).hasSize(2);
        assertThat(first.match().cidrMatchMode()).isEqualTo(CidrMatchMode.COMPLETE);
        assertThat(first.match().asPath()).contains(new Asn(65010));
        assertThat(first.set().localPreference()).contains(200L);
        assertThat(device.imports().get(1).permits()).isFalse();
        assertThat(device.imports().get(1).match().communities())
                .containsExactly(new Community(45104 << 16 | 1), Community.NO_EXPORT);
        BgpRule export = device.exports().get(0);
        assertThat(export.set().prepend()).containsExactly(new Asn(65001), new Asn(65001));
        assertThat(export.set().med()).contains(50L);
        assertThat(export.set().replacesCommunities()).isTrue();
    }

    @Test
    void asNumbersToPrependMayBeListed() {
        BgpDevice device = ofCircuit("{exportPolicy: {set: {prepend: [65002, 1.0]}}}");

        assertThat(device.exports().get(0).set().prepend()).containsExactly(new Asn(65002), new Asn(65536));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsPlace() {
        Refusals.expect(
                TUNNEL,
                tunnel("{localAsn: §0}"),
                "error: localAsn: found '0'; allowed: an AS number from 1 to 4294967295, or asdot such as 123.456");
        Refusals.expect(
                TUNNEL,
                tunnel("{peerBgpIp: §169.254.20.2}"),
                "error: the device's own BGP address and its peer's are both 169.254.20.2\n    help: a device does not peer with"
                        + " itself: write two addresses");
        Refusals.expect(
                TUNNEL,
                tunnel("{exportPolicy: {set: {localPreference: §200}}}"),
                "error: localPreference: another AS is never told it (RFC 4271 section 5.1.5)\n    help: write it under importPolicy;"
                        + " towards the cloud, med or prepend makes a route less preferred");
        Refusals.expect(
                VBR,
                circuit("{importPolicy: {action: deny, set: §{med: 1}}}"),
                "error: set: a route that is denied is not changed\n    help: leave out 'set', or write action: permit");
        Refusals.expect(
                VBR,
                circuit("{importPolicy: {match: {cidrMatchMode: §include}}}"),
                "error: cidrMatchMode without prefixes\n    help: it says how the prefixes match: write prefixes, or leave it out");
        Refusals.expect(
                VBR,
                circuit("{importPolicy: {set: {communities: §65536:1}}}"),
                "error: communities: found '65536:1'; allowed: a community such as 65001:100, no-export or no-advertise"
                        + " (RFC 1997)");
        Refusals.expect(
                VBR,
                circuit("{exportPolicy: {set: {prepend: §33}}}"),
                "error: prepend: found '33'; allowed: a whole number from 1 to 32");
        Refusals.expect(
                VBR,
                circuit("{prefixLimit: §0}"),
                "error: prefixLimit: found '0'; allowed: a whole number from 1 to 10000000");
        Refusals.expect(
                "bgp: {peerAsn: 65002}",
                "bgp: {peerAsn: 65002, authKey: §\" padded\"}",
                "error: authKey: found ' padded'; allowed: 1 to 64 printable ASCII characters (CreateCustomerGateway)");
    }

    @Test
    void whatHasNoEffectIsSaid() {
        Refusals.expect(
                VBR,
                circuit("{importPolicy: [{action: deny}, {match: §{asPath: 1}}]}"),
                "warning: this rule of importPolicy is never reached: the one before it matches every route\n    help: the first rule"
                        + " that matches decides: move the one without 'match' to the end");
    }
}
