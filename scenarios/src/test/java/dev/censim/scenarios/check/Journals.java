package dev.censim.scenarios.check;

import dev.censim.kernel.Actor;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import java.util.List;

/** Journals that hold given facts. */
final class Journals {

    private Journals() {}

    static Journal of(Fact... facts) {
        return of(List.of(facts));
    }

    static Journal of(List<? extends Fact> facts) {
        return Simulation.of(List.of(new Teller(facts))).run(0).journal();
    }

    /** Notes its facts at once; they carry their own instants. */
    private static final class Teller implements Actor {

        private final List<? extends Fact> facts;
        private boolean told;

        Teller(List<? extends Fact> facts) {
            this.facts = List.copyOf(facts);
        }

        @Override
        public long deadline() {
            return told ? Time.NEVER : 0;
        }

        @Override
        public void wake(Turn turn) {
            told = true;
            facts.forEach(turn::note);
        }

        @Override
        public void accept(Signal signal, Turn turn) {}

        @Override
        public Actor copy() {
            Teller copy = new Teller(facts);
            copy.told = told;
            return copy;
        }
    }
}
