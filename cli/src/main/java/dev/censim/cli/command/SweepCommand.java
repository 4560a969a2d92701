package dev.censim.cli.command;

import dev.censim.reports.table.CsvTable;
import dev.censim.reports.table.ParquetTable;
import dev.censim.reports.table.Table;
import dev.censim.scenarios.read.Grid;
import dev.censim.scenarios.read.GridReader;
import dev.censim.scenarios.sweep.Sweep;
import dev.censim.scenarios.sweep.SweepResult;
import dev.censim.scenarios.sweep.SweepTable;
import dev.censim.scenarios.sweep.SweepText;
import dev.censim.scenarios.whatif.Workers;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "  sweep.csv           a row for each cell, in the order of the grid",
            "  sweep.parquet       the same with typed columns",
            "  sweep-timing.json   how long it took; all that depends on the machine",
            "  sweep.journal       only until the others are whole: the cells so far, with which --resume goes on",
            "",
            "Examples:",
            "  ./censim sweep scenarios/sweeps/detection-timers.yaml",
            "  ./censim sweep scenarios/sweeps/bfd-or-hold-time.yaml --workers 2 --out /tmp/sweep",
            "  ./censim sweep big.yaml --out /data/big --resume"
        })
final class SweepCommand implements Callable<Integer> {

    static final String CSV = "sweep.csv";
    static final String PARQUET = "sweep.parquet";
    static final String TIMING = "sweep-timing.json";

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
            names = "--resume",
            description =
                    "Go on with the sweep that was killed or interrupted in this output folder: no cell of it is lost or"
                            + " measured twice, and the results are the same to the byte.")
    private boolean resume;

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
        GridIdentity identity = identity(grid);
        try (OutputFolder folder = OutputFolder.open(place(grid))) {
            Path journal = folder.folder().resolve(CellJournal.NAME);
            OptionalInt finished = resume && !Files.exists(journal) ? finished(folder, identity) : OptionalInt.empty();
            if (finished.isPresent()) {
                return finished.getAsInt();
            }
            try (CellJournal cells = journal(folder, journal, identity)) {
                return sweep(grid, sweep, cells, folder, new GridTiming(cells.size(), atATime, identity));
            }
        }
    }

    private int sweep(Grid grid, Sweep sweep, CellJournal cells, OutputFolder folder, GridTiming timing)
            throws WrongInput {
        measure(grid, sweep, cells, timing.workers());
        SweepResult result = new SweepResult(grid.axes(), cells.cells());
        int status = result.unconverged() == 0 ? ExitStatus.HELD : ExitStatus.NOT_HELD;
        Table table = SweepTable.of(result);
        folder.add(List.of(
                new Artefact(CSV, to -> CsvTable.write(table, to)),
                new Artefact(PARQUET, to -> ParquetTable.write(table, to)),
                timing.artefact(TIMING, cells.size(), status)));
        cells.remove();
        if (!quiet) {
            SweepText.of(result).forEach(terminal.out()::println);
            terminal.out().println(grid.size() + " cells: " + folder.folder().resolve(CSV));
        }
        return status;
    }

    /** What the journal lacks. */
    private void measure(Grid grid, Sweep sweep, CellJournal cells, int atATime) throws WrongInput {
        try (ProgressLine progress = ProgressLine.of(terminal, grid.name(), quiet)) {
            progress.at(cells.size(), grid.size());
            Interruption.during(
                    () -> Workers.run(
                            atATime, IntStream.range(cells.size(), grid.size()).iterator(), sweep::measure, cell -> {
                                cells.append(cell);
                                progress.at(cells.size(), grid.size());
                            }),
                    () -> terminal.err()
                            .println((terminal.interactive() ? "\n" : "") + "censim: interrupted after " + cells.size()
                                    + " of " + grid.size() + " cells; go on with: ./censim sweep " + Run.quoted(file)
                                    + " --out " + Run.quoted(place(grid)) + " --resume"));
        } catch (UncheckedIOException e) {
            throw WrongInput.unwritable(CellJournal.NAME, Objects.requireNonNull(e.getCause()));
        }
    }

    private Path place(Grid grid) {
        return out.orElse(Path.of("censim-out", grid.name() + "-sweep"));
    }

    private GridIdentity identity(Grid grid) throws WrongInput {
        Grid.Task task = grid.task();
        List<Long> seeds =
                task.seeds().isEmpty() ? List.of(grid.cell(0).scenario().seed()) : task.seeds();
        return new GridIdentity(
                Version.number(),
                grid.name(),
                seeds.stream().map(String::valueOf).collect(Collectors.joining(",")),
                task.failures(),
                String.join(",", task.elements().isEmpty() ? Sweep.kinds() : task.elements()),
                task.quiet().toString(),
                grid.size(),
                Checksum.sha256(file),
                Checksum.sha256(Path.of(grid.scenarioFile())));
    }

    /** The exit status of this very sweep when its results are there already. */
    private OptionalInt finished(OutputFolder folder, GridIdentity identity) {
        OptionalInt status = folder.has(CSV, PARQUET)
                ? Completion.exitStatus(folder.folder().resolve(TIMING), identity, "")
                : OptionalInt.empty();
        if (status.isPresent() && !quiet) {
            terminal.out()
                    .println("finished already, nothing is measured again: "
                            + folder.folder().resolve(CSV));
            if (status.getAsInt() != ExitStatus.HELD) {
                terminal.out().println("the network of at least one cell did not converge");
            }
        }
        return status;
    }

    private CellJournal journal(OutputFolder folder, Path journal, GridIdentity identity) throws WrongInput {
        if (resume) {
            return CellJournal.resume(journal, identity);
        }
        if (Files.exists(journal) && !quiet) {
            terminal.err().println("censim: starts over; --resume would have gone on where " + journal + " ends");
        }
        folder.remove(TIMING);
        return CellJournal.begin(journal, identity);
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
