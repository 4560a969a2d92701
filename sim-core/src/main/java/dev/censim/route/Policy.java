package dev.censim.route;

import dev.censim.model.policy.RoutingPolicy.Direction;

/**
 * A routing policy whose names have become numbers.
 *
 * @param table index of the table that it is bound to; {@link #ANY_TABLE} for the system's
 * @param nextPriority of the policy to be asked after this one has permitted; {@link RoutingPolicies#NONE} for none
 */
public record Policy(
        int priority,
        Direction direction,
        int table,
        boolean permits,
        int nextPriority,
        Condition condition,
        Change set) {

    public static final int ANY_TABLE = -1;

    boolean isOf(int index) {
        return table == ANY_TABLE || table == index;
    }

    boolean isAtThePlaceOf(Policy other) {
        return priority == other.priority && direction == other.direction && table == other.table;
    }
}
