package dev.censim.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.policy.RoutingPolicy.Direction;
import dev.censim.model.policy.RoutingPolicy.MatchMode;
import dev.censim.wire.bgp.AsPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The order in which policies are asked, against the vendor's description of it, written down once more here. */
class RoutingPoliciesTest {

    private static final long SEED = 20260217;
    private static final int ROUNDS = 20_000;
    private static final List<InstanceType> TYPES =
            List.of(InstanceType.VPC, InstanceType.VBR, InstanceType.VPN, InstanceType.CCN, InstanceType.ECR);
    private static final List<OriginRouteType> ROUTE_TYPES = List.of(OriginRouteType.values());

    private final Random random = new Random(SEED);

    // ---- the flow, as a person follows it

    /** A route as a person writes it down. */
    private record Told(
            Prefix prefix,
            int region,
            int origin,
            InstanceType type,
            OriginRouteType routeType,
            List<Long> path,
            List<String> communities,
            int preference) {

        private static Told of(Prefix prefix, RouteAttributes route) {
            return new Told(
                    prefix,
                    route.region(),
                    route.origin(),
                    route.originType(),
                    route.routeType(),
                    numbers(route.asPath()),
                    route.communities().stream().map(Community::toString).toList(),
                    route.preference());
        }

        private static List<Long> numbers(AsPath path) {
            return path.segments().stream()
                    .flatMap(segment -> segment.asns().stream())
                    .map(Asn::number)
                    .toList();
        }
    }

    /** What comes out: the route as it is told, or nothing; and who decided. */
    private record Outcome(boolean permitted, Told route, int decidedBy) {}

    private static Outcome follow(
            List<Policy> policies, Direction direction, int table, Told route, RoutingPolicies.Destination to) {
        TreeMap<Integer, List<Policy>> byPriority = new TreeMap<>();
        policies.stream()
                .filter(policy -> policy.direction() == direction)
                .filter(policy -> policy.table() == table || policy.table() == Policy.ANY_TABLE)
                .forEach(policy -> byPriority
                        .computeIfAbsent(policy.priority(), key -> new ArrayList<>())
                        .add(policy));
        Told now = route;
        int decidedBy = RoutingPolicies.NONE;
        Integer priority = byPriority.isEmpty() ? null : byPriority.firstKey();
        while (priority != null) {
            Policy policy = Objects.requireNonNull(byPriority.get(priority)).get(0);
            Integer next = byPriority.higherKey(priority);
            if (holds(policy.condition(), direction, table, now, to)) {
                decidedBy = priority;
                if (!policy.permits()) {
                    return new Outcome(false, route, decidedBy);
                }
                now = changed(now, policy.set());
                next = policy.nextPriority() == RoutingPolicies.NONE
                        ? null
                        : byPriority.ceilingKey(policy.nextPriority());
            }
            priority = next;
        }
        return new Outcome(true, now, decidedBy);
    }

    private static Told changed(Told route, Change set) {
        List<Long> path =
                new ArrayList<>(set.prepend().stream().map(Asn::number).toList());
        path.addAll(route.path);
        HashSet<String> communities = new HashSet<>(
                set.communities().stream().map(Community::toString).toList());
        if (!set.replacesCommunities()) {
            communities.addAll(route.communities);
        }
        return new Told(
                route.prefix,
                route.region,
                route.origin,
                route.type,
                route.routeType,
                path,
                communities.stream()
                        .map(text -> Community.tryParse(text).orElseThrow())
                        .sorted()
                        .map(Community::toString)
                        .toList(),
                set.preference().orElse(route.preference));
    }

