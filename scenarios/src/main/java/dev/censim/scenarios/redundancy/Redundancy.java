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
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.flow.EdmondsKarpMFImpl;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jgrapht.graph.SimpleGraph;

/**
 * What the shape of a topology says about two hosts. What can fail is named like {@code path:internet-1}; it is one vertex of the graph,
 * or several that fail together, as those of a zone do.
 */
public final class Redundancy {

    private final Graph<String, DefaultEdge> graph;
    private final Map<String, Set<String>> parts;
    private final ConnectivityInspector<String, DefaultEdge> components;
    private final BlockTree blocks;

    /** Of each vertex that something can make fail alone, what does, in the order of the topology. */
    private final Map<String, String> names = new LinkedHashMap<>();

    /** @param parts of all that can fail, by its name, the vertices that it takes along */
    Redundancy(Graph<String, DefaultEdge> graph, Map<String, Set<String>> parts) {
        this.graph = graph;
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        components = new ConnectivityInspector<>(graph);
        blocks = new BlockTree(graph);
        parts.forEach((name, vertices) -> {
            if (vertices.size() == 1) {
                vertices.forEach(vertex -> names.putIfAbsent(vertex, name));
            }
        });
    }

    public static Redundancy of(Topology topology) {
        return new Blueprint(topology).redundancy();
    }

    private static String host(String name) {
        return Blueprint.HOST + name;
    }

    /** Whether two hosts are connected at all. */
    public boolean isConnected(String from, String to) {
        return components.pathExists(host(from), host(to));
    }

    /** Whether no way is left between two hosts when these fail; names that the graph does not know take nothing along. */
    public boolean separates(Collection<String> failed, String from, String to) {
        Set<String> gone = new HashSet<>();
        failed.forEach(name -> gone.addAll(parts.getOrDefault(name, new LinkedHashSet<>())));
        return !isReachable(host(from), host(to), gone, graph);
    }

    private static boolean isReachable(String from, String to, Set<String> gone, Graph<String, DefaultEdge> within) {
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
            Graphs.neighborListOf(within, vertex).stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }

    /** What separates two hosts alone, in the order of the topology; nothing when they are not connected anyway. */
    public List<String> singlePoints(String from, String to) {
        List<Set<String>> way = way(host(from), host(to));
        Graph<String, DefaultEdge> between = between(way);
        Set<String> cutpoints = new HashSet<>();
        way.stream().filter(block -> block.size() == 1).forEach(cutpoints::addAll);
        cutpoints.remove(host(from));
        cutpoints.remove(host(to));
        List<String> points = new ArrayList<>();
        parts.forEach((name, vertices) -> {
            boolean isCut = vertices.size() > 1
                    ? vertices.stream().anyMatch(between::containsVertex)
                            && !isReachable(host(from), host(to), vertices, between)
                    : vertices.stream().anyMatch(cutpoints::contains);
            if (isCut) {
                points.add(name);
            }
        });
        return points;
    }

    /** The blocks, and the cutpoints between them, through which every way leads; none when there is no way. */
    private List<Set<String>> way(String from, String to) {
        return components.pathExists(from, to) ? blocks.way(from, to) : List.of();
    }

    /** The part of the graph in which all ways without a repetition lie. */
    private Graph<String, DefaultEdge> between(List<Set<String>> way) {
        Graph<String, DefaultEdge> between = new SimpleGraph<>(DefaultEdge.class);
        way.forEach(block -> block.forEach(between::addVertex));
        between.vertexSet()
                .forEach(vertex -> Graphs.neighborListOf(graph, vertex).stream()
                        .filter(between::containsVertex)
                        .forEach(neighbour -> between.addEdge(vertex, neighbour)));
        return between;
    }

    /**
     * Fewest single vertices whose failure separates two hosts, by the names of what fails; one such choice of possibly many. Empty when
     * no failure of single vertices does, or when they are not connected anyway.
     */
    public Optional<List<String>> smallestCut(String from, String to) {
        Graph<String, DefaultEdge> between = between(way(host(from), host(to)));
        if (between.vertexSet().isEmpty()) {
            return Optional.empty();
        }
        EdmondsKarpMFImpl<String, DefaultWeightedEdge> flows = new EdmondsKarpMFImpl<>(split(between));
        double size = flows.calculateMinCut(out(host(from)), in(host(to)));
        if (size == 0 || size >= unlimited()) {
            return Optional.empty();
        }
        Set<String> side = flows.getSourcePartition();
        List<String> cut = new ArrayList<>();
        names.forEach((vertex, name) -> {
            if (side.contains(in(vertex)) && !side.contains(out(vertex))) {
                cut.add(name);
            }
        });
        return Optional.of(cut);
    }

    /** Each vertex as an arc from where one enters it to where one leaves it, which carries one unit if it can fail. */
    private Graph<String, DefaultWeightedEdge> split(Graph<String, DefaultEdge> between) {
        Graph<String, DefaultWeightedEdge> split = new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        between.vertexSet().forEach(vertex -> {
            split.addVertex(in(vertex));
            split.addVertex(out(vertex));
            Graphs.addEdge(split, in(vertex), out(vertex), names.containsKey(vertex) ? 1 : unlimited());
        });
        between.edgeSet().forEach(edge -> {
            String one = between.getEdgeSource(edge);
            String other = between.getEdgeTarget(edge);
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
