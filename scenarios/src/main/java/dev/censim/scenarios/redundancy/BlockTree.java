package dev.censim.scenarios.redundancy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.BlockCutpointGraph;
import org.jgrapht.graph.DefaultEdge;

/**
 * The library's block-cutpoint graph as trees of numbers, one for each component: asked for every pair of hosts, a search in it would take
 * longer each time than climbing does for all of them.
 */
final class BlockTree {

    private static final int NOBODY = -1;

    private final BlockCutpointGraph<String, DefaultEdge> blocks;

    /** By identity: equal graphs would be compared vertex by vertex. */
    private final Map<Graph<String, DefaultEdge>, Integer> numbers = new IdentityHashMap<>();

    /** Vertices of each block; of a cutpoint, itself alone. */
    private final List<Set<String>> members = new ArrayList<>();

    private final int[] parents;
    private final int[] depths;

    BlockTree(Graph<String, DefaultEdge> graph) {
        blocks = new BlockCutpointGraph<>(graph);
        for (Graph<String, DefaultEdge> block : blocks.vertexSet()) {
            numbers.put(block, members.size());
            members.add(block.vertexSet());
        }
        List<List<Integer>> neighbours = new ArrayList<>();
        members.forEach(block -> neighbours.add(new ArrayList<>()));
        for (DefaultEdge edge : blocks.edgeSet()) {
            int one = number(blocks.getEdgeSource(edge));
            int other = number(blocks.getEdgeTarget(edge));
            neighbours.get(one).add(other);
            neighbours.get(other).add(one);
        }
        parents = new int[members.size()];
        depths = new int[members.size()];
        Arrays.fill(depths, NOBODY);
        for (int root = 0; root < parents.length; root++) {
            if (depths[root] == NOBODY) {
                grow(root, neighbours);
            }
        }
    }

    private int number(Graph<String, DefaultEdge> block) {
        return Objects.requireNonNull(numbers.get(block));
    }

    private void grow(int root, List<List<Integer>> neighbours) {
        parents[root] = NOBODY;
        depths[root] = 0;
        Queue<Integer> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            int block = open.remove();
            for (int next : neighbours.get(block)) {
                if (depths[next] == NOBODY) {
                    parents[next] = block;
                    depths[next] = depths[block] + 1;
                    open.add(next);
                }
            }
        }
    }

    /** The blocks, and the cutpoints between them, through which every way between two connected vertices leads; in no order. */
    List<Set<String>> way(String from, String to) {
        int one = number(blocks.getBlock(from));
        int other = number(blocks.getBlock(to));
        List<Set<String>> way = new ArrayList<>();
        while (one != other) {
            if (depths[one] >= depths[other]) {
                way.add(members.get(one));
                one = parents[one];
            } else {
                way.add(members.get(other));
                other = parents[other];
            }
        }
        way.add(members.get(one));
        return way;
    }
}
