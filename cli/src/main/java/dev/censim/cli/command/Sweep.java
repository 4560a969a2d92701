package dev.censim.cli.command;

import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.Walk;
import dev.censim.scenarios.whatif.Workers;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works off what a journal lacks of a plan. Sets of one size are over before larger ones begin.
 *
 * @param walk which failures are tried; it has taken what the journal has
 * @param workers cases that run at a time
 * @param work what becomes of a failure
 * @param resume the command that goes on with it when it is interrupted, without the program's name
 */
record Sweep(Walk walk, int workers, Function<Failure, Outcome> work, String resume) {

    private record Done(Outcome outcome, long nanos) {}

    /**
     * Returns when the journal has every case.
     *
     * @return simulated nanoseconds, from the failures to the ends of the cases
     * @throws CaseFault when a case shows a fault of ours; the journal has those before it
     */
    long run(CaseJournal journal, Terminal terminal, String task, boolean quiet) throws WrongInput {
        Plan plan = walk.plan();
        SweepPace pace = new SweepPace(plan, journal.cases(), workers);
        long[] simulated = {0};
        try (SweepLine line = SweepLine.of(terminal, task, plan.size(), quiet)) {
            line.at(journal.cases(), pace);
            Consumer<Done> taker = done -> {
                journal.append(done.outcome());
                walk.take(done.outcome());
                simulated[0] += done.outcome().endedAt() - done.outcome().failedAt();
                pace.took(done.outcome().failure().elements().size(), done.nanos(), System.nanoTime());
                line.at(journal.cases(), pace);
            };
            Interruption.during(
                    () -> tryAll(journal.cases(), taker),
                    () -> terminal.err()
                            .println((terminal.interactive() ? "\n" : "") + "censim: interrupted after "
                                    + journal.cases() + " of " + plan.size() + " cases; go on with: ./censim "
                                    + resume));
        } catch (UncheckedIOException e) {
            throw WrongInput.unwritable(CaseJournal.NAME, Objects.requireNonNull(e.getCause()));
        }
        return simulated[0];
    }

    /** @param done cases that are over already */
    private void tryAll(long done, Consumer<Done> taker) {
        long over = done;
        for (int size = 1; size <= walk.sizes(); size++) {
            Iterator<Failure> failures = walk.of(size);
            for (; over > 0 && failures.hasNext(); over--) {
                failures.next();
            }
            Workers.run(workers, failures, this::tryOne, taker);
        }
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
