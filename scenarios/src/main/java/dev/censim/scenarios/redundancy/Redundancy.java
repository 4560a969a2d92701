package dev.censim.scenarios.redundancy;

import dev.censim.model.topology.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.connectivity.BlockCutpointGraph;
import org.jgrapht.alg.flow.EdmondsKarpMFImpl;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * What the shape of a topology says about two hosts. What can fail is named like {@code path:internet-1}; it is one vertex of the graph,
 * or several that fail together, as those of a zone do.
 */
public final class Redundancy {

    private final Graph<String, DefaultEdge> graph;
    private final Map<String, Set<String>> parts;
    private final BlockCutpointGraph<String, DefaultEdge> blocks;
    private final EdmondsKarpMFImpl<String, DefaultWeightedEdge> flows;

    /** @param parts of all that can fail, by its name, the vertices that it takes along */
    Redundancy(Graph<String, DefaultEdge> graph, Map<String, Set<String>> parts) {
        this.graph = graph;
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        blocks = new BlockCutpointGraph<>(graph);
        flows = new EdmondsKarpMFImpl<>(split());
    }

    public static Redundancy of(Topology topology) {
        return new Blueprint(topology).redundancy();
    }

    private static String host(String name) {
        return Blueprint.HOST + name;
    }

    /** Whether two hosts are connected at all. */
    public boolean isConnected(String from, String to) {
        return !separates(List.of(), from, to);
    }

    /** Whether no way is left between two hosts when these fail; names that the graph does not know take nothing along. */
    public boolean separates(Collection<String> failed, String from, String to) {
        Set<String> gone = new HashSet<>();
        failed.forEach(name -> gone.addAll(parts.getOrDefault(name, new LinkedHashSet<>())));
        return !isReachable(host(from), host(to), gone);
    }

    private boolean isReachable(String from, String to, Set<String> gone) {
        Set<String> seen = new HashSet<>(gone);
        Queue<String> open = new ArrayDeque<>();
        if (seen.add(from)) {
            open.add(from);
        }
        while (!open.isEmpty()) {
            String vertex = open.remove();
            if (vertex.equals(to)) {
                return true;
            }
            Graphs.neighborListOf(graph, vertex).stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }

    /** What separates two hosts alone, in the order of the topology; nothing when they are not connected anyway. */
    public List<String> singlePoints(String from, String to) {
        if (!isConnected(from, to)) {
            return List.of();
        }
        Set<String> between = articulationPoints(host(from), host(to));
        List<String> points = new ArrayList<>();
        parts.forEach((name, vertices) -> {
            boolean isCut = vertices.size() > 1
                    ? separates(List.of(name), from, to)
                    : vertices.stream().anyMatch(between::contains);
            if (isCut) {
                points.add(name);
            }
        });
        return points;
    }

    /** The vertices through which every way leads: those between the blocks of the two. */
    private Set<String> articulationPoints(String from, String to) {
        Set<String> points = new LinkedHashSet<>();
        Graph<String, DefaultEdge> first = blocks.getBlock(from);
        Graph<String, DefaultEdge> last = blocks.getBlock(to);
        Optional.ofNullable(BFSShortestPath.findPathBetween(blocks, first, last))
                .ifPresent(way -> way.getVertexList().stream()
                        .filter(block -> block.vertexSet().size() == 1)
                        .forEach(cutpoint -> points.addAll(cutpoint.vertexSet())));
        points.remove(from);
        points.remove(to);
        return points;
    }

    /**
     * Fewest single vertices whose failure separates two hosts, by the names of what fails; one such choice of possibly many. Empty when
     * no failure of single vertices does, or when they are not connected anyway.
     */
    public Optional<List<String>> smallestCut(String from, String to) {
        double size = flows.calculateMinCut(out(host(from)), in(host(to)));
        if (size == 0 || size >= unlimited()) {
            return Optional.empty();
        }
        Set<String> side = flows.getSourcePartition();
        List<String> cut = new ArrayList<>();
        names().forEach((vertex, name) -> {
            if (side.contains(in(vertex)) && !side.contains(out(vertex))) {
                cut.add(name);
            }
        });
        return Optional.of(cut);
    }

    /** Of each vertex that something can make fail alone, what does. */
    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        parts.forEach((name, vertices) -> {
            if (vertices.size() == 1) {
                vertices.forEach(vertex -> names.putIfAbsent(vertex, name));
            }
        });
        return names;
    }

    /** Each vertex as an arc from where one enters it to where one leaves it, which carries one unit if it can fail. */
    private Graph<String, DefaultWeightedEdge> split() {
        Graph<String, DefaultWeightedEdge> split = new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        Map<String, String> names = names();
        graph.vertexSet().forEach(vertex -> {
            split.addVertex(in(vertex));
            split.addVertex(out(vertex));
            Graphs.addEdge(split, in(vertex), out(vertex), names.containsKey(vertex) ? 1 : unlimited());
        });
        graph.edgeSet().forEach(edge -> {
            String one = graph.getEdgeSource(edge);
            String other = graph.getEdgeTarget(edge);
            Graphs.addEdge(split, out(one), in(other), unlimited());
            Graphs.addEdge(split, out(other), in(one), unlimited());
        });
        return split;
    }

    private double unlimited() {
        return graph.vertexSet().size() + 1.0;
    }

    private static String in(String vertex) {
        return "to " + vertex;
    }

    private static String out(String vertex) {
        return "from " + vertex;
    }
}
