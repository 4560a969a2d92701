package dev.censim.scenarios.explain;

import dev.censim.facts.Side;

/**
 * A parameter in which the two ends of a tunnel do not agree.
 *
 * @param note what else is to be said about the two values; may be empty
 */
public record Difference(Parameter parameter, Setting cloud, Setting customer, String note) {

    /** The value of one end. */
    public Setting of(Side side) {
        return side == Side.CLOUD ? cloud : customer;
    }
}
