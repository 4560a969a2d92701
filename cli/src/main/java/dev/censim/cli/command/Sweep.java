package dev.censim.cli.command;

import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.Workers;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works off what a journal lacks of a plan.
 *
 * @param workers cases that run at a time
 * @param work what becomes of a failure
 * @param resume the command that goes on with it when it is interrupted, without the program's name
 */
record Sweep(Plan plan, int workers, Function<Failure, Outcome> work, String resume) {

    private record Done(Outcome outcome, long nanos) {}

    /**
     * Returns when the journal has every case of the plan.
     *
     * @return simulated nanoseconds, from the failures to the ends of the cases
     * @throws CaseFault when a case shows a fault of ours; the journal has those before it
     */
    long run(CaseJournal journal, Terminal terminal, String task, boolean quiet) throws WrongInput {
        SweepPace pace = new SweepPace(plan, journal.cases(), workers);
        long[] simulated = {0};
        try (SweepLine line = SweepLine.of(terminal, task, plan.size(), quiet)) {
            line.at(journal.cases(), pace);
            Consumer<Done> taker = done -> {
                journal.append(done.outcome());
                simulated[0] += done.outcome().endedAt() - done.outcome().failedAt();
                pace.took(done.outcome().failure().elements().size(), done.nanos(), System.nanoTime());
                line.at(journal.cases(), pace);
            };
            Interruption.during(
                    () -> Workers.run(workers, plan.from(journal.cases()), this::tryOne, taker),
                    () -> terminal.err()
                            .println((terminal.interactive() ? "\n" : "") + "censim: interrupted after "
                                    + journal.cases() + " of " + plan.size() + " cases; go on with: ./censim "
                                    + resume));
        } catch (UncheckedIOException e) {
            throw WrongInput.unwritable(CaseJournal.NAME, Objects.requireNonNull(e.getCause()));
        }
        return simulated[0];
    }

    // Whatever fails in there is ours to report, be it an exception, a failed assertion or the end of the memory.
    @SuppressWarnings("CatchingUnchecked")
    private Done tryOne(Failure failure) {
        long begun = System.nanoTime();
        try {
            return new Done(work.apply(failure), System.nanoTime() - begun);
        } catch (RuntimeException | Error fault) {
            throw new CaseFault(failure, fault);
        }
    }
}
