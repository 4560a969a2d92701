package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An ECR in two regions, each with a transit router and a VBR; and what it does with routes and packets. */
class EcrStoriesTest {

    private static final String ECR = """
            ecrs:
              - name: ecr
                alibabaSideAsn: 64600
                interRegionLatencies: [{regions: [r1, r2], latency: 30ms}]
                transitRouterAssociations:
                  - attachment: {transitRouter: tr-1}
                  - attachment: {transitRouter: tr-2}
            """;

    /** One data centre with a circuit to either region. */
    private static final String NETWORK =
            """
            scenario: ecr
            duration: 60s
            seed: 3
            regions:
              - {name: r1, zones: [z1, z2]}
              - {name: r2, zones: [z3]}
            transitRouters:
              - {name: tr-1, region: r1}
              - {name: tr-2, region: r2}
            vpcs:
              - name: vpc-1
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches:
                  - {name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}
                  - {name: vsw-2, zone: z2, cidrBlock: 10.1.2.0/24}
                hosts:
                  - {name: app-1, vSwitch: vsw-1, address: 10.1.1.10}
                  - {name: app-2, vSwitch: vsw-2, address: 10.1.2.10}
                attachment: {transitRouter: tr-1, autoPublishRouteEnabled: true}
              - name: vpc-2
                region: r2
                cidrBlock: 10.2.0.0/16
                vSwitches: [{name: vsw-3, zone: z3, cidrBlock: 10.2.1.0/24}]
                hosts: [{name: app-3, vSwitch: vsw-3, address: 10.2.1.10}]
                attachment: {transitRouter: tr-2, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
            paths:
              - {name: fibre-1, latency: 5ms}
              - {name: fibre-2, latency: 5ms}
            vbrs:
            """ + vbr("vbr-1", "r1", 1, "dc", 65010) + vbr("vbr-2", "r2", 2, "dc", 65010) + """
            traffic:
              - {name: near, kind: ping, from: app-1, to: idc, interval: 100ms, start: 5s, stop: 59s}
              - {name: far, kind: ping, from: app-3, to: idc, interval: 100ms, start: 5s, stop: 59s}
              - {name: clouds, kind: ping, from: app-1, to: app-3, interval: 100ms, start: 5s, stop: 59s}
            """;

    private static String vbr(String name, String region, int number, String dataCenter, int asn) {
        return "  - {name: %1$s, ecr: ecr, region: %2$s, dataCenter: %4$s, path: fibre-%3$d, localGatewayIp: 10.255.%3$d.1,"
                        .formatted(name, region, number, dataCenter)
                + " peerGatewayIp: 10.255.%1$d.2, bgp: {peerAsn: %2$d}}%n".formatted(number, asn);
    }

    private static String ping(String name, String from, String to) {
        return "  - {name: %s, kind: ping, from: %s, to: %s, interval: 100ms, start: 5s, stop: 59s}%n"
                .formatted(name, from, to);
    }

