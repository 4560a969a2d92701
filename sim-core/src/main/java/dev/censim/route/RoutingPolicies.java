package dev.censim.route;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.policy.RoutingPolicy.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The routing policies of a transit router, the system's own among them (API-CBN {@code CreateCenRouteMap}). The smallest priority is
 * asked first; a policy that does not match is passed over; a route that none matches is permitted.
 */
public final class RoutingPolicies {

    /** In place of a priority: no policy matched. */
    public static final int NONE = -1;

    private static final List<InstanceType> ONE_ANOTHER =
            List.of(InstanceType.VPN, InstanceType.ECR, InstanceType.VBR, InstanceType.CCN);

    /** Product page, Considerations: rejects routes among VPN, VBR and CCN; vendor, "connect ECRs": and ECR. */
    public static final Policy SYSTEM = new Policy(
            RoutingPolicy.SYSTEM_PRIORITY,
            Direction.REGION_OUT,
            Policy.ANY_TABLE,
            false,
            NONE,
            Condition.ofTypes(ONE_ANOTHER, ONE_ANOTHER),
            Change.NONE);

    /**
     * What policies say of a route.
     *
     * @param attributes with what the policies that matched have changed
     * @param decidedBy priority of the last policy that matched; {@link #NONE} when none did
     */
    public record Verdict(boolean permitted, RouteAttributes attributes, int decidedBy) {}

    /**
     * Whom a route would be advertised to.
     *
     * @param instance its number
     * @param associatedTable index of its table
     */
    public record Destination(int instance, InstanceType type, int associatedTable) {

        /** Conditions about a destination speak of the transit router's own instances only. */
        boolean isLocal() {
            return type != InstanceType.TR;
        }
    }

    private final List<Policy> policies;
    private final boolean tellInstancesApart;

    public RoutingPolicies(List<Policy> policies) {
        List<Policy> sorted = new ArrayList<>(policies);
        sorted.sort(Comparator.comparingInt(Policy::priority));
        this.policies = List.copyOf(sorted);
        tellInstancesApart = sorted.stream()
                .anyMatch(policy -> !policy.condition().destinationInstances().isEmpty());
    }

    /** Whether any names destinations; else all of one type and table are the same to them. */
    public boolean tellInstancesApart() {
        return tellInstancesApart;
    }

    /** With one more, in place of the one of its table, direction and priority. */
    public RoutingPolicies with(Policy policy) {
        List<Policy> all = new ArrayList<>(without(policy).policies);
        all.add(policy);
        return new RoutingPolicies(all);
    }

    /** Without the policy of that table, direction and priority; the system's own stays. */
    public RoutingPolicies without(Policy policy) {
        return new RoutingPolicies(policies.stream()
                .filter(one -> one.priority() == RoutingPolicy.SYSTEM_PRIORITY || !one.isAtThePlaceOf(policy))
                .toList());
    }

    /** Whether a route that is advertised to the transit router enters a table, and how. */
    public Verdict in(int table, Prefix prefix, RouteAttributes attributes) {
        return judge(Direction.REGION_IN, table, prefix, attributes, new Destination(NONE, InstanceType.TR, NONE));
    }

    /** Whether a route of a table may be used by a destination, and how it is told. */
    public Verdict out(int table, Prefix prefix, RouteAttributes attributes, Destination to) {
        return judge(Direction.REGION_OUT, table, prefix, attributes, to);
    }

    private Verdict judge(Direction direction, int table, Prefix prefix, RouteAttributes attributes, Destination to) {
        RouteAttributes changed = attributes;
        int decidedBy = NONE;
        int from = 0;
        for (Policy policy : policies) {
            boolean isAsked = policy.priority() >= from
                    && policy.direction() == direction
                    && policy.isOf(table)
                    && policy.condition().matches(direction, table, prefix, changed, to);
            if (isAsked) {
                decidedBy = policy.priority();
                if (!policy.permits()) {
                    return new Verdict(false, attributes, decidedBy);
                }
                changed = policy.set().applyTo(changed);
                if (policy.nextPriority() == NONE) {
                    break;
                }
                from = policy.nextPriority();
            }
        }
        return new Verdict(true, changed, decidedBy);
    }
}
