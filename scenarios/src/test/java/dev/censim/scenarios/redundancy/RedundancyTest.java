package dev.censim.scenarios.redundancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.topology.Topology;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The library's articulation points and cuts against brute force on random graphs, and drawings of shipped scenarios. */
class RedundancyTest {

    private static final String A = "host:a";
    private static final String B = "host:b";

    private static Topology topology(String name) {
        ReadResult result = ScenarioReader.read(Path.of("../scenarios", name + ".yaml"));
        return ((ReadResult.Accepted) result).scenario().topology();
    }

    /** Two hosts and some vertices that can fail, and one of which two fail together. */
    private static final class Drawn {

        private final Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
        private final Map<String, Set<String>> parts = new LinkedHashMap<>();

        Drawn(SplittableRandom random) {
            List<String> vertices = new ArrayList<>(List.of(A, B));
            int size = random.nextInt(1, 8);
            IntStream.range(0, size).forEach(number -> {
                vertices.add("v" + number);
                parts.put("v" + number, Set.of("v" + number));
            });
            Set<String> both = new LinkedHashSet<>(List.of("v" + random.nextInt(size), "v" + random.nextInt(size)));
            if (both.size() > 1) {
                parts.put("both", both);
            }
            vertices.forEach(graph::addVertex);
            for (int edge = random.nextInt(3, 16); edge > 0; edge--) {
                String one = vertices.get(random.nextInt(vertices.size()));
                String other = vertices.get(random.nextInt(vertices.size()));
                if (!one.equals(other) && !Set.of(one, other).equals(Set.of(A, B))) {
                    graph.addEdge(one, other);
                }
            }
        }

        /** Warshall's closure over what is left. */
        boolean isSeparated(Set<String> gone) {
            List<String> left = graph.vertexSet().stream()
                    .filter(vertex -> !gone.contains(vertex))
                    .toList();
            boolean[][] reach = new boolean[left.size()][left.size()];
            for (int i = 0; i < left.size(); i++) {
                for (int j = 0; j < left.size(); j++) {
                    reach[i][j] = i == j || graph.containsEdge(left.get(i), left.get(j));
                }
            }
            for (int k = 0; k < left.size(); k++) {
                for (int i = 0; i < left.size(); i++) {
                    for (int j = 0; j < left.size(); j++) {
                        reach[i][j] |= reach[i][k] && reach[k][j];
                    }
                }
            }
            return !reach[left.indexOf(A)][left.indexOf(B)];
        }

        /** The size of the smallest set of single vertices without which the two are separated. */
        int smallestCut() {
            List<String> single =
                    parts.keySet().stream().filter(name -> !name.equals("both")).toList();
            return IntStream.range(0, 1 << single.size())
                    .filter(bits -> {
                        Set<String> gone = new LinkedHashSet<>();
                        IntStream.range(0, single.size())
                                .filter(i -> (bits >> i & 1) == 1)
                                .forEach(i -> gone.add(single.get(i)));
                        return isSeparated(gone);
                    })
                    .map(Integer::bitCount)
                    .min()
                    .orElseThrow();
        }
    }

    @RepeatedTest(200)
    void singlePointsAreWhatBruteForceFinds(RepetitionInfo repetition) {
        Drawn drawn = new Drawn(new SplittableRandom(repetition.getCurrentRepetition()));
        Redundancy redundancy = new Redundancy(drawn.graph, drawn.parts);

        List<String> expected = drawn.isSeparated(Set.of())
                ? List.of()
                : drawn.parts.keySet().stream()
                        .filter(name -> drawn.isSeparated(drawn.parts.getOrDefault(name, Set.of())))
                        .toList();

        assertThat(redundancy.singlePoints("a", "b"))
                .as("seed %d: %s", repetition.getCurrentRepetition(), drawn.graph)
                .isEqualTo(expected);
    }

    @RepeatedTest(200)
    void smallestCutSeparatesAndIsAsSmallAsBruteForceFinds(RepetitionInfo repetition) {
        Drawn drawn = new Drawn(new SplittableRandom(repetition.getCurrentRepetition()));
        Redundancy redundancy = new Redundancy(drawn.graph, drawn.parts);

        Optional<List<String>> cut = redundancy.smallestCut("a", "b");

        assertThat(cut.map(List::size).orElse(0))
                .as("seed %d: %s", repetition.getCurrentRepetition(), drawn.graph)
                .isEqualTo(drawn.smallestCut());
        assertThat(redundancy.separates(cut.orElse(List.of()), "a", "b")).isTrue();
    }

    @Test
    void dualTunnelIsCutByItsGatewayOrByBothPaths() {
        Topology topology = topology("dual-tunnel-failover");
        Redundancy redundancy = Redundancy.of(topology);
        String cloud = topology.vpcs().get(0).hosts().get(0).name();
        String office = topology.dataCenters().get(0).hosts().get(0).name();

        assertThat(redundancy.separates(
                        List.of("path:" + topology.paths().get(0).name()), cloud, office))
                .isFalse();
        assertThat(redundancy.separates(
                        topology.paths().stream()
                                .map(path -> "path:" + path.name())
                                .toList(),
                        cloud,
                        office))
                .isTrue();
        assertThat(redundancy.singlePoints(cloud, office))
                .contains("attachment:" + topology.vpcs().get(0).name())
                .doesNotContain("tunnelEndpoint:" + topology.tunnels().get(0).name());
    }

    @Test
    void eachOfTwoCircuitsIsRedundantAndTheTwoTogetherAreNot() {
        Topology topology = topology("two-vbrs");
        Redundancy redundancy = Redundancy.of(topology);
        String cloud = topology.vpcs().get(0).hosts().get(0).name();
        String office = topology.dataCenters().get(0).hosts().get(0).name();
        List<String> circuits =
                topology.vbrs().stream().map(vbr -> "circuit:" + vbr.path()).toList();

        assertThat(circuits).hasSize(2);
        assertThat(redundancy.singlePoints(cloud, office)).doesNotContainAnyElementsOf(circuits);
        assertThat(redundancy.separates(circuits, cloud, office)).isTrue();
    }
}
