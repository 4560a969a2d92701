package dev.censim.scenarios.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.facts.Side;
import dev.censim.kernel.Simulation;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever keeps BGP down, in a tunnel and on a circuit: a real run for each, and what is said of it. */
class BgpDownTest {

    /** A tunnel and a circuit, both with BGP, to two data centres. */
    private static final String YAML = """
            scenario: bgp
            duration: 1h
            regions: [{name: r, zones: [z]}]
            transitRouters: [{name: tr, region: r}]
            vpcs:
              - name: vpc
                region: r
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z, cidrBlock: 10.0.1.0/24}, {name: vsw-2, zone: z, cidrBlock: 10.0.2.0/24}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001, authKey: shared}]
              - name: dc-2
                cidrBlock: 172.20.0.0/16
            paths: [{name: net, latency: 10ms}, {name: fibre, latency: 5ms}]
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                enableTunnelsBgp: true
                psk: secret
                CONNECTION
                tunnels:
                  - customerGateway: cgw
                    path: net
                    tunnelBgpConfig: {tunnelCidr: 169.254.20.0/30}
                    peer:
                      initiates: true
                      TUNNEL
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc-2
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                bgp:
                  peerAsn: 65002
                  authKey: shared
                  peer:
                    enableBgp: true
                    CIRCUIT
            MORE
            """;

    private static final String PLAIN = "";

    enum Carrier {
        TUNNEL,
        CIRCUIT
    }

