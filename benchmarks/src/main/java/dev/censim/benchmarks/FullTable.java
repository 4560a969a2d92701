package dev.censim.benchmarks;

import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RouteType;
import dev.censim.node.Control;
import dev.censim.node.TransitRouterConfig;
import dev.censim.node.TransitRouterNode;
import dev.censim.route.RouteAttributes;
import dev.censim.route.RouteOrder;
import dev.censim.route.RoutingPolicies;
import dev.censim.wire.bgp.AsPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A table of about the Internet's make: the shares of its prefix lengths, a set of attributes for about twelve prefixes, told set by
 * set as BGP tells it. The networks are spread evenly, which the Internet's are not: more nodes of a trie, not fewer. A VBR offers it to
 * a transit router of two attachments.
 */
final class FullTable {

    /** Length and its share per thousand. */
    private static final int[][] SHARES = {
        {8, 1}, {12, 1}, {13, 1}, {14, 1}, {15, 2}, {16, 14}, {17, 8}, {18, 14}, {19, 27}, {20, 45}, {21, 50},
        {22, 110}, {23, 100}, {24, 626}
    };

    private static final int PREFIXES_PER_PATH = 12;
    private static final int ROUTER = 0;
    private static final int VBR = 1;
    private static final int VPC = 2;

    private final List<Prefix> prefixes;
    private final List<AsPath> paths = new ArrayList<>();

    FullTable(int size) {
        SplittableRandom random = new SplittableRandom(1);
        Set<Prefix> distinct = new LinkedHashSet<>();
        while (distinct.size() < size) {
            int length = length(random.nextInt(1000));
            distinct.add(new Prefix(destination(random) & Prefix.mask(length), length));
        }
        prefixes = List.copyOf(distinct);
        for (int i = 0; i <= size / PREFIXES_PER_PATH; i++) {
            paths.add(AsPath.sequence(random.ints(random.nextInt(2, 7), 1, 400_000)
                    .mapToObj(Asn::new)
                    .toArray(Asn[]::new)));
        }
    }

    private static int length(int drawn) {
        int left = drawn;
        for (int[] share : SHARES) {
            left -= share[1];
            if (left < 0) {
                return share[0];
            }
        }
        throw new AssertionError(drawn);
    }

    /** An address of the Internet. */
    static int destination(SplittableRandom random) {
        return random.nextInt(1, 224) << 24 | random.nextInt(1 << 24);
    }

    List<Prefix> prefixes() {
        return prefixes;
    }

    /** A transit router that has taken the whole table. */
    Simulation loaded() {
        TransitRouterConfig config = new TransitRouterConfig(
                ROUTER,
                List.of(new TransitRouterConfig.Table(
                        0, new RouteOrder(List.of(RouteType.values()), 0, false), List.of())),
                List.of(attachment(VBR, InstanceType.VBR), attachment(VPC, InstanceType.VPC)),
                List.of(),
                List.of(RoutingPolicies.SYSTEM),
                0,
                Time.NEVER);
        return Simulation.of(List.of(new TransitRouterNode(config), new Neighbour(0)))
                .run(prefixes.size());
    }

    private static TransitRouterConfig.Attachment attachment(int actor, InstanceType type) {
        return new TransitRouterConfig.Attachment(actor, type, 0, List.of(0), List.of(), false, OptionalInt.empty());
    }

    /** The VBR: it offers a path's prefixes at a time. */
    private final class Neighbour implements Actor {

        private int told;

        Neighbour(int told) {
            this.told = told;
        }

        @Override
        public long deadline() {
            return told < prefixes.size() ? 1 + told / PREFIXES_PER_PATH : Time.NEVER;
        }

        @Override
        public void wake(Turn turn) {
            AsPath path = paths.get(told / PREFIXES_PER_PATH);
            int end = Math.min(told + PREFIXES_PER_PATH, prefixes.size());
            while (told < end) {
                RouteAttributes attributes = RouteAttributes.of(InstanceType.VBR, OriginRouteType.BGP, VBR, 0)
                        .withAsPath(path);
                turn.to(ROUTER, new Control.RouteOffered(VBR, prefixes.get(told++), attributes, 0));
            }
        }

        @Override
        public void accept(Signal signal, Turn turn) {
            throw new AssertionError(signal);
        }

        @Override
        public Actor copy() {
            return new Neighbour(told);
        }
    }
}
