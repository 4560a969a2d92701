package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.censim.model.address.Prefix;
import dev.censim.model.change.Change;
import dev.censim.model.change.TimedChange;
import dev.censim.model.topology.TransitRouterRoute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator may change, and what the language refuses. The § stands where the message must point to. */
final class ChangeRulesTest {

    private static final String BEFORE = "expectations:\n";

    /** A second region, a VPC that is not attached, and a connection over the backbone. */
    private static final String MORE = Refusals.SOUND
            .replace(
                    "transitRouters:\n",
                    "  - {name: region-2, zones: [zone-c]}\ntransitRouters:\n  - {name: tr-2, region: region-2}\n")
            .replace("dataCenters:\n", "  - {name: vpc-2, region: region-2, cidrBlock: 10.2.0.0/16}\ndataCenters:\n")
            .replace(
                    "vpnConnections:\n",
                    "interRegionConnections:\n  - {name: backbone, latency: 30ms, attachments: [{transitRouter: tr-1},"
                            + " {transitRouter: tr-2}]}\nvpnConnections:\n");

    private static List<TimedChange> changes(String... lines) {
        String section = "changes:\n  - " + String.join("\n  - ", lines) + "\n";
        return Refusals.accepted(MORE.replace(BEFORE, section + BEFORE)).changes();
    }

    private static Change only(String line) {
        List<TimedChange> changes = changes(line);
        assertThat(changes).hasSize(1);
        return changes.get(0).change();
    }

    @Test
    void associationNamesATableOrNone() {
        assertThat(only("{at: 10s, change: associateRouteTable, attachment: vpc-1, routeTable: prod}"))
                .isEqualTo(new Change.RouteTableAssociation("tr-1", "vpc-1", Optional.of("prod")));
        assertThat(only("{at: 10s, change: associateRouteTable, attachment: vpn-1, routeTable: none}"))
                .isEqualTo(new Change.RouteTableAssociation("tr-1", "vpn-1", Optional.empty()));
    }

    @Test
    void propagationAndSynchronizationAreSwitched() {
        assertThat(only("{at: 10s, change: disablePropagation, attachment: vbr-1}"))
                .isEqualTo(new Change.RouteTablePropagation("tr-1", "vbr-1", "system", false));
        assertThat(only("{at: 10s, change: enablePropagation, attachment: vpc-1, routeTable: prod}"))
                .isEqualTo(new Change.RouteTablePropagation("tr-1", "vpc-1", "prod", true));
        assertThat(only("{at: 10s, change: disableSynchronization, attachment: vpc-1}"))
                .isEqualTo(new Change.RouteSynchronization("tr-1", "vpc-1", false));
    }

    @Test
    void transitRouterIsSaidWhereAConnectionHasTwo() {
        assertThat(only("{at: 10s, change: enableSynchronization, attachment: backbone, transitRouter: tr-2}"))
                .isEqualTo(new Change.RouteSynchronization("tr-2", "backbone", true));
    }

    @Test
    void routesComeAndGoInEveryTable() {
        Prefix block = Prefix.of("192.168.0.0/16");
        assertThat(only("{at: 10s, change: addRoute, transitRouter: tr-1, routeTable: prod, destination: "
                        + "192.168.0.0/16, nextHop: vpn-1}"))
                .isEqualTo(new Change.TransitRouterEntry(
                        "tr-1", new TransitRouterRoute("prod", block, Optional.of("vpn-1")), true));
        assertThat(only("{at: 10s, change: removeRoute, transitRouter: tr-1, destination: 192.168.0.0/16, nextHop: "
                        + "blackhole}"))
                .isEqualTo(new Change.TransitRouterEntry(
                        "tr-1", new TransitRouterRoute("system", block, Optional.empty()), false));
        assertThat(only("{at: 10s, change: addRoute, vpc: vpc-1, destination: 192.168.0.0/16}"))
                .isEqualTo(new Change.VpcEntry("vpc-1", block, true));
        assertThat(only("{at: 10s, change: addRoute, customerGateway: cgw-1, destination: 192.168.0.0/16}"))
                .isEqualTo(new Change.CustomerGatewayEntry("cgw-1", block, true));
        assertThat(only("{at: 10s, change: removeRoute, vpnConnection: vpn-1, destination: 192.168.0.0/16}"))
                .isEqualTo(new Change.InstanceEntry("vpn-1", block, false));
        assertThat(only("{at: 10s, change: addRoute, vbr: vbr-1, destination: 192.168.0.0/16}"))
                .isEqualTo(new Change.InstanceEntry("vbr-1", block, true));
    }

    @Test
    void patternStandsForManyAndTheWordsNameEach() {
        assertThat(changes("{at: 10s, change: disablePropagation, attachment: \"v*-1\"}"))
                .extracting(TimedChange::text)
                .containsExactly(
                        "disablePropagation vpc-1 system",
                        "disablePropagation vbr-1 system",
                        "disablePropagation vpn-1 system");
        assertThat(
                        changes(
                                "{at: 10s, change: addRoute, transitRouter: tr-1, destination: 10.8.0.0/16, nextHop: vpc-1}",
                                "{at: 11s, change: associateRouteTable, attachment: backbone, transitRouter: tr-1, routeTable: prod}"))
                .extracting(TimedChange::text)
                .containsExactly("addRoute tr-1 system 10.8.0.0/16 vpc-1", "associateRouteTable backbone at tr-1 prod");
    }

