package dev.censim.cli.command;

import dev.censim.scenarios.sweep.CellFigures;
import dev.censim.scenarios.sweep.CellLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was measured in the cells of a grid so far, in the order of the grid. The Pareto front needs them all, so that it keeps them. */
final class CellJournal implements AutoCloseable {

    static final String NAME = "sweep.journal";

    private final LineJournal lines;
    private final List<CellFigures> cells;

    private CellJournal(LineJournal lines, List<CellFigures> cells) {
        this.lines = lines;
        this.cells = cells;
    }

    /** Begins a journal without cells, in place of any that lies there. */
    static CellJournal begin(Path file, GridIdentity sweep) throws WrongInput {
        return new CellJournal(LineJournal.begin(file, sweep), new ArrayList<>());
    }

    /**
     * Goes on with a journal where it ends; begins one where there is none.
     *
     * @throws WrongInput when the journal is of another sweep
     */
    static CellJournal resume(Path file, GridIdentity sweep) throws WrongInput {
        List<CellFigures> cells = new ArrayList<>();
        LineJournal lines = LineJournal.resume(file, sweep, line -> isTaken(line, sweep.cells(), cells));
        return new CellJournal(lines, cells);
    }

    private static boolean isTaken(String line, int most, List<CellFigures> cells) {
        Optional<CellFigures> cell =
                cells.size() < most ? CellLine.read(line, cells.size()) : Optional.<CellFigures>empty();
        cell.ifPresent(cells::add);
        return cell.isPresent();
    }

    /** Of all cells that are in it. */
    List<CellFigures> cells() {
        return List.copyOf(cells);
    }

    int size() {
        return cells.size();
    }

    /** Adds the next cell of the grid. What the disk refuses becomes an {@link java.io.UncheckedIOException}. */
    void append(CellFigures cell) {
        lines.append(CellLine.write(cells.size(), cell));
        cells.add(cell);
    }

    /** Ends it: all its cells stand elsewhere. */
    void remove() throws WrongInput {
        lines.remove();
    }

    @Override
    public void close() {
        lines.close();
    }
}
