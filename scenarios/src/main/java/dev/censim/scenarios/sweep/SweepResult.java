package dev.censim.scenarios.sweep;

import dev.censim.scenarios.read.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All cells of a grid with their figures, and which are on the Pareto front: of cells under the same conditions those that no other beats
 * in outage, probe traffic and false alarms. A flow that is cut off is worse than any outage.
 */
public final class SweepResult {

    private final List<Axis> axes;
    private final List<CellFigures> cells;
    private final boolean[] isOnFront;

    /**
     * @param axes of the grid
     * @param cells in the order of the grid
     */
    public SweepResult(List<Axis> axes, List<CellFigures> cells) {
        this.axes = List.copyOf(axes);
        this.cells = List.copyOf(cells);
        isOnFront = new boolean[cells.size()];
        byConditions().values().forEach(this::markFront);
    }

    private void markFront(List<Integer> alike) {
        List<Integer> converged =
                alike.stream().filter(cell -> cells.get(cell).isConverged()).toList();
        boolean[] front = Front.of(converged.stream()
                .map(cell -> cells.get(cell).measured().orElseThrow().objectives())
                .toList());
        for (int i = 0; i < front.length; i++) {
            isOnFront[converged.get(i)] = front[i];
        }
    }

    /** Numbers of cells by the values of their conditions, in the order of the grid. */
    Map<List<String>, List<Integer>> byConditions() {
        Map<List<String>, List<Integer>> alike = new LinkedHashMap<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            alike.computeIfAbsent(values(cell, true), conditions -> new ArrayList<>())
                    .add(cell);
        }
        return alike;
    }

    /** Of a cell its conditions, or what was chosen. */
    List<String> values(int cell, boolean ofConditions) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).isCondition() == ofConditions) {
                values.add(cells.get(cell).values().get(i));
            }
        }
        return values;
    }

    List<Axis> axes() {
        return axes;
    }

    List<CellFigures> cells() {
        return cells;
    }

    boolean isOnFront(int cell) {
        return isOnFront[cell];
    }

    /** How many networks did not come to rest before anything failed. */
    public long unconverged() {
        return cells.stream().filter(cell -> !cell.isConverged()).count();
    }
}
