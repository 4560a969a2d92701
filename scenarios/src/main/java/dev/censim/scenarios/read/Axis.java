package dev.censim.scenarios.read;

import java.util.List;

/**
 * One dimension of a grid.
 *
 * @param isCondition whether it is what the network has to live with, such as a loss, and not a choice
 * @param values what it takes one after the other, as a table shows them
 */
public record Axis(String name, boolean isCondition, List<String> values) {

    public Axis {
        values = List.copyOf(values);
    }
}