    private static boolean holds(
            Condition when, Direction direction, int table, Told route, RoutingPolicies.Destination to) {
        if (!when.sourceRegions().isEmpty() && !when.sourceRegions().contains(route.region)) {
            return false;
        }
        if (!when.sourceInstances().isEmpty()) {
            boolean isNamed = when.sourceInstances().contains(route.origin);
            if (when.isSourceReverse() ? isNamed : !isNamed) {
                return false;
            }
        }
        if (!when.sourceTypes().isEmpty() && !when.sourceTypes().contains(route.type)
                || !when.sourceTables().isEmpty() && !when.sourceTables().contains(table)
                || !when.routeTypes().isEmpty() && !when.routeTypes().contains(route.routeType)) {
            return false;
        }
        if (!holdsForPrefix(when, route) || !holdsForPath(when, route) || !holdsForCommunities(when, route)) {
            return false;
        }
        return direction == Direction.REGION_IN || holdsForDestination(when, to);
    }

    private static boolean holdsForPrefix(Condition when, Told route) {
        if (when.prefixes().isEmpty()) {
            return true;
        }
        for (Prefix given : when.prefixes()) {
            boolean isInside = bits(route.prefix).startsWith(bits(given));
            boolean isEqual = bits(route.prefix).equals(bits(given));
            if (when.prefixMode() == MatchMode.COMPLETE ? isEqual : isInside) {
                return true;
            }
        }
        return false;
    }