    /** What is told of a session, whatever carries it. */
    private record Told(
            boolean isUp, BgpAccount bgp, List<Diagnosis> diagnoses, List<String> text, String json, String yaml) {

        Diagnosis first() {
            return diagnoses.get(0);
        }

        /** Where a text that the file holds once stands. */
        String line(String of) {
            List<String> lines = yaml.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(of)) {
                    return "bgp.yaml:" + (i + 1) + ":" + (lines.get(i).indexOf(of) + 1);
                }
            }
            throw new AssertionError("not in the file: " + of);
        }
    }

    private static Told told(Carrier carrier, String device, String more, Duration at) {
        return told(carrier, "enableDpd: true", device, "", more, at);
    }

    /** @param device keys of the device's BGP, each with its value, in braces or as lines of their own */
    private static Told told(Carrier carrier, String connection, String device, String peer, String more, Duration at) {
        boolean isTunnel = carrier == Carrier.TUNNEL;
        String lines = device.isEmpty() ? "" : "tunnelBgpConfig: {" + device + "}\n";
        String yaml = YAML.replace("CONNECTION", connection)
                .replace("TUNNEL\n", isTunnel ? (lines + peer).indent(10).strip() + "\n" : "\n")
                .replace(
                        "CIRCUIT\n",
                        isTunnel
                                ? "\n"
                                : (device.replace(", ", "\n") + "\n" + peer)
                                                .indent(8)
                                                .strip() + "\n")
                .replace("MORE\n", more);
        ReadResult result = ScenarioReader.read("bgp.yaml", yaml);
        if (!(result instanceof ReadResult.Accepted accepted)) {
            throw new AssertionError(result);
        }
        Network network = Compiler.compile(accepted.scenario(), true);
        Simulation simulation = network.start();
        simulation.run(at.toNanos());
        if (isTunnel) {
            Explanation explanation = Explainer.explain(
                    accepted.scenario(),
                    accepted.positions(),
                    network.names(),
                    simulation.journal(),
                    "vpn.tunnel1",
                    at.toNanos());
            return new Told(
                    explanation.isUp(),
                    explanation.bgp().orElseThrow(),
                    explanation.diagnoses(),
                    ExplanationText.of(explanation),
                    ExplanationJson.of(explanation),
                    yaml);
        }
        SessionExplanation explanation = Explainer.explainSession(
                accepted.scenario(), accepted.positions(), network.names(), simulation.journal(), "vbr", at.toNanos());
        return new Told(
                explanation.bgp().isUp(),
                explanation.bgp(),
                explanation.diagnoses(),
                ExplanationText.of(explanation),
                ExplanationJson.of(explanation),
                yaml);
    }

    private static String evidence(Diagnosis diagnosis) {
        return String.join(
                "\n", diagnosis.evidence().stream().map(Evidence::text).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatStandsIsSoundAndItsNegotiationIsReadFromTheWire(Carrier carrier) {
        Told told = told(carrier, PLAIN, PLAIN, Duration.ofSeconds(40));

        assertThat(told.diagnoses()).isEmpty();
        assertThat(told.bgp().isUp()).isTrue();
        assertThat(told.bgp().opens()).extracting(BgpAccount.Offer::side).containsExactly(Side.CLOUD, Side.CUSTOMER);
        assertThat(told.bgp().opens())
                .extracting(offer -> offer.open().asn())
                .containsExactly(45104L, carrier == Carrier.TUNNEL ? 65001L : 65002L);
        assertThat(told.bgp().agreed().orElseThrow())
                .isEqualTo(
                        new BgpAccount.Agreement(30, List.of("IPv4 unicast", "route refresh", "4-octet AS numbers")));
        assertThat(told.bgp().attempt())
                .extracting(StoryLine::text)
                .anyMatch(text -> text.startsWith("TCP SYN to"))
                .anyMatch(text -> text.startsWith("OPEN: AS 45104, hold time 30 s"))
                .anyMatch(text -> text.startsWith("KEEPALIVE"));
        assertThat(told.bgp().overTime()).extracting(StoryLine::text).contains("OpenConfirm to Established");
    }

    /**
     * @param device what the device has otherwise
     * @param parameter in which the ends differ
     * @param cloud the cloud's value
     * @param customer the device's value as it is told
     * @param shown what the evidence holds
     */
    private record Case(
            Carrier carrier, String device, Parameter parameter, String cloud, String customer, List<String> shown) {}

    private static Case of(
            Carrier carrier, String device, Parameter parameter, String cloud, String customer, String... shown) {
        return new Case(carrier, device, parameter, cloud, customer, List.of(shown));
    }

    static Stream<Case> mismatches() {
        return Stream.of(
                of(
                        Carrier.TUNNEL,
                        "localAsn: 65009",
                        Parameter.PEER_ASN,
                        "65001",
                        "65009",
                        "OPEN: AS 65009",
                        "NOTIFICATION 2/2 (OPEN Message Error, Bad Peer AS), from the cloud"),
                of(
                        Carrier.CIRCUIT,
                        "localAsn: 1.10",
                        Parameter.PEER_ASN,
                        "65002",
                        "65546",
                        "OPEN: AS 65546",
                        "NOTIFICATION 2/2 (OPEN Message Error, Bad Peer AS), from the cloud"),
                of(
                        Carrier.TUNNEL,
                        "peerAsn: 45014",
                        Parameter.LOCAL_ASN,
                        "45104",
                        "45014",
                        "OPEN: AS 45104",
                        "NOTIFICATION 2/2 (OPEN Message Error, Bad Peer AS), from the customer"),
                of(
                        Carrier.CIRCUIT,
                        "peerAsn: 45014",
                        Parameter.LOCAL_ASN,
                        "45104",
                        "45014",
                        "OPEN: AS 45104",
                        "NOTIFICATION 2/2 (OPEN Message Error, Bad Peer AS), from the customer"),
                of(
                        Carrier.TUNNEL,
                        "peerBgpIp: 169.254.21.1",
                        Parameter.LOCAL_BGP_IP,
                        "169.254.20.1",
                        "169.254.21.1",
                        "TCP SYN from the customer, 169.254.20.2 to 169.254.21.1",
                        "vpn is not 169.254.21.1 and drops it"),
                of(
                        Carrier.CIRCUIT,
                        "peerBgpIp: 10.255.0.9",
                        Parameter.LOCAL_BGP_IP,
                        "10.255.0.1",
                        "10.255.0.9",
                        "TCP SYN from the customer, 10.255.0.2 to 10.255.0.9",
                        "vbr is not 10.255.0.9 and drops it"),
                of(
                        Carrier.TUNNEL,
                        "localBgpIp: 169.254.21.2",
                        Parameter.PEER_BGP_IP,
                        "169.254.20.2",
                        "169.254.21.2",
                        "TCP SYN from the customer, 169.254.21.2 to 169.254.20.1",
                        "TCP RST from the cloud, which has no peer"),
                of(
                        Carrier.CIRCUIT,
                        "localBgpIp: 10.255.0.3",
                        Parameter.PEER_BGP_IP,
                        "10.255.0.2",
                        "10.255.0.3",
                        "TCP SYN from the customer, 10.255.0.3 to 10.255.0.1",
                        "TCP RST from the cloud, which has no peer"),
                of(
                        Carrier.TUNNEL,
                        "authKey: sharad",
                        Parameter.AUTH_KEY,
                        "a key of 6 characters",
                        "a key of 6 characters",
                        "TCP SYN from the customer",
                        "vpn drops the first of",
                        "in silence: TCP MD5 signature"),
                of(
                        Carrier.CIRCUIT,
                        "authKey: \"\"",
                        Parameter.AUTH_KEY,
                        "a key of 6 characters",
                        "none",
                        "TCP SYN from the customer",
                        "vbr drops the first of",
                        "in silence: TCP MD5 signature"),
                of(
                        Carrier.TUNNEL,
                        "enableBgp: false",
                        Parameter.ENABLE_BGP,
                        "true",
                        "false",
                        "the tunnel comes up, and no segment for TCP port 179 has come in"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void aMismatchIsNamedWithBothValuesItsLineAndWhatShowsIt(Case mismatch) {
        Told told = told(mismatch.carrier(), mismatch.device(), PLAIN, Duration.ofSeconds(40));

        assertThat(told.diagnoses()).hasSize(1);
        Diagnosis diagnosis = told.first();
        assertThat(diagnosis.code())
                .isEqualTo(mismatch.carrier() == Carrier.TUNNEL ? Code.BGP_ABNORMAL : Code.BGP_DOWN);
        assertThat(diagnosis.severity()).isEqualTo(Severity.CRITICAL);
        Difference difference = diagnosis.difference().orElseThrow();
        assertThat(difference.parameter()).isEqualTo(mismatch.parameter());
        assertThat(difference.cloud().value()).isEqualTo(mismatch.cloud());
        assertThat(difference.customer().value()).isEqualTo(mismatch.customer());
        String value = mismatch.device().substring(mismatch.device().indexOf(": ") + 2);
        String key = told.line(mismatch.device());
        int column = Integer.parseInt(key.substring(key.lastIndexOf(':') + 1))
                + mismatch.device().length()
                - value.length();
        String written = key.substring(0, key.lastIndexOf(':') + 1) + column;
        assertThat(difference.customer().origin()).isEqualTo(written);
        assertThat(diagnosis.remedy()).contains(written);
        assertThat(evidence(diagnosis)).contains(mismatch.shown());
        assertThat(told.bgp().isUp()).isFalse();
        assertThat(String.join("\n", told.text())).doesNotContain("sharad").doesNotContain("shared");
        assertThat(told.json()).doesNotContain("sharad");
    }

    @ParameterizedTest
    @EnumSource
    void sessionThatIsShutDownInTheCloudIsNamedWithItsMessage(Carrier carrier) {
        String session = carrier == Carrier.TUNNEL ? "vpn.tunnel1" : "vbr";
        String fault = "faults: [{at: 20s, fault: bgpSessionDown, session: " + session + "}]\n";
        Told told = told(carrier, PLAIN, fault, Duration.ofSeconds(40));

        assertThat(told.diagnoses()).hasSize(1);
        assertThat(told.first().finding()).isEqualTo("an operator has shut the session down at the cloud's end");
        assertThat(evidence(told.first()))
                .contains("fault in force: bgpSessionDown " + session + " shutdown")
                .contains("NOTIFICATION 6/2 (Cease, Administrative Shutdown), from the cloud");
    }

    @ParameterizedTest
    @EnumSource
    void packetFilterInTheCloudIsNamedWithWhatItDrops(Carrier carrier) {
        String session = carrier == Carrier.TUNNEL ? "vpn.tunnel1" : "vbr";
        String fault = "faults: [{at: 20s, fault: bgpSessionDown, how: filtered, session: " + session + "}]\n";
        Told told = told(carrier, PLAIN, fault, Duration.ofSeconds(70));

        assertThat(told.diagnoses()).hasSize(1);
        assertThat(told.first().finding()).isEqualTo("a packet filter drops TCP port 179 at the cloud's end");
        assertThat(evidence(told.first())).contains("drops the first of", "packet filter");
    }

    @Test
    void circuitWhoseRegionIsOutIsNotBlamed() {
        Told told = told(
                Carrier.CIRCUIT,
                PLAIN,
                "faults: [{at: 20s, fault: regionOutage, region: r}]\n",
                Duration.ofSeconds(40));

        assertThat(told.diagnoses()).hasSize(1);
        assertThat(told.first().finding()).isEqualTo("the cloud's end is lost with its region");
        assertThat(evidence(told.first())).contains("fault in force: regionOutage r");
    }

    @Test
    void addressesThatAreSwappedAreBothNamed() {
        Told told = told(
                Carrier.TUNNEL, "localBgpIp: 169.254.20.1, peerBgpIp: 169.254.20.2", PLAIN, Duration.ofSeconds(40));

        assertThat(told.diagnoses())
                .extracting(diagnosis -> diagnosis.difference().orElseThrow().parameter())
                .containsExactly(Parameter.LOCAL_BGP_IP, Parameter.PEER_BGP_IP);
        assertThat(told.diagnoses())
                .allMatch(diagnosis -> diagnosis.severity() == Severity.CRITICAL
                        && diagnosis.finding().startsWith("the BGP IP is wrong or not in the same /30"));
    }

    @Test
    void aSecondMismatchIsToldAlthoughTheSessionHasNotComeToIt() {
        Told told = told(Carrier.TUNNEL, "localAsn: 65009, authKey: other", PLAIN, Duration.ofSeconds(40));

        assertThat(told.diagnoses()).extracting(Diagnosis::severity).containsExactly(Severity.CRITICAL, Severity.WARN);
        assertThat(told.diagnoses().get(1).finding())
                .contains("the session has not come to it: something else is in the way");
    }

    @ParameterizedTest
    @EnumSource
    void aHoldTimeBelowThreeSecondsIsRefused(Carrier carrier) {
        Told told = told(carrier, "enableDpd: true", PLAIN, "bgpTimers: {hold: 1s}", PLAIN, Duration.ofSeconds(40));

        assertThat(told.first().difference().orElseThrow().parameter()).isEqualTo(Parameter.BGP_HOLD);
        assertThat(told.first().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(evidence(told.first()))
                .contains(
                        "hold time 1 s",
                        "NOTIFICATION 2/6 (OPEN Message Error, Unacceptable Hold Time), from the cloud");
        assertThat(told.first().remedy()).contains("set the customer's hold to 30s at " + told.line("1s}"));
    }

    @ParameterizedTest
    @EnumSource
    void aHoldTimeOfZeroIsAFlaw(Carrier carrier) {
        Told told = told(carrier, "enableDpd: true", PLAIN, "bgpTimers: {hold: 0s}", PLAIN, Duration.ofSeconds(40));

        assertThat(told.bgp().isUp()).isTrue();
        assertThat(told.bgp().agreed().orElseThrow().holdSeconds()).isZero();
        assertThat(told.first().severity()).isEqualTo(Severity.WARN);
        assertThat(told.first().finding()).contains("a peer that falls silent is not noticed");
    }

    @Test
    void aShortHoldTimeIsAgreedOnAndNoMismatch() {
        Told told =
                told(Carrier.TUNNEL, "enableDpd: true", PLAIN, "bgpTimers: {hold: 9s}", PLAIN, Duration.ofSeconds(40));

        assertThat(told.diagnoses()).isEmpty();
        assertThat(told.bgp().agreed().orElseThrow().holdSeconds()).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource
    void aPacketFilterIsSeenByAnswersThatAreNeverAcknowledged(Carrier carrier) {
        Told told = told(carrier, "filterTcp179: true", PLAIN, Duration.ofSeconds(40));

        assertThat(told.diagnoses()).hasSize(1);
        assertThat(told.first().finding()).isEqualTo("a packet filter of the customer's device drops TCP port 179");
        assertThat(evidence(told.first()))
                .contains(
                        "TCP SYN to",
                        "TCP SYN and ACK from the cloud, which is never acknowledged",
                        "drops the first of",
                        "packet filter");
        assertThat(told.first().remedy()).contains(told.line("filterTcp179").replaceAll(":\\d+$", ""));
    }

    @ParameterizedTest
    @EnumSource
    void tooManyPrefixesShutTheSessionDown(Carrier carrier) {
        Told told = told(carrier, "prefixLimit: 1", PLAIN, Duration.ofSeconds(40));

        assertThat(told.diagnoses()).hasSize(1);
        assertThat(told.first().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(told.first().finding()).contains("more than the 1 prefix that the customer's device takes");
        assertThat(evidence(told.first()))
                .isEqualTo("NOTIFICATION 6/1 (Cease, Maximum Number of Prefixes Reached), from the customer");
        assertThat(told.first().remedy())
                .contains("raise prefixLimit at " + told.line("1").substring(0, 8));
    }

    @Test
    void withoutATunnelBeneathThereIsNoSession() {
        Told told = told(
                Carrier.TUNNEL,
                "enableDpd: true",
                PLAIN,
                "tunnelIkeConfig: {psk: other}",
                PLAIN,
                Duration.ofSeconds(40));

        assertThat(told.isUp()).isFalse();
        assertThat(told.diagnoses()).extracting(Diagnosis::code).containsExactly(Code.PSK_MISMATCH);
        assertThat(told.bgp().ends()).allMatch(end -> end.state().why().equals("what carries it is down"));
    }

    @Test
    void aMismatchOfASessionWhoseTunnelIsDownIsToldAsTheNextInTheWay() {
        Told told = told(
                Carrier.TUNNEL,
                "enableDpd: true",
                "localAsn: 65009",
                "tunnelIkeConfig: {psk: other}",
                PLAIN,
                Duration.ofSeconds(40));

        assertThat(told.diagnoses()).extracting(Diagnosis::code).containsExactly(Code.PSK_MISMATCH, Code.BGP_ABNORMAL);
        assertThat(told.diagnoses().get(1).finding()).contains("the tunnel beneath is down");
    }

    @Test
    void aCircuitThatIsCutTakesItsSessionAlong() {
        Told told = told(
                Carrier.CIRCUIT, PLAIN, "faults: [{at: 20s, fault: linkDown, path: fibre}]\n", Duration.ofSeconds(40));

        assertThat(told.diagnoses()).hasSize(1);
        assertThat(told.first().finding()).isEqualTo("the circuit beneath is down");
        assertThat(evidence(told.first())).contains("fault in force: linkDown fibre");
    }

    @Test
    void aSilentCircuitLetsTheHoldTimerExpire() {
        Told told = told(
                Carrier.CIRCUIT,
                PLAIN,
                "faults: [{at: 20s, fault: silentLoss, path: fibre}]\n",
                Duration.ofSeconds(90));

        assertThat(told.first().finding()).isEqualTo("no inbound BGP packets: the path drops them");
        assertThat(evidence(told.first())).contains("silentLoss fibre", "fibre has dropped");
        assertThat(told.bgp().overTime())
                .extracting(StoryLine::text)
                .anyMatch(text -> text.contains("hold timer expired"));
    }

    @Test
    void aSessionThatComesAndGoesWithItsCircuitIsUnstable() {
        StringBuilder faults = new StringBuilder("faults:\n");
        for (int at = 20; at < 80; at += 20) {
            faults.append("  - {at: ")
                    .append(at)
                    .append("s, fault: linkDown, path: fibre, repairAt: ")
                    .append(at + 5)
                    .append("s}\n");
        }
        Told told = told(Carrier.CIRCUIT, PLAIN, faults.toString(), Duration.ofSeconds(100));

        assertThat(told.bgp().isUp()).isTrue();
        assertThat(told.first().severity()).isEqualTo(Severity.WARN);
        assertThat(told.first().finding()).contains("unstable", "3 times", "with the tunnel or circuit beneath");
    }

    @Test
    void flowProtectionThatLeavesOutTheAddressesOfBgpIsNamed() {
        String subnets = "localSubnet: 10.0.0.0/16\n    remoteSubnet: 172.16.0.0/16";
        Told told = told(Carrier.TUNNEL, subnets, PLAIN, PLAIN, PLAIN, Duration.ofSeconds(40));

        assertThat(told.first().finding()).isEqualTo("BGP's own packets are outside of the protected data flows");
        assertThat(told.first().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aSessionInTheMakingIsNotWrong() {
        Told told = told(Carrier.CIRCUIT, PLAIN, PLAIN, Duration.ofMillis(12));

        assertThat(told.diagnoses()).hasSize(1);
        assertThat(told.first().severity()).isEqualTo(Severity.NORMAL);
    }

    @Test
    void shapeEspIsReadAsWell() {
        Told told = told(Carrier.TUNNEL, "localAsn: 65009", "esp: shape\n", Duration.ofSeconds(40));

        assertThat(evidence(told.first())).contains("NOTIFICATION 2/2");
    }
}
