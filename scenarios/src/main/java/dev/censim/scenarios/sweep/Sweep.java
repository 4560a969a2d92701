package dev.censim.scenarios.sweep;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.Grid;
import dev.censim.scenarios.read.GridCell;
import dev.censim.scenarios.sweep.CellFigures.Measured;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Manner;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.WhatIf;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries the same failures in each cell of a grid, and watches the cell's network while nothing fails. */
public final class Sweep {

    private final Grid grid;
    private final Set<ElementKind> kinds;

    public Sweep(Grid grid) {
        this.grid = grid;
        kinds = EnumSet.allOf(ElementKind.class);
        if (!grid.task().elements().isEmpty()) {
            kinds.removeIf(kind -> !grid.task().elements().contains(kind.text()));
        }
    }

    /** What can be written as an element of a grid. */
    public static List<String> kinds() {
        return Arrays.stream(ElementKind.values()).map(ElementKind::text).toList();
    }

    /**
     * How many cases a cell has for each seed.
     *
     * @throws ArithmeticException when there are more than a long counts
     */
    public long cases(int cell) {
        return plan(grid.cell(cell).scenario()).size();
    }

    private Plan plan(Scenario scenario) {
        return Plan.of(Elements.of(scenario.topology(), kinds), grid.task().failures());
    }

    /** Measures a cell. Several threads may do so at a time. */
    public CellFigures measure(int number) {
        GridCell cell = grid.cell(number);
        Damage.Tally silent = new Damage.Tally();
        Damage.Tally clean = new Damage.Tally();
        Optional<Watch> watch = Optional.empty();
        try {
            for (Scenario scenario : runs(cell.scenario())) {
                WhatIf network = WhatIf.converge(scenario);
                plan(scenario)
                        .forEach(failure ->
                                (failure.manner() == Manner.SILENT ? silent : clean).take(network.outcome(failure)));
                Watch another =
                        Watch.of(scenario, network.convergedAt(), grid.task().quiet());
                watch = Optional.of(watch.map(another::and).orElse(another));
            }
        } catch (NotConverged e) {
            return new CellFigures(cell.values(), Optional.empty());
        }
        return new CellFigures(cell.values(), watch.map(seen -> new Measured(silent.damage(), clean.damage(), seen)));
    }

    private List<Scenario> runs(Scenario scenario) {
        List<Long> seeds = grid.task().seeds();
        return seeds.isEmpty()
                ? List.of(scenario)
                : seeds.stream().map(scenario::withSeed).toList();
    }
}