    private static String bits(Prefix prefix) {
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < prefix.length(); i++) {
            bits.append((prefix.network() >>> (31 - i) & 1) == 1 ? '1' : '0');
        }
        return bits.toString();
    }

    private static boolean holdsForPath(Condition when, Told route) {
        List<Long> given = when.asPath().stream().map(Asn::number).toList();
        if (given.isEmpty()) {
            return true;
        }
        return when.asPathMode() == MatchMode.COMPLETE
                ? route.path.equals(given)
                : given.stream().anyMatch(route.path::contains);
    }

    private static boolean holdsForCommunities(Condition when, Told route) {
        List<String> given =
                when.communities().stream().map(Community::toString).toList();
        if (given.isEmpty()) {
            return true;
        }
        return when.communityMode() == MatchMode.COMPLETE
                ? new HashSet<>(given).equals(new HashSet<>(route.communities))
                : given.stream().anyMatch(route.communities::contains);
    }

    private static boolean holdsForDestination(Condition when, RoutingPolicies.Destination to) {
        boolean says = !when.destinationInstances().isEmpty()
                || !when.destinationTypes().isEmpty()
                || !when.destinationTables().isEmpty();
        if (!says) {
            return true;
        }
        if (to.type() == InstanceType.TR) {
            return false;
        }
        boolean isNamed = when.destinationInstances().contains(to.instance());
        boolean isInstance = when.destinationInstances().isEmpty() || (when.isDestinationReverse() != isNamed);
        return isInstance
                && (when.destinationTypes().isEmpty() || when.destinationTypes().contains(to.type()))
                && (when.destinationTables().isEmpty()
                        || when.destinationTables().contains(to.associatedTable()));
    }

    // ---- random policies and routes out of few values, so that they meet

    private <T> List<T> some(List<T> from) {
        return random.nextInt(100) < 60
                ? List.of()
                : from.stream().filter(one -> random.nextInt(100) < 45).toList();
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Asn asn() {
        return new Asn(65001 + random.nextInt(4));
    }

    private Community community() {
        return new Community(65001 << 16 | 1 + random.nextInt(4));
    }

    private Prefix prefix() {
        int length = one(List.of(8, 15, 16, 24, 32));
        return new Prefix((10 << 24 | random.nextInt(2) << 16 | random.nextInt(2) << 8) & Prefix.mask(length), length);
    }

    private MatchMode mode() {
        return one(List.of(MatchMode.values()));
    }

    private Condition condition() {
        return new Condition(
                some(List.of(0, 1, 2)),
                some(List.of(10, 11, 12)),
                random.nextBoolean(),
                some(List.of(20, 21, 22)),
                random.nextBoolean(),
                some(TYPES),
                some(TYPES),
                some(List.of(0, 1)),
                some(List.of(0, 1)),
                some(ROUTE_TYPES),
                some(List.of(prefix(), prefix())),
                mode(),
                some(List.of(asn(), asn())),
                mode(),
                some(List.of(community(), community())),
                mode());
    }

    private Policy policy(int priority) {
        boolean permits = random.nextInt(100) < 70;
        boolean goesOn = permits && random.nextBoolean();
        Change set = new Change(
                random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(100)) : OptionalInt.empty(),
                some(List.of(asn(), asn(), asn())),
                some(List.of(community(), community())),
                random.nextBoolean());
        return new Policy(
                priority,
                one(List.of(Direction.values())),
                random.nextInt(2),
                permits,
                goesOn ? priority + 1 + random.nextInt(5) : RoutingPolicies.NONE,
                condition(),
                permits ? set : Change.NONE);
    }

    private RouteAttributes route() {
        return RouteAttributes.of(one(TYPES), one(ROUTE_TYPES), 10 + random.nextInt(3), random.nextInt(3))
                .withAsPath(AsPath.sequence(random.ints(random.nextInt(4), 65001, 65005)
                        .mapToObj(Asn::new)
                        .toArray(Asn[]::new)))
                .withCommunities(some(List.of(community(), community())))
                .withPreference(1 + random.nextInt(100));
    }

    private RoutingPolicies.Destination destination() {
        InstanceType type = random.nextInt(100) < 20 ? InstanceType.TR : one(TYPES);
        return new RoutingPolicies.Destination(20 + random.nextInt(3), type, random.nextInt(2));
    }

    @Test
    void policiesDecideAsTheirDescriptionSays() {
        int denied = 0;
        int changed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Policy> policies = new ArrayList<>();
            RoutingPolicies judge = new RoutingPolicies(List.of());
            for (int priority = 1 + random.nextInt(3); priority < 12; priority += 1 + random.nextInt(4)) {
                Policy policy = policy(priority);
                policies.add(policy);
                judge = judge.with(policy);
            }
            if (random.nextBoolean()) {
                policies.add(RoutingPolicies.SYSTEM);
                judge = judge.with(RoutingPolicies.SYSTEM);
            }
            Prefix prefix = prefix();
            RouteAttributes route = route();
            int table = random.nextInt(2);
            RoutingPolicies.Destination to = destination();
            Told told = Told.of(prefix, route);

            RoutingPolicies.Verdict in = judge.in(table, prefix, route);
            RoutingPolicies.Verdict out = judge.out(table, prefix, route, to);

            assertThat(new Outcome(in.permitted(), Told.of(prefix, in.attributes()), in.decidedBy()))
                    .as("in, seed %d, round %d: %s", SEED, round, policies)
                    .isEqualTo(follow(policies, Direction.REGION_IN, table, told, to));
            assertThat(new Outcome(out.permitted(), Told.of(prefix, out.attributes()), out.decidedBy()))
                    .as("out, seed %d, round %d: %s", SEED, round, policies)
                    .isEqualTo(follow(policies, Direction.REGION_OUT, table, told, to));
            denied += in.permitted() && out.permitted() ? 0 : 1;
            changed += in.attributes().equals(route) ? 0 : 1;
        }
        assertThat(denied).as("denied, seed " + SEED).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
        assertThat(changed).as("changed, seed " + SEED).isGreaterThan(ROUNDS / 10);
    }

    @Test
    void systemPolicyCanBeNeitherReplacedNorRemoved() {
        RoutingPolicies judge = new RoutingPolicies(List.of(RoutingPolicies.SYSTEM)).without(RoutingPolicies.SYSTEM);
        RouteAttributes vpn = RouteAttributes.of(InstanceType.VPN, OriginRouteType.BGP, 10, 0);
        RoutingPolicies.Destination vbr = new RoutingPolicies.Destination(20, InstanceType.VBR, 0);

        RoutingPolicies.Verdict verdict = judge.out(0, Prefix.of("172.16.0.0/16"), vpn, vbr);

        assertThat(verdict.permitted()).isFalse();
        assertThat(verdict.decidedBy()).isEqualTo(RoutingPolicy.SYSTEM_PRIORITY);
    }
}
