package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.billing.BillableItem;
import dev.censim.model.billing.BilledNetwork;
import dev.censim.model.billing.Prices;
import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.intent.Expectation;
import dev.censim.model.intent.WordedExpectation;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.traffic.Flow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the words of a scenario mean: defaults, mirrored ends, cross products, repetitions. */
final class MeaningTest {

    private static final Scenario SMALL = Refusals.accepted(Refusals.SOUND);

    private static VpnConnection vpn(Scenario scenario) {
        return scenario.topology().vpnConnections().get(0);
    }

    private static Tunnel tunnel(String find, String write, int index) {
        return vpn(Refusals.accepted(Refusals.spoilt(find, write))).tunnels().get(index);
    }

    @Test
    void whatIsLeftOutHasTheDefaultsOfTheProductPage() {
        Tunnel second = vpn(SMALL).tunnels().get(1);

        assertThat(second.cloud().ike().ikeVersion()).isEqualTo(Defaults.IKE_VERSION);
        assertThat(second.cloud().ike().ikeEncAlg()).isEqualTo(Defaults.ENCRYPTION);
        assertThat(second.cloud().ipsec().ipsecPfs()).isEqualTo(Defaults.IPSEC_PFS);
        assertThat(second.cloud().dpd()).isEqualTo(Defaults.DPD);
        assertThat(second.cloud().enableNatTraversal()).isTrue();
        assertThat(vpn(SMALL).localAsn()).isEqualTo(Defaults.LOCAL_ASN);
        assertThat(vpn(SMALL).localSubnets()).containsExactly(Prefix.DEFAULT);
        assertThat(vpn(SMALL).attachment().orElseThrow().autoPublishRouteEnabled())
                .isTrue();
        assertThat(vpn(SMALL).attachment().orElseThrow().propagatedRouteTables())
                .containsExactly("system");
    }

