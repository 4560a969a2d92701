package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.BfdConfig;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.VbrHealthCheck;
import dev.censim.model.topology.Vbr;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What watches over circuits: BFD, health checks, failover groups, as the product allows them. */
final class CircuitWatchTest {

    private static final String BGP = "bgp: {peerAsn: 65002}";

    private static Vbr vbr(String text) {
        return Refusals.accepted(text).topology().vbrs().get(0);
    }

    private static String bfd(String settings) {
        return "bgp: {peerAsn: 65002, bfd: {" + settings + "}}";
    }

    private static Vbr.Bgp read(String settings) {
        return vbr(Refusals.spoilt(BGP, bfd(settings))).bgp().orElseThrow();
    }

    @Test
    void bfdIsOffUnlessWritten() {
        Vbr.Bgp bgp = vbr(Refusals.SOUND).bgp().orElseThrow();

        assertThat(bgp.bfd()).isEmpty();
        assertThat(bgp.peerBfd()).isEmpty();
        assertThat(read("enable: false").bfd()).isEmpty();
    }

    @Test
    void bothEndsHaveTheDefaults() {
        BfdConfig expected = new BfdConfig(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 255);

        assertThat(read("enable: true").bfd()).contains(expected);
        assertThat(read("enable: true").peerBfd()).contains(expected);
        assertThat(Defaults.BFD).isEqualTo(expected);
    }

    @Test
    void peerIsAsTheVbrSaveForWhatItSays() {
        Vbr.Bgp bgp = read("minTxInterval: 300ms, detectMultiplier: 5, multiHop: 1,"
                + " peer: {minRxInterval: 50ms, detectMultiplier: 2}");

        assertThat(bgp.bfd()).contains(new BfdConfig(Duration.ofMillis(300), Duration.ofSeconds(1), 5, 1));
        assertThat(bgp.peerBfd()).contains(new BfdConfig(Duration.ofMillis(300), Duration.ofMillis(50), 2, 1));
    }

