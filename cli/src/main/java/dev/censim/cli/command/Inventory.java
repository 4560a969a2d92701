package dev.censim.cli.command;

import dev.censim.model.Scenario;
import dev.censim.model.topology.Topology;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a scenario holds, in one line. */
final class Inventory {

    private Inventory() {}

    static String of(Scenario scenario) {
        Topology topology = scenario.topology();
        String counts = Stream.of(
                        count(topology.transitRouters().size(), "transit router"),
                        count(topology.vpcs().size(), "VPC"),
                        count(topology.vpnGateways().size(), "VPN gateway"),
                        count(topology.ccns().size(), "CCN"),
                        count(topology.dataCenters().size(), "data centre"),
                        count(topology.vpnConnections().size(), "IPsec-VPN connection") + " ("
                                + count(topology.tunnels().size(), "tunnel") + ")",
                        count(topology.vbrs().size(), "VBR"),
                        count(topology.ecrs().size(), "ECR"),
                        count(scenario.flows().size(), "flow"),
                        count(scenario.faults().size(), "fault"),
                        count(scenario.changes().size(), "change"),
                        count(scenario.expectations().size(), "expectation"))
                .filter(text -> !text.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return "scenario " + scenario.name() + (counts.isEmpty() ? " is empty" : ": " + counts);
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
