package dev.censim.cli.command;

import dev.censim.reports.table.CsvTable;
import dev.censim.reports.table.ParquetTable;
import dev.censim.reports.table.Table;
import dev.censim.scenarios.read.Grid;
import dev.censim.scenarios.read.GridReader;
import dev.censim.scenarios.sweep.CellFigures;
import dev.censim.scenarios.sweep.Sweep;
import dev.censim.scenarios.sweep.SweepResult;
import dev.censim.scenarios.sweep.SweepTable;
import dev.censim.scenarios.sweep.SweepText;
import dev.censim.scenarios.whatif.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code censim sweep}: the same failures under all combinations of parameters. */
@Command(
        name = "sweep",
        description = {
            "Tries the same failures in every cell of a grid of parameters, and watches each cell's network while nothing fails:"
                    + " outages, what found them out and when, packets of probes, false alarms. Tells which cells are on the"
                    + " Pareto front of outage, probe traffic and false alarms. docs/sweep.md describes grids.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:every cell was measured",
            " 1:the network of at least one cell did not converge",
            " 2:the input is wrong: arguments, grid, scenario, or output folder",
            " 3:a fault of censim itself"
        },
        footerHeading = "%nWrites to the output folder:%n",
        footer = {
            "  sweep.csv       a row for each cell, in the order of the grid",
            "  sweep.parquet   the same with typed columns",
            "",
            "Examples:",
            "  ./censim sweep scenarios/sweeps/detection-timers.yaml",
            "  ./censim sweep scenarios/sweeps/bfd-or-hold-time.yaml --workers 2 --out /tmp/sweep"
        })
final class SweepCommand implements Callable<Integer> {

    static final String CSV = "sweep.csv";
    static final String PARQUET = "sweep.parquet";

    private final Terminal terminal;

    @Parameters(paramLabel = "GRID", description = "The grid: a scenario, and which of its values vary.")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where to write; censim-out/<name of the grid>-sweep unless given.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Cells that are measured at a time; as many as the machine has cores unless given. It changes no result.")
    private Optional<Integer> workers = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors.")
    private boolean quiet;

    SweepCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return ScenarioTask.guarded(terminal, file, "sweep " + file, () -> {
            GridReader.Result read = GridReader.read(file, SweepTable.reserved(), Sweep.kinds());
            if (read instanceof GridReader.Result.Refused refused) {
                refused.diagnostics().forEach(terminal.err()::println);
                return ExitStatus.WRONG_INPUT;
            }
            return sweep(((GridReader.Result.Accepted) read).grid());
        });
    }

    private int sweep(Grid grid) throws WrongInput {
        int atATime = workers();
        Sweep sweep = new Sweep(grid);
        checkCases(sweep);
        try (OutputFolder folder = OutputFolder.open(out.orElse(Path.of("censim-out", grid.name() + "-sweep")))) {
            SweepResult result = new SweepResult(grid.axes(), measured(grid, sweep, atATime));
            Table table = SweepTable.of(result);
            folder.add(List.of(
                    new Artefact(CSV, to -> CsvTable.write(table, to)),
                    new Artefact(PARQUET, to -> ParquetTable.write(table, to))));
            if (!quiet) {
                SweepText.of(result).forEach(terminal.out()::println);
                terminal.out()
                        .println(grid.size() + " cells: " + folder.folder().resolve(CSV));
            }
            return result.unconverged() == 0 ? ExitStatus.HELD : ExitStatus.NOT_HELD;
        }
    }

    private List<CellFigures> measured(Grid grid, Sweep sweep, int atATime) {
        List<CellFigures> cells = new ArrayList<>();
        try (ProgressLine progress = ProgressLine.of(terminal, grid.name(), quiet)) {
            progress.at(0, grid.size());
            Workers.run(atATime, IntStream.range(0, grid.size()).iterator(), sweep::measure, cell -> {
                cells.add(cell);
                progress.at(cells.size(), grid.size());
            });
        }
        return cells;
    }

    private void checkCases(Sweep sweep) throws WrongInput {
        try {
            if (sweep.cases(0) == 0) {
                throw new WrongInput(file + ": the first cell has nothing of its 'elements' that can fail");
            }
        } catch (ArithmeticException e) {
            throw new WrongInput(file + ": more sets fail together than can be counted; lower 'failures'");
        }
    }

    private int workers() throws WrongInput {
        int wanted = workers.orElse(Runtime.getRuntime().availableProcessors());
        if (wanted < 1) {
            throw new WrongInput("--workers " + wanted + ": at least one is needed");
        }
        return wanted;
    }
}