    static Stream<Arguments> refusals() {
        String vendor = " (vendor, Configure BGP and BFD)";
        String intervals = "; allowed: 200ms to 1000ms in whole milliseconds" + vendor;
        return Stream.of(
                Arguments.of("minTxInterval: §199ms", "error: minTxInterval: found '199ms'" + intervals),
                Arguments.of("minTxInterval: §1001ms", "error: minTxInterval: found '1001ms'" + intervals),
                Arguments.of("minRxInterval: §2s", "error: minRxInterval: found '2s'" + intervals),
                Arguments.of("minRxInterval: §200500us", "error: minRxInterval: found '200500us'" + intervals),
                Arguments.of(
                        "detectMultiplier: §2",
                        "error: detectMultiplier: found '2'; allowed: a whole number from 3 to 10" + vendor),
                Arguments.of(
                        "detectMultiplier: §11",
                        "error: detectMultiplier: found '11'; allowed: a whole number from 3 to 10" + vendor),
                Arguments.of(
                        "multiHop: §0",
                        "error: multiHop: found '0'; allowed: a number of hops from 1, for a direct fibre, to 255 (API,"
                                + " BfdMultiHop)"),
                Arguments.of(
                        "peer: {detectMultiplier: §256}",
                        "error: detectMultiplier: found '256'; allowed: a whole number from 1 to 255 (RFC 5880 section"
                                + " 4.1)"),
                Arguments.of(
                        "peer: {minTxInterval: §61s}",
                        "error: minTxInterval: found '61s'; allowed: 1ms to 60s in whole microseconds (RFC 5880 section"
                                + " 4.1)"),
                Arguments.of(
                        "multiHop: 1, peer: {multiHop: §2}",
                        "warning: multiHop: one end takes the other for its neighbour and the other does not: they use"
                                + " different ports, and the session stays down (RFC 5881 section 4, RFC 5883 section 5)\n"
                                + "    help: write multiHop: 1 at both ends"),
                Arguments.of(
                        "peer: §{enable: false}",
                        "warning: BFD runs at one end of the circuit only: its session stays down, and BGP has its hold"
                                + " time alone\n    help: enable it at both ends"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatTheProductAndTheRfcDoNotAllow(String settings, String message) {
        Refusals.expect(BGP, bfd(settings), message);
    }

    private static String checked(String settings) {
        return BGP + "\n    healthCheck: {" + settings + "}";
    }

    @Test
    void healthCheckProbesThePeerFromTheProductsBlock() {
        VbrHealthCheck check =
                vbr(Refusals.spoilt(BGP, checked("enable: true"))).healthCheck().orElseThrow();

        assertThat(check)
                .isEqualTo(new VbrHealthCheck(
                        Ipv4.of("100.96.0.1"), Ipv4.of("10.255.0.2"), Duration.ofSeconds(2), 8, false));
        assertThat(vbr(Refusals.SOUND).healthCheck()).isEmpty();
        assertThat(vbr(Refusals.spoilt(BGP, checked("enable: false"))).healthCheck())
                .isEmpty();
    }

    static Stream<Arguments> wrongHealthChecks() {
        String vendor = " (vendor, Configure health checks)";
        return Stream.of(
                Arguments.of(
                        "healthCheckInterval: §1s",
                        "error: healthCheckInterval: found '1s'; allowed: 2s to 3s" + vendor),
                Arguments.of(
                        "healthyThreshold: §9",
                        "error: healthyThreshold: found '9'; allowed: a whole number from 3 to 8" + vendor),
                Arguments.of(
                        "healthCheckSourceIp: §203.0.113.77",
                        "error: healthCheckSourceIp: found '203.0.113.77'; allowed: an idle private address of 10.0.0.0/8,"
                                + " 172.16.0.0/12, 192.168.0.0/16 or 100.96.0.0/16" + vendor),
                Arguments.of(
                        "healthCheckSourceIp: §10.0.1.10",
                        "error: healthCheckSourceIp: 10.0.1.10 is already in use by 'app-1'\n"
                                + "    help: name an idle address, or leave it out: one of 100.96.0.0/16 is taken then"
                                + vendor),
                Arguments.of(
                        "healthCheckTargetIp: §172.16.0.99",
                        "warning: healthCheckTargetIp: 172.16.0.99 is neither the circuit's peer 10.255.0.2 nor a host of"
                                + " 'dc-1': nobody answers\n    help: leave it out to probe the peer"));
    }

    @ParameterizedTest
    @MethodSource("wrongHealthChecks")
    void whatAHealthCheckMayNotBe(String settings, String message) {
        Refusals.expect(BGP, checked(settings), message);
    }

    @Test
    void withoutBgpTheDataCentreNeedsARouteBack() {
        String routes = "routes: [172.16.0.0/16]\n    peerRoutes: [10.0.0.0/16%s]\n    healthCheck: {enable: true}";

        assertThat(Refusals.diagnostics(Refusals.spoilt(BGP, routes.formatted(""))))
                .singleElement()
                .asString()
                .contains(
                        "warning: healthCheckSourceIp: without BGP the data centre needs a route 100.96.0.1/32",
                        "help: add to the VBR peerRoutes: [100.96.0.1/32]");
        Refusals.accepted(Refusals.spoilt(BGP, routes.formatted(", 100.96.0.1/32")));
    }

    private static String two(String more, String groups) {
        return Refusals.spoilt(
                        BGP,
                        bfd("enable: true")
                                + """

                  - name: vbr-2
                    attachment: {transitRouter: tr-1}
                    dataCenter: dc-1
                    localGatewayIp: 10.255.1.1
                    peerGatewayIp: 10.255.1.2
                    path: circuit-2
                    bgp: {peerAsn: 65002<more>}
                  - name: vbr-3
                    attachment: {transitRouter: tr-2}
                    dataCenter: dc-1
                    localGatewayIp: 10.255.2.1
                    peerGatewayIp: 10.255.2.2
                    path: circuit-3
                    bgp: {peerAsn: 65002, bfd: {enable: true}}
                vbrFailoverGroups: <groups>
                """.replace("<more>", more)
                                        .replace("<groups>", groups)
                                        .stripTrailing())
                .replace("  - {name: circuit-1, latency: 5ms}", """
                          - {name: circuit-1, latency: 5ms}
                          - {name: circuit-2, latency: 5ms}
                          - {name: circuit-3, latency: 5ms}\
                        """)
                .replace("transitRouters:\n", "transitRouters:\n  - {name: tr-2, region: region-1}\n");
    }

    private static final String BFD = ", bfd: {enable: true}";

    @Test
    void groupIsOfTwoVbrsThatKnowIt() {
        List<Vbr> vbrs = Refusals.accepted(two(BFD, "[{name: pair, vbrs: [vbr-1, vbr-2]}]"))
                .topology()
                .vbrs();

        assertThat(vbrs.stream().map(Vbr::failoverGroup).map(group -> group.orElse("-")))
                .containsExactly("pair", "pair", "-");
    }

    static Stream<Arguments> wrongGroups() {
        String vendor = " (vendor, VBR failover group)";
        return Stream.of(
                Arguments.of(
                        BFD,
                        "[{name: g, vbrs: [vbr-1]}]",
                        "error: vbrs: found vbr-1; a failover group is of exactly two VBRs" + vendor),
                Arguments.of(
                        BFD,
                        "[{name: g, vbrs: [vbr-1, vbr-1]}]",
                        "error: vbrs: found vbr-1, vbr-1; a failover group is of exactly two VBRs" + vendor),
                Arguments.of(
                        BFD,
                        "[{name: g, vbrs: [vbr-1, vbr-2]}, {name: h, vbrs: [vbr-2, vbr-1]}]",
                        "error: 'vbr-2' is in the failover group 'g' already; a VBR is in one" + vendor),
                Arguments.of(
                        "",
                        "[{name: g, vbrs: [vbr-1, vbr-2]}]",
                        "error: 'vbr-2' has no BFD, which a failover group requires" + vendor),
                Arguments.of(
                        BFD,
                        "[{name: g, vbrs: [vbr-1, vbr-3]}]",
                        "error: 'vbr-3' is at transit router 'tr-2', 'vbr-1' at transit router 'tr-1'; both VBRs of a failover"
                                + " group are in one region and at one of them" + vendor),
                Arguments.of(
                        BFD,
                        "[{name: vbr-1, vbrs: [vbr-1, vbr-2]}]",
                        "error: duplicate name 'vbr-1': a VBR failover group has it already"),
                Arguments.of(BFD, "[{name: g, vbrs: [vbr-1, vbr-9]}]", "error: unknown name 'vbr-9'; expected: a VBR"));
    }

    @ParameterizedTest
    @MethodSource("wrongGroups")
    void whatAGroupMayNotBe(String more, String groups, String message) {
        assertThat(Refusals.diagnostics(two(more, groups))).isNotEmpty();
        assertThat(Refusals.diagnostics(two(more, groups)).get(0)).contains(message);
    }
}