    private static Set<DropCause> drops(Run run, String flow) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number)
                .map(PacketDropped::cause)
                .collect(Collectors.toSet());
    }

    /** Next hops that a table got for a prefix, by name, in the order of time. */
    private static List<List<String>> installed(Run run, String table, String prefix) {
        int number = run.names().tables().indexOf(table);
        assertThat(number).as(table).isNotNegative();
        return run.facts(RouteInstalled.class)
                .filter(route ->
                        route.table() == number && route.prefix().toString().equals(prefix))
                .map(route -> route.nextHops().stream().map(run.names()::hop).toList())
                .toList();
    }

    private static void expectAll(Run run, String flow) {
        assertThat(run.received(flow, at -> true))
                .as(flow)
                .isEqualTo(run.sent(flow))
                .isGreaterThan(500);
    }

    @Test
    void eachRegionUsesTheVbrOfItsOwn() {
        Run run = Run.of(NETWORK + ECR);

        expectAll(run, "near");
        expectAll(run, "far");
        assertThat(run.path("near", 30)).containsSubsequence("tr-1", "ecr", "vbr-1", "fibre-1");
        assertThat(run.path("far", 30)).containsSubsequence("tr-2", "ecr", "vbr-2", "fibre-2");
    }

    @Test
    void whatIsLostWithACircuitGoesThroughTheOtherRegionUntilItIsBack() {
        Run run = Run.of(NETWORK + ECR + "faults: [{at: 20s, fault: linkDown, path: fibre-1, repairAt: 40s}]\n");

        assertThat(run.received("near", at -> at > 20.1 && at < 40)).isGreaterThan(195);
        assertThat(run.path("near", 30)).containsSubsequence("tr-1", "ecr", "vbr-2", "fibre-2");
        assertThat(run.path("near", 58)).containsSubsequence("tr-1", "ecr", "vbr-1", "fibre-1");
        assertThat(installed(run, "ecr/r1/to-data-centres", "172.16.0.0/16"))
                .startsWith(List.of("vbr-1"))
                .endsWith(List.of("vbr-1"))
                .contains(List.of("vbr-2"));
    }

    @Test
    void theWayToAnotherRegionTakesItsTime() {
        String onlyThere =
                NETWORK.replace(vbr("vbr-1", "r1", 1, "dc", 65010), "").replace("fibre-1", "spare");

        Run run = Run.of(onlyThere + ECR);

        expectAll(run, "near");
        int near = run.names().flows().indexOf("near");
        long sent = run.facts(FlowSent.class)
                .filter(fact -> fact.flow() == near)
                .flatMapToLong(fact -> Arrays.stream(fact.sentAt()))
                .min()
                .orElseThrow();
        long received = run.facts(FlowReceived.class)
                .filter(fact -> fact.flow() == near)
                .flatMapToLong(fact -> Arrays.stream(fact.receivedAt()))
                .min()
                .orElseThrow();
        assertThat(received - sent).isEqualTo(2 * 35 * Time.MILLISECOND);
    }

    @Test
    void cloudsDoNotReachOneAnotherThroughTheEcrNotEvenByHand() {
        String byHand = NETWORK.replace(
                        "{name: tr-1, region: r1}",
                        "{name: tr-1, region: r1, routes: [{destination: 10.2.0.0/16, nextHop: ecr}]}")
                .replace("cidrBlock: 10.1.0.0/16", "cidrBlock: 10.1.0.0/16\n    routes: [10.2.0.0/16]");

        Run run = Run.of(byHand + ECR);

        assertThat(run.received("clouds", at -> true)).isZero();
        assertThat(drops(run, "clouds")).containsExactly(DropCause.NO_ROUTE);
        assertThat(installed(run, "tr-2/system", "10.1.1.0/24")).isEmpty();
        assertThat(run.facts(PacketDropped.class))
                .allMatch(drop -> run.names().actors().get(drop.actor()).equals("ecr"));
    }

    @Test
    void dataCentresDoNotReachOneAnotherThroughTheEcr() {
        String two = NETWORK.replace("dataCenter: dc, path: fibre-2", "dataCenter: dc-2, path: fibre-2")
                .replace(
                        "paths:\n",
                        "  - {name: dc-2, cidrBlock: 172.17.0.0/16, hosts: [{name: idc-2, address: 172.17.0.10}]}\npaths:\n");

        Run run = Run.of(two + ping("sites", "idc", "idc-2") + ping("other", "app-1", "idc-2") + ECR);

        expectAll(run, "other");
        assertThat(run.received("sites", at -> true)).isZero();
        assertThat(installed(run, "dc", "172.17.0.0/16")).isEmpty();
        assertThat(installed(run, "ecr/r1/to-cloud", "172.17.0.0/16")).isEmpty();
    }

    @Test
    void aVpcOfTheEcrReachesTheDataCentreWithoutATransitRouter() {
        String direct = NETWORK.replace("    attachment: {transitRouter: tr-1, autoPublishRouteEnabled: true}\n", "");
        String ecr = ECR.replace("  - attachment: {transitRouter: tr-1}\n", "")
                .replace("transitRouterAssoc", "vpcAssociations: [vpc: vpc-1]\n    transitRouterAssoc")
                .replace("[vpc: vpc-1]", "[{vpc: vpc-1}]");

        Run run = Run.of(direct + ecr);

        expectAll(run, "near");
        assertThat(run.path("near", 30))
                .containsSubsequence("vpc-1", "ecr", "vbr-1")
                .doesNotContain("tr-1");
        assertThat(installed(run, "vpc-1", "172.16.0.0/16")).containsExactly(List.of("ecr"));
        assertThat(run.received("clouds", at -> true)).isZero();
    }

    @Test
    void allowedPrefixesAreToldToDataCentresInPlaceOfTheRoutes() {
        String prefixes = ECR.replace(
                "- attachment: {transitRouter: tr-1}",
                "- {attachment: {transitRouter: tr-1}, allowedPrefixes: [10.0.0.0/8, 192.168.0.0/16]}");

        Run run = Run.of(NETWORK + prefixes);

        assertThat(run.facts(BgpRouteReceived.class)
                        .filter(route -> route.side() == Side.CUSTOMER)
                        .map(route -> route.prefix().toString()))
                .containsOnly("10.0.0.0/8", "10.2.1.0/24");
        expectAll(run, "near");
        expectAll(run, "far");
        assertThat(installed(run, "ecr/r1/to-cloud", "10.0.0.0/8")).isEmpty();
    }

    @Test
    void theTransitRouterAndItsPeersHoldToThe5000Policy() {
        String vpn = NETWORK.replace(
                        "paths:\n",
                        "  - {name: dc-2, cidrBlock: 172.17.0.0/16, hosts: [{name: idc-2, address: 172.17.0.10}],"
                                + " customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]}\npaths:\n")
                .replace(
                        "traffic:\n",
                        "vpnConnections: [{name: vpn, attachment: {transitRouter: tr-1}, enableTunnelsBgp: true,"
                                + " tunnels: [{customerGateway: cgw}, {customerGateway: cgw}]}]\ntraffic:\n");

        Run run = Run.of(vpn + ping("sites", "idc-2", "idc") + ping("other", "idc-2", "app-1") + ECR);

        expectAll(run, "other");
        assertThat(run.received("sites", at -> true)).isZero();
        assertThat(installed(run, "ecr/r1/to-cloud", "172.17.0.0/16")).isEmpty();
    }

    @Test
    void nearByPrefersTheCircuitsNearTheSendersZoneWhileThereAreSome() {
        String near = NETWORK.replace(
                        vbr("vbr-2", "r2", 2, "dc", 65010),
                        vbr("vbr-2", "r1", 2, "dc", 65010).replace("bgp:", "nearZones: [z2], bgp:"))
                .replace(
                        vbr("vbr-1", "r1", 1, "dc", 65010),
                        vbr("vbr-1", "r1", 1, "dc", 65010).replace("bgp:", "nearZones: [z1], bgp:"));
        String mode = ECR.replace(
                "transitRouterAssoc", "regions: [{region: r1, transitMode: nearBy}]\n    transitRouterAssoc");
        String cut = "faults: [{at: 20s, fault: linkDown, path: fibre-2, repairAt: 40s}]\n";

        Run run = Run.of(near + pings() + mode + cut);

        for (int port = 0; port < FLOWS; port++) {
            assertThat(run.path("zone-1-" + port, 58)).contains("vbr-1");
            assertThat(run.path("zone-2-" + port, 19)).contains("vbr-2");
            assertThat(run.path("zone-2-" + port, 39)).contains("vbr-1");
            assertThat(run.path("zone-2-" + port, 58)).contains("vbr-2");
        }
    }

    @Test
    void ecmpSpreadsFlowsOverAllEqualCircuitsOfTheRegion() {
        String both = NETWORK.replace(vbr("vbr-2", "r2", 2, "dc", 65010), vbr("vbr-2", "r1", 2, "dc", 65010));

        Run run = Run.of(both + pings() + ECR);

        assertThat(installed(run, "ecr/r1/to-data-centres", "172.16.0.0/16")).endsWith(List.of("vbr-1", "vbr-2"));
        assertThat(IntStream.range(0, FLOWS)
                        .mapToObj(port -> run.path("zone-1-" + port, 30).contains("vbr-1")))
                .contains(true, false);
    }

    @Test
    void theShorterAsPathWinsOverTheRegion() {
        String longer = NETWORK.replace(
                "fibre-1, localGatewayIp: 10.255.1.1, peerGatewayIp: 10.255.1.2, bgp: {peerAsn: 65010",
                "fibre-1, localGatewayIp: 10.255.1.1, peerGatewayIp: 10.255.1.2,"
                        + " bgp: {peerAsn: 65010, peer: {exportPolicy: [{set: {prepend: 2}}]}");

        Run run = Run.of(longer + ECR);

        expectAll(run, "near");
        assertThat(run.path("near", 30)).containsSubsequence("tr-1", "ecr", "vbr-2", "fibre-2");
    }

    /** A third transit router that is not on the ECR, and where it sends what is for the data centre. */
    private static String third(String connections) {
        return NETWORK.replace("zones: [z3]}", "zones: [z3]}\n  - {name: r3, zones: [z4]}\n  - {name: r0, zones: [z5]}")
                .replace("region: r2}\nvpcs", "region: r2}\n  - {name: tr-3, region: r3}\nvpcs")
                .replace(
                        "dataCenters:\n",
                        "  - {name: vpc-3, region: r3, cidrBlock: 10.3.0.0/16, vSwitches: [{name: vsw-4, zone: z4, cidrBlock:"
                                + " 10.3.1.0/24}], hosts: [{name: app-4, vSwitch: vsw-4, address: 10.3.1.10}], attachment:"
                                + " {transitRouter: tr-3, autoPublishRouteEnabled: true}}\ndataCenters:\n")
                .replace(
                        "traffic:\n",
                        "interRegionConnections:\n" + connections + "traffic:\n" + ping("third", "app-4", "idc"));
    }

    private static String connection(String router) {
        return "  - {name: to-%1$s, latency: 10ms, attachments: [{transitRouter: %1$s, autoPublishRouteEnabled: true},"
                        .formatted(router)
                + " {transitRouter: tr-3, autoPublishRouteEnabled: true}]}\n";
    }

    @Test
    void aTransitRouterWithoutTheEcrGoesThroughTheOneInTheRegionOfTheVbrAndBack() {
        String only2 = third(connection("tr-1") + connection("tr-2"))
                .replace(vbr("vbr-1", "r1", 1, "dc", 65010), "")
                .replace("fibre-1", "spare");

        Run run = Run.of(only2 + ECR);

        expectAll(run, "third");
        assertThat(run.path("third", 30)).containsSubsequence("tr-3", "to-tr-2", "tr-2", "ecr", "vbr-2");
        assertThat(installed(run, "ecr/r2/to-cloud", "10.3.1.0/24")).endsWith(List.of("tr-2"));
        assertThat(installed(run, "ecr/r2/to-cloud", "10.1.1.0/24")).endsWith(List.of("tr-1"));
    }

    @Test
    void forAVbrOfAnotherRegionTheFirstRegionCountsUnlessOneIsTheDefault() {
        String elsewhere = third(connection("tr-1") + connection("tr-2"))
                .replace(vbr("vbr-1", "r1", 1, "dc", 65010), "")
                .replace("fibre-1", "spare")
                .replace(vbr("vbr-2", "r2", 2, "dc", 65010), vbr("vbr-2", "r0", 2, "dc", 65010));
        String all = ECR.replace(
                "[{regions: [r1, r2], latency: 30ms}]",
                "[{regions: [r1, r2], latency: 30ms}, {regions: [r0, r1], latency: 30ms}, {regions: [r0, r2], latency: 30ms}]");
        String isDefault = all.replace(
                "- attachment: {transitRouter: tr-2}", "- {attachment: {transitRouter: tr-2}, med: default}");

        Run first = Run.of(elsewhere + all);
        Run chosen = Run.of(elsewhere + isDefault);

        assertThat(first.path("third", 30)).containsSubsequence("to-tr-1", "ecr", "vbr-2");
        assertThat(installed(first, "ecr/r0/to-cloud", "10.3.1.0/24")).endsWith(List.of("tr-1"));
        assertThat(chosen.path("third", 30)).containsSubsequence("to-tr-2", "ecr", "vbr-2");
        assertThat(installed(chosen, "ecr/r0/to-cloud", "10.3.1.0/24")).endsWith(List.of("tr-2"));
    }

    @Test
    void aStaticEntryToTheEcrIsNotToldToAnotherRegion() {
        String byHand = third(connection("tr-1"))
                .replace(
                        "{name: tr-1, region: r1}",
                        "{name: tr-1, region: r1, routes: [{destination: 172.16.0.0/12, nextHop: ecr}]}");

        Run run = Run.of(byHand + ECR);

        assertThat(installed(run, "tr-1/system", "172.16.0.0/12")).containsExactly(List.of("ecr"));
        assertThat(installed(run, "tr-3/system", "172.16.0.0/12")).isEmpty();
        assertThat(installed(run, "tr-3/system", "172.16.0.0/16")).containsExactly(List.of("to-tr-1"));
    }

    @Test
    void aVpcOnBothSendsDataCentresTrafficToTheEcrAndTheRestByHand() {
        String both = NETWORK.replace(
                        "attachment: {transitRouter: tr-1, autoPublishRouteEnabled: true}",
                        "attachment: {transitRouter: tr-1}\n    routes: [10.2.0.0/16]")
                .replace(
                        "traffic:\n",
                        "interRegionConnections:\n" + connection("tr-1").replace("tr-3", "tr-2") + "traffic:\n");
        String ecr = ECR.replace("transitRouterAssoc", "vpcAssociations: [{vpc: vpc-1}]\n    transitRouterAssoc");

        Run run = Run.of(both + ecr);

        expectAll(run, "near");
        expectAll(run, "clouds");
        assertThat(run.path("near", 30))
                .containsSubsequence("vpc-1", "ecr", "vbr-1")
                .doesNotContain("tr-1");
        assertThat(run.path("clouds", 30)).containsSubsequence("vpc-1", "tr-1", "tr-2", "vpc-2");
        assertThat(installed(run, "ecr/r1/to-cloud", "10.1.1.0/24")).endsWith(List.of("vpc-1"));
    }

    private static final int FLOWS = 6;

    /** Flows from both zones of the first region, by port. */
    private static String pings() {
        StringBuilder flows = new StringBuilder();
        for (int zone = 1; zone <= 2; zone++) {
            for (int port = 0; port < FLOWS; port++) {
                flows.append(
                                "  - {name: zone-%d-%d, kind: udp, from: app-%d, to: idc, rate: 20pps, size: 200B, start: 5s,"
                                        .formatted(zone, port, zone))
                        .append(" stop: 59s, sourcePort: %d}%n".formatted(40_000 + port));
            }
        }
        return flows.toString();
    }
}
