package dev.censim.cli.command;

import dev.censim.scenarios.whatif.CaseLine;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Walk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** What became of the cases of a what-if analysis so far, in the order of the plan. */
final class CaseJournal implements AutoCloseable {

    static final String NAME = "whatif.journal";

    private final LineJournal lines;
    private final CaseLine form;

    private CaseJournal(LineJournal lines, CaseLine form) {
        this.lines = lines;
        this.form = form;
    }

    /**
     * Begins a journal without cases, in place of any that lies there.
     *
     * @param form of the lines
     */
    static CaseJournal begin(Path file, SweepIdentity sweep, CaseLine form) throws WrongInput {
        return new CaseJournal(LineJournal.begin(file, sweep), form);
    }

    /**
     * Goes on with a journal where it ends; begins one where there is none.
     *
     * @param form of the lines
     * @param walk takes what the journal has
     * @throws WrongInput when the journal is of another sweep
     */
    static CaseJournal resume(Path file, SweepIdentity sweep, CaseLine form, Walk walk) throws WrongInput {
        Iterator<Failure> failures = walk.iterator();
        return new CaseJournal(
                LineJournal.resume(
                        file, sweep, line -> failures.hasNext() && isTaken(form.read(line, failures.next()), walk)),
                form);
    }

    private static boolean isTaken(Optional<Outcome> outcome, Walk walk) {
        outcome.ifPresent(walk::take);
        return outcome.isPresent();
    }

    /** How many cases are in it. */
    long cases() {
        return lines.tasks();
    }

    /** Adds the next case of the plan. What the disk refuses becomes an {@link java.io.UncheckedIOException}. */
    void append(Outcome outcome) {
        lines.append(form.brief(outcome));
    }

    /** Reads all cases in order, one at a time. */
    void forEach(Walk walk, Consumer<Outcome> reader) throws IOException {
        Iterator<Failure> failures = walk.iterator();
        lines.forEach(line -> {
            Outcome outcome = form.read(line, failures.next())
                    .orElseThrow(() -> new IllegalStateException("not the line of the case: " + line));
            walk.take(outcome);
            reader.accept(outcome);
        });
    }

    /** Ends it: all its cases stand elsewhere. */
    void remove() throws WrongInput {
        lines.remove();
    }

    @Override
    public void close() {
        lines.close();
    }
}
