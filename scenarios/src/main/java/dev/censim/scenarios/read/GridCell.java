package dev.censim.scenarios.read;

import dev.censim.model.Scenario;
import java.util.List;

/**
 * One cell of a grid.
 *
 * @param number from 0, in the order of the grid
 * @param values of each axis, in the order of the axes
 * @param scenario with those values
 */
public record GridCell(int number, List<String> values, Scenario scenario) {

    public GridCell {
        values = List.copyOf(values);
    }
}
