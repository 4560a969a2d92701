package dev.censim.scenarios.path;

import static dev.censim.scenarios.path.Landscapes.PUBLISHES;
import static dev.censim.scenarios.path.Landscapes.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.censim.compile.Compiler;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathExplainerTest {

    private final Landscapes landscape = new Landscapes();

    private static List<String> obstacles(Way way) {
        return way.obstacles().stream()
                .map(obstacle -> obstacle.code() + " at " + obstacle.device())
                .toList();
    }

    private static List<String> devices(Way way) {
        return way.steps().stream().map(Step::device).toList();
    }

    private static Step.Lookup lookup(Way way, String device) {
        return way.steps().stream()
                .filter(step -> step.device().equals(device))
                .flatMap(step -> step.lookup().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void packetAndAnswerArriveHopByHop() {
        PathExplanation explanation = landscape.explain("app", "idc");

        assertThat(explanation.isSound()).isTrue();
        assertThat(devices(explanation.forward()))
                .startsWith("app", "vpc-app", "tr-sh", "vpn")
                .endsWith("cgw", "dc-vpn", "idc");
        assertThat(devices(explanation.back()))
                .startsWith("idc", "dc-vpn", "cgw")
                .endsWith("vpn", "tr-sh", "vpc-app", "app");
        Step.Lookup choice = lookup(explanation.forward(), "vpn");
        assertThat(choice.hops()).containsExactly("vpn.tunnel1", "vpn.tunnel2");
        assertThat(devices(explanation.forward())).contains(choice.chosen().orElseThrow());
    }

    @Test
    void anotherRegionIsReachedOverTheBackbone() {
        PathExplanation explanation = landscape.explain("app", "fra");

        assertThat(explanation.isSound()).isTrue();
        assertThat(devices(explanation.forward()))
                .containsExactly("app", "vpc-app", "tr-sh", "sh-fra", "tr-fra", "vpc-fra", "fra");
    }

    @Test
    void attachmentThatHasFailedIsNamedInBothDirections() {
        String fault = "faults: [{at: 1s, fault: attachmentDown, attachment: vpc-app}]\n";
        PathExplanation explanation = landscape.with(fault).explain("app", "idc");

        assertThat(obstacles(explanation.forward())).containsExactly("unreachable at tr-sh");
        assertThat(explanation.forward().obstacles().get(0).toString())
                .contains("the attachment of vpc-app to tr-sh is down");
        assertThat(obstacles(explanation.back())).containsExactly("unreachable at tr-sh");
    }

    @Test
    void attachmentWithoutTableIsNamed() {
        PathExplanation explanation =
                landscape.app(PUBLISHES + ", associatedRouteTable: none").explain("app", "idc");

        assertThat(obstacles(explanation.forward())).containsExactly("association_missing at tr-sh");
        assertThat(explanation.forward().arrivesWithout()).isTrue();
        assertThat(explanation.back().arrives()).isTrue();
    }

    @Test
    void everyObstacleIsListedAtOnce() {
        PathExplanation explanation = landscape
                .app(SILENT + ", associatedRouteTable: none, propagatedRouteTables: []")
                .vpn(SILENT)
                .explain("app", "idc");

        assertThat(obstacles(explanation.forward()))
                .containsExactly("association_missing at tr-sh", "route_missing at vpc-app");
        assertThat(obstacles(explanation.back()))
                .containsExactly("propagation_missing at tr-sh", "route_missing at tr-sh");
        assertThat(explanation.forward().arrivesWithout()).isTrue();
        assertThat(explanation.back().arrivesWithout()).isTrue();
    }

    @Test
    void obstaclesOfAnotherRegionAreNamedWhereTheyAre() {
        PathExplanation explanation =
                landscape.peers(SILENT, SILENT).frankfurtApp(SILENT).explain("idc", "fra");

        assertThat(obstacles(explanation.forward())).containsExactly("route_missing at tr-fra");
        assertThat(obstacles(explanation.back())).containsExactly("route_missing at tr-sh", "route_missing at vpc-fra");
    }

    @Test
    void systemPolicyBetweenTunnelsAndCircuitIsNamed() {
        PathExplanation explanation = landscape.explain("idc", "plant");

        assertThat(obstacles(explanation.forward())).containsExactly("route_map_deny at tr-sh");
        assertThat(explanation.forward().obstacles().get(0).finding()).contains("5000");
        assertThat(explanation.forward().arrivesWithout()).isTrue();
        assertThat(obstacles(explanation.back())).containsExactly("route_map_deny at tr-sh");
    }

    @Test
    void remediesOfBothWaysStandBesideEachOtherAndBesideWhatIsThere() {
        PathExplanation explanation = landscape
                .shanghai(", routingPolicies: [{priority: 100, transmitDirection: regionOut, mapResult: permit,"
                        + " destinationCidrBlocks: [10.9.0.0/16]}]")
                .explain("idc", "plant");

        assertThat(explanation.forward().obstacles().get(0).entries())
                .containsExactly("{change: addRoutingPolicy, transitRouter: tr-sh, policy: {priority: 99,"
                        + " transmitDirection: regionOut, routeTable: system, mapResult: permit,"
                        + " destinationCidrBlocks: [172.17.0.0/16], cidrMatchMode: complete}}");
        assertThat(explanation.back().obstacles().get(0).entries().get(0)).contains("priority: 98");
    }

    @Test
    void systemPolicyIsNamedForACcnToo() {
        PathExplanation explanation = landscape.explain("till", "idc");

        assertThat(obstacles(explanation.forward())).containsExactly("route_map_deny at tr-sh");
        assertThat(explanation.forward().arrivesWithout()).isTrue();
        assertThat(landscape.explain("till", "app").isSound()).isTrue();
    }

    @Test
    void blackHoleIsNamed() {
        PathExplanation explanation = landscape
                .shanghai(", routes: [{destination: 172.16.0.0/24, nextHop: blackhole}]")
                .explain("app", "idc");

        assertThat(obstacles(explanation.forward())).containsExactly("route_conflict at tr-sh");
        assertThat(explanation.forward().end()).isEqualTo("dropped at tr-sh: blackhole route");
        assertThat(explanation.forward().arrivesWithout()).isTrue();
        assertThat(explanation.back().arrives()).isTrue();
    }

    @Test
    void tunnelsThatAreDownEndTheSearch() {
        PathExplanation explanation = landscape
                .with("faults: [{at: 20s, fault: customerGatewayCrash, customerGateway: cgw}]")
                .explain("app", "idc");

        assertThat(obstacles(explanation.forward())).containsExactly("DpdTimeout at vpn");
        assertThat(explanation.forward().arrivesWithout()).isFalse();
    }

    @Test
    void packetOutsideOfTheProtectedFlowsIsTurnedAway() {
        PathExplanation explanation = landscape
                .connection("localSubnet: 10.9.0.0/16\n    remoteSubnet: 172.16.0.0/16")
                .explain("app", "idc");

        assertThat(obstacles(explanation.forward())).containsExactly("TrafficSelectorMismatch at vpn");
    }

    @Test
    void losersAreShownWithTheRuleThatDecided() {
        PathExplanation explanation = landscape
                .shanghai(", routes: [{destination: 172.16.0.0/16, nextHop: vbr}]")
                .explain("app", "idc");

        assertThat(lookup(explanation.forward(), "tr-sh").others())
                .extracting(Step.Contender::status, Step.Contender::origin, Step.Contender::why)
                .contains(tuple("Active", "static", ""), tuple("Backup", "VPN BGP", "type of route (routePreference)"));
    }

    @Test
    void explanationDoesNotDisturbTheRun() {
        var scenario = landscape.scenario();
        var network = Compiler.compile(scenario, false);
        var simulation = network.start().run(30_000_000_000L);
        long digest = simulation.journal().digest();
        var hosts = scenario.topology().hosts();

        PathExplainer.explain(
                landscape.subject(network),
                simulation,
                new Question(hosts.get(0), hosts.get(2), Protocol.UDP, 5000, 53));

        assertThat(simulation.journal().digest()).isEqualTo(digest);
        assertThat(simulation.now()).isEqualTo(30_000_000_000L);
    }
}