    @Test
    void pricesAreTakenAsTheyAreWrittenAndNoneIsBuiltIn() {
        Prices prices = Refusals.accepted(
                        "prices: {currency: EUR, private: {outboundDataTransfer: 0.120}}\n" + Refusals.SOUND)
                .prices()
                .orElseThrow();

        assertThat(SMALL.prices()).isEmpty();
        assertThat(prices.currency()).isEqualTo("EUR");
        assertThat(prices.of(BilledNetwork.PRIVATE, BillableItem.OUTBOUND_DATA_TRANSFER))
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("0.12"));
        assertThat(prices.of(BilledNetwork.PUBLIC, BillableItem.OUTBOUND_DATA_TRANSFER))
                .isEmpty();
    }

    @Test
    void theDeviceMirrorsTheCloud() {
        Tunnel first = vpn(SMALL).tunnels().get(0);

        assertThat(first.cloud().ike().localId()).isEqualTo(first.gatewayIp().toString());
        assertThat(first.cloud().ike().remoteId()).isEqualTo("203.0.113.10");
        assertThat(first.customer().ike().localId()).isEqualTo("203.0.113.10");
        assertThat(first.customer().ike().remoteId())
                .isEqualTo(first.gatewayIp().toString());
        assertThat(first.customer().ipsec()).isEqualTo(first.cloud().ipsec());
        assertThat(first.customer().initiates()).isTrue();
    }

    @Test
    void thePeerDiffersOnlyWhereItIsWritten() {
        Tunnel first = tunnel(
                "path: path-1\n        tunnelIke",
                "path: path-1\n        peer: {initiates: false, tunnelIkeConfig: {ikeEncAlg: aes256}, dpd: {delay: 99s}}\n"
                        + "        tunnelIke",
                0);

        assertThat(first.cloud().ike().ikeEncAlg()).isEqualTo(EncryptionAlgorithm.AES128);
        assertThat(first.customer().ike().ikeEncAlg()).isEqualTo(EncryptionAlgorithm.AES256);
        assertThat(first.customer().ike().psk()).isEqualTo("secret");
        assertThat(first.customer().dpd().delay()).isEqualTo(Duration.ofSeconds(99));
        assertThat(first.customer().dpd().retries()).isEqualTo(Defaults.DPD.retries());
        assertThat(first.customer().initiates()).isFalse();
    }

    @Test
    void theDeviceProtectsTheMirrorImageUnlessItSaysOtherwise() {
        String protects = "psk: secret\n    localSubnet: [0.0.0.0/1, 128.0.0.0/1]\n    remoteSubnet: 172.16.0.0/12";
        Tunnel first = vpn(((ReadResult.Accepted)
                                ScenarioReader.read("t.yaml", Refusals.spoilt("psk: secret", protects)))
                        .scenario())
                .tunnels()
                .get(0);

        assertThat(first.customer().localSubnets()).isEqualTo(first.cloud().remoteSubnets());
        assertThat(first.customer().remoteSubnets())
                .isEqualTo(first.cloud().localSubnets())
                .hasSize(2);
    }

    @Test
    void aDpdProfileIsAScheduleThatKeysBesideItChange() {
        assertThat(tunnel("psk: secret", "psk: secret\n    dpd: {profile: legacy130}", 0)
                        .cloud()
                        .dpd()
                        .detection())
                .isEqualTo(Duration.ofSeconds(130));
        assertThat(tunnel("psk: secret", "psk: secret\n    dpd: {profile: legacy3600}", 1)
                        .customer()
                        .dpd()
                        .detection())
                .isEqualTo(Duration.ofSeconds(3600));
        assertThat(tunnel("psk: secret", "psk: secret\n    dpd: {profile: legacy130, retries: 1}", 0)
                        .cloud()
                        .dpd()
                        .detection())
                .isEqualTo(Duration.ofSeconds(70));
        assertThat(Defaults.DPD.detection()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void settingsOfTheConnectionHoldForBothTunnels() {
        String write = "psk: secret\n    ikeConfig: {ikePfs: group14}\n    retransmission: {base: 2s, factor: 1.5}";
        for (int i = 0; i < 2; i++) {
            Tunnel tunnel = tunnel("psk: secret", write, i);
            assertThat(tunnel.cloud().ike().ikePfs().text()).isEqualTo("group14");
            assertThat(tunnel.customer().retransmission().factorPercent()).isEqualTo(150);
        }
    }

    @Test
    void aBlankKeyIsMadeFromTheSeed() {
        String blank = Refusals.spoilt("    psk: secret\n", "");
        String key =
                vpn(Refusals.accepted(blank)).tunnels().get(0).cloud().ike().psk();

        assertThat(key).hasSize(16).matches("[A-Za-z0-9]+");
        assertThat(vpn(Refusals.accepted(blank)).tunnels().get(1).cloud().ike().psk())
                .isEqualTo(key);
        assertThat(vpn(Refusals.accepted(Refusals.spoilt("psk: secret", "psk: ''")))
                        .tunnels()
                        .get(0)
                        .cloud()
                        .ike()
                        .psk())
                .isEqualTo(key);
        assertThat(vpn(Refusals.accepted(blank.replace("seed: 1", "seed: 2")))
                        .tunnels()
                        .get(0)
                        .cloud()
                        .ike()
                        .psk())
                .isNotEqualTo(key);
    }

    @Test
    void tunnelsAreInDifferentZonesOnDifferentAddressesAndPaths() {
        VpnConnection vpn = vpn(SMALL);

        assertThat(vpn.tunnels()).extracting(Tunnel::name).containsExactly("vpn-1.tunnel1", "vpn-1.tunnel2");
        assertThat(vpn.tunnels()).extracting(Tunnel::zone).containsExactly("zone-a", "zone-b");
        assertThat(vpn.tunnels())
                .extracting(Tunnel::gatewayIp)
                .containsExactly(Ipv4.of("198.18.0.1"), Ipv4.of("198.18.0.2"));
        assertThat(SMALL.topology().paths())
                .extracting(Path::name)
                .containsExactly("path-1", "circuit-1", "vpn-1.tunnel2");
        assertThat(vpn.tunnels().get(0).bgp().orElseThrow().peerBgpIp()).isEqualTo(Ipv4.of("169.254.20.2"));
    }

    @Test
    void allocatedBlocksSkipThoseThatAreWritten() {
        Scenario scenario = Refusals.accepted(Refusals.SOUND
                .replace("169.254.20.0/30, localBgpIp: 169.254.20.1", "169.254.10.4/30, localBgpIp: 169.254.10.6")
                .replace("        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}\n", "")
                .replace(
                        "vbrs:\n",
                        "  - name: vpn-2\n    attachment: {transitRouter: tr-1}\n    enableTunnelsBgp: true\n"
                                + "    tunnels: [{customerGateway: cgw-1}]\nvbrs:\n"));

        assertThat(scenario.topology().tunnels().stream()
                        .map(tunnel -> tunnel.bgp().orElseThrow().tunnelCidr().toString()))
                .containsExactly("169.254.10.4/30", "169.254.10.0/30", "169.254.10.8/30");
    }

    @Test
    void flowsOfListsAndPatternsAreACrossProductWithoutSelfPairs() {
        Scenario scenario = Refusals.accepted(Refusals.SOUND
                .replace("from: app-1, to: idc-1", "from: \"*-1\", to: [app-1, idc-1]")
                .replace("flow: flow-1, max", "flow: flow-1.app-*, max"));

        assertThat(scenario.flows()).extracting(Flow::name).containsExactly("flow-1.app-1.idc-1", "flow-1.idc-1.app-1");
        assertThat(scenario.flows().get(0).sourcePort())
                .isNotEqualTo(scenario.flows().get(1).sourcePort());
        assertThat(scenario.expectations())
                .extracting(WordedExpectation::text)
                .containsExactly("flow-1.app-1.idc-1: maxOutage 30s");
    }

    @Test
    void aRateIsAnInterval() {
        assertThat(SMALL.flows().get(0).interval()).isEqualTo(Duration.ofMillis(10));
        assertThat(SMALL.flows().get(0).packetLength()).isEqualTo(512);
    }

    @Test
    void aFaultOfATunnelIsAFaultOfItsPath() {
        Scenario scenario = Refusals.accepted(
                Refusals.spoilt("silentLoss, path: path-1", "silentLoss, direction: toCloud, path: \"vpn-1.*\""));

        assertThat(scenario.faults())
                .extracting(TimedFault::fault)
                .containsExactly(
                        new Fault.SilentLoss("path-1", Fault.Direction.TO_CLOUD),
                        new Fault.SilentLoss("vpn-1.tunnel2", Fault.Direction.TO_CLOUD));
        assertThat(scenario.faults().get(0).text()).isEqualTo("silentLoss path-1 toCloud");
    }

    @Test
    void oneEntryMayHoldSeveralConditions() {
        Scenario scenario = Refusals.accepted(
                Refusals.spoilt("maxOutage: 30s", "maxOutage: 30s, received: '>= 99.9%', reachable: {to: 20s}"));

        assertThat(scenario.expectations())
                .extracting(WordedExpectation::expectation)
                .containsExactly(
                        new Expectation.MaxOutage("flow-1", Duration.ofSeconds(30)),
                        new Expectation.Received("flow-1", 999_000),
                        new Expectation.Reachable("flow-1", Duration.ZERO, Duration.ofSeconds(20)));
    }

    @Test
    void repetitionsNestAndCount() {
        Scenario scenario = Refusals.accepted(Refusals.SOUND + """
                repeat:
                  - index: r
                    from: 0
                    count: 2
                    repeat:
                      - index: s
                        count: ${r + 1}
                        dataCenters:
                          - name: dc-${r}-${s}
                            cidrBlock: 192.168.${r * 10 + s}.0/24
                """);

        assertThat(scenario.topology().dataCenters().stream()
                        .map(dc -> dc.name() + " " + dc.cidrBlocks().get(0)))
                .containsExactly(
                        "dc-1 172.16.0.0/16",
                        "dc-0-1 192.168.1.0/24",
                        "dc-1-1 192.168.11.0/24",
                        "dc-1-2 192.168.12.0/24");
    }

    @Test
    void anErrorInATemplateIsReportedOnceWithItsRepetitions() {
        String text = Refusals.SOUND + """
                repeat:
                  - count: 5
                    dataCenters:
                      - name: dc-x-${i}
                        cidrBlock: 192.168.${i * 100}.0/24
                """;

        assertThat(Refusals.diagnostics(text))
                .containsExactly(
                        "t.yaml:60:20: error: cidrBlock: found '192.168.300.0/24'; allowed: an IPv4 CIDR block such"
                                + " as 10.0.0.0/16 (in repetition i = 3, and in 2 more)");
    }

    @Test
    void anchorsAndMergeKeysAreUnderstood() {
        Scenario scenario = Refusals.accepted(Refusals.SOUND
                .replace("{name: path-1, latency: 10ms,", "&p {name: path-1, latency: 10ms,")
                .replace("{name: circuit-1, latency: 5ms}", "{<<: *p, name: circuit-1, latency: 5ms}"));
        Path circuit = scenario.topology().paths().get(1);

        assertThat(circuit.latency()).isEqualTo(Duration.ofMillis(5));
        assertThat(circuit.bitsPerSecond()).hasValue(100_000_000L);
    }
}