    @Test
    void changesAreRepeatedAsEverythingElse() {
        String repeat =
                "repeat:\n  - count: 2\n    changes: [{at: \"${i}s\", change: disablePropagation, attachment: vpc-1}]\n";
        assertThat(Refusals.accepted(Refusals.SOUND + repeat).changes()).hasSize(2);
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                arguments(
                        "{at: §70s, change: disableSynchronization, attachment: vpc-1}",
                        "at: 70s is after the end of the scenario\n    help: the scenario's duration is 60s"),
                arguments(
                        "{at: 10s, change: §enablePropagaton, attachment: vpc-1}",
                        "change: found 'enablePropagaton'; allowed: associateRouteTable, enablePropagation, "
                                + "disablePropagation, enableSynchronization, disableSynchronization, addRoute, removeRoute,"
                                + " addRouteAggregation, removeRouteAggregation, addRoutingPolicy, removeRoutingPolicy"
                                + "\n    help: did you mean 'enablePropagation'?"),
                arguments(
                        "{at: 10s, change: associateRouteTable, attachment: vpc-1, routeTable: §prd}",
                        "routeTable: unknown route table 'prd'; allowed: system, prod\n    help: did you mean 'prod'?"),
                arguments(
                        "{at: 10s, change: enablePropagation, attachment: backbone, transitRouter: tr-2, routeTable: §prod}",
                        "routeTable: unknown route table 'prod'; allowed: system"),
                arguments(
                        "{at: 10s, change: disableSynchronization, attachment: §vpc-2}",
                        "attachment: 'vpc-2' is attached to no transit router\n"
                                + "    help: write attachment: {transitRouter: tr-1} at it"),
                arguments(
                        "{at: 10s, change: disableSynchronization, attachment: §backbone}",
                        "attachment: 'backbone' is attached to two transit routers\n"
                                + "    help: write transitRouter: the one whose attachment changes, of tr-1, tr-2"),
                arguments(
                        "{at: 10s, change: disableSynchronization, attachment: vpc-1, transitRouter: §tr-2}",
                        "transitRouter: 'vpc-1' is attached to another one\n    help: it is attached to: tr-1"),
                arguments(
                        "{at: 10s, change: disableSynchronization, attachment: §app-1}",
                        "'app-1' is a host; expected: a VPC or a VBR or an ECR or a CCN or an IPsec-VPN connection or an inter-region"
                                + " connection\n    help: declared: vpc-1, vpc-2, vbr-1, vpn-1, backbone"),
                arguments(
                        "{at: 10s, change: §addRoute, destination: 10.8.0.0/16}",
                        "the route of nothing\n"
                                + "    help: write one of transitRouter, vpc, customerGateway, vpnConnection and vbr"),
                arguments(
                        "{at: 10s, change: §addRoute, destination: 10.8.0.0/16, vpc: vpc-1, vbr: vbr-1}",
                        "the route of vpc and vbr\n"
                                + "    help: write one of transitRouter, vpc, customerGateway, vpnConnection and vbr"),
                arguments(
                        "{at: 10s, change: addRoute, destination: 10.8.0.0/16, transitRouter: tr-2, nextHop: §vpc-1}",
                        "nextHop: 'vpc-1' is not attached to 'tr-2'\n    help: attached to it: backbone"),
                arguments(
                        "{at: 10s, change: addRouteAggregation, transitRouter: tr-1, cidr: §100.64.0.0/16}",
                        "cidr: 100.64.0.0/16 cannot be an aggregate (API)\n"
                                + "    help: not allowed: 0.0.0.0/8, 100.64.0.0/10, 224.0.0.0/4"),
                arguments(
                        "{at: 10s, change: addRoute, destination: 10.8.0.0/16, vpc: §vpc-2}",
                        "vpc: 'vpc-2' is attached to no transit router, the next hop of its routes\n"
                                + "    help: write attachment: {transitRouter: tr-1} at it"),
                arguments(
                        "{at: 10s, change: addRoute, destination: §10.0.1.128/25, vpc: vpc-1}",
                        "destination: 10.0.1.128/25 lies inside the VPC's own vSwitch 'vsw-1', 10.0.1.0/24\n"
                                + "    help: a VPC takes no route that is equal to a vSwitch's block or lies inside one"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void slipIsReportedWhereItStands(String line, String message) {
        String marked = MORE.replace(BEFORE, "changes:\n  - " + line + "\n" + BEFORE);
        assertThat(Refusals.diagnostics(marked.replace("§", "")))
                .containsExactly(Refusals.place(marked) + ": error: " + message);
    }

    @Test
    void staticRouteOfATransitRouterLeadsToItsOwnAttachment() {
        String marked = MORE.replace(
                "{name: tr-2, region: region-2}",
                "{name: tr-2, region: region-2, routes: [{destination: 10.0.0.0/8, nextHop: §vpc-1}]}");
        assertThat(Refusals.diagnostics(marked.replace("§", "")))
                .containsExactly(Refusals.place(marked)
                        + ": error: nextHop: 'vpc-1' is not attached to 'tr-2'\n    help: attached to it: backbone");
    }
}
