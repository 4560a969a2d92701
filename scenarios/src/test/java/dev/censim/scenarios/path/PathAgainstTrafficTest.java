package dev.censim.scenarios.path;

import static dev.censim.scenarios.path.Landscapes.PUBLISHES;
import static dev.censim.scenarios.path.Landscapes.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Host;
import dev.censim.model.traffic.Flow;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is explained against what the same run's own traffic met: flows between all hosts, in landscapes with random gaps. */
class PathAgainstTrafficTest {

    private static final List<String> HOSTS = List.of("app", "fra", "idc", "plant");

    private static final String GAPS = ", associatedRouteTable: none";
    private static final String UNLEARNED = ", propagatedRouteTables: []";

    private static String traffic() {
        StringBuilder text = new StringBuilder("traffic:\n");
        for (String from : HOSTS) {
            for (String to : HOSTS) {
                if (!from.equals(to)) {
                    text.append("  - {name: %s-%s, kind: udp, from: %s, to: %s, rate: 2pps, size: 100B, start: 50s}\n"
                            .formatted(from, to, from, to));
                }
            }
        }
        return text.toString();
    }

    private static String attachment(Random random) {
        return (random.nextInt(3) == 0 ? SILENT : PUBLISHES)
                + (random.nextInt(6) == 0 ? GAPS : "")
                + (random.nextInt(5) == 0 ? UNLEARNED : "");
    }

    private static Landscapes landscape(long seed) {
        Random random = new Random(seed);
        return new Landscapes()
                .shanghai(random.nextInt(4) == 0 ? ", routes: [{destination: 172.16.0.0/24, nextHop: blackhole}]" : "")
                .peers(attachment(random), attachment(random))
                .app(attachment(random))
                .frankfurtApp(attachment(random))
                .vpn(attachment(random))
                .circuit(attachment(random))
                .with(traffic());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void packetArrivesIfAndOnlyIfTheFlowDoes(long seed) {
        Landscapes landscape = landscape(seed);
        Scenario scenario = landscape.scenario();
        Network network = Compiler.compile(scenario, true);
        Simulation simulation = network.start().run(scenario.duration().toNanos());
        Set<String> arriving = arriving(network, simulation);
        List<Flow> flows = scenario.flows();
        Flow flow = flows.get(new Random(seed).nextInt(flows.size()));

        PathExplanation explanation = PathExplainer.explain(
                landscape.subject(network),
                simulation,
                new Question(host(scenario, flow.from()), host(scenario, flow.to()), Protocol.UDP, 5000, 5001));

        assertThat(explanation.forward().arrives()).as("%s", flow.name()).isEqualTo(arriving.contains(flow.name()));
        assertThat(explanation.back().arrives()).isEqualTo(arriving.contains(flow.to() + "-" + flow.from()));
        // In this landscape every gap can be closed by a change.
        assertThat(explanation.forward().arrivesWithout()).isTrue();
        assertThat(explanation.back().arrivesWithout()).isTrue();
        assertThat(explanation.forward().obstacles().isEmpty())
                .isEqualTo(explanation.forward().arrives());
    }

    /** The remedies, written into the scenario as its own changes: the flow that did not arrive then does, as does its answer. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void remediesHelpWhereTheyAreWrittenIntoTheScenario(long seed) {
        Random random = new Random(-seed);
        String from = HOSTS.get(random.nextInt(HOSTS.size()));
        String to = HOSTS.stream().filter(host -> !host.equals(from)).toList().get(random.nextInt(3));
        PathExplanation explanation = landscape(seed).explain(from, to);
        String changes = Stream.of(explanation.forward(), explanation.back())
                .flatMap(way -> way.obstacles().stream())
                .flatMap(obstacle -> obstacle.entries().stream())
                .distinct()
                .map(entry -> "  - " + entry.replaceFirst("\\{", "{at: 10s, ") + "\n")
                .collect(Collectors.joining());

        Scenario remedied = landscape(seed)
                .with(traffic() + (changes.isEmpty() ? "" : "changes:\n" + changes))
                .scenario();
        Network network = Compiler.compile(remedied, false);
        Simulation simulation = network.start().run(remedied.duration().toNanos());

        assertThat(arriving(network, simulation)).as(changes).contains(from + "-" + to, to + "-" + from);
    }

    private static Set<String> arriving(Network network, Simulation simulation) {
        Set<String> arriving = new TreeSet<>();
        simulation.journal().forEach(fact -> {
            if (fact instanceof NetworkFact.FlowReceived received && received.sequences().length > 0) {
                arriving.add(network.names().flows().get(received.flow()));
            }
        });
        return arriving;
    }

    private static Host host(Scenario scenario, String name) {
        return scenario.topology().hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
