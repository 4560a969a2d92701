package dev.censim.scenarios.whatif;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The failures of a plan one after the other: all of them, or with pruning those that can still add to the minimal failure sets. A set can
 * not when for each flow a part of it is known to be enough, and that depends on smaller sets alone: so all sets of one size may be
 * tried at a time, once what became of the smaller ones has been taken.
 */
public final class Walk {

    private final Plan plan;
    private final Optional<Requirement> requirement;
    private final Findings known;
    private long pruned;

    private Walk(Plan plan, Optional<Requirement> requirement) {
        this.plan = plan;
        this.requirement = requirement;
        known = new Findings(requirement.orElse(Requirement.connected()));
    }

    public static Walk all(Plan plan) {
        return new Walk(plan, Optional.empty());
    }

    /** @param requirement whose minimal failure sets are looked for */
    public static Walk pruned(Plan plan, Requirement requirement) {
        return new Walk(plan, Optional.of(requirement));
    }

    /** The same from the beginning. */
    public Walk anew() {
        return new Walk(plan, requirement);
    }

    public Plan plan() {
        return plan;
    }

    /** The most elements that fail together. */
    public int sizes() {
        return plan.levels().size();
    }

    /** The failures of so many elements, when what became of all smaller ones has been taken. */
    public Iterator<Failure> of(int size) {
        return plan.levels()
                .get(size - 1)
                .mapToObj(plan::at)
                .filter(this::isWorthTrying)
                .iterator();
    }

    /** The failures of all sizes, for one who takes what became of each before going on to the next. */
    public Iterator<Failure> iterator() {
        return new Iterator<>() {
            private int size = 1;
            private Iterator<Failure> failures = of(size);

            @Override
            public boolean hasNext() {
                while (!failures.hasNext() && size < sizes()) {
                    failures = of(++size);
                }
                return failures.hasNext();
            }

            @Override
            public Failure next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return failures.next();
            }
        };
    }

    private boolean isWorthTrying(Failure failure) {
        if (requirement.isPresent() && known.isForeseen(failure)) {
            pruned++;
            return false;
        }
        return true;
    }

    /** What became of a failure, in the order of the plan. */
    public void take(Outcome outcome) {
        if (requirement.isPresent()) {
            known.take(outcome);
        }
    }

    /** How many failures have been left out so far. */
    public long pruned() {
        return pruned;
    }
}
