package dev.censim.reports.timeline;

import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Tells what happened at both ends within a moment as one thing. */
final class Ends<T> {

    private static final long MOMENT = Time.SECOND;

    private final List<T> untold;
    private final ToLongFunction<T> at;
    private final Function<T, Side> side;

    Ends(List<T> moves, ToLongFunction<T> at, Function<T, Side> side) {
        this.untold = new ArrayList<>(moves);
        this.at = at;
        this.side = side;
    }

    /** Where the telling goes. */
    interface Teller {

        /** @param second when it had happened at the second end, or at the only one */
        void tell(long second, boolean both);
    }

    /** Moves are told in order, each once: nothing happens when it was told together with an earlier one. */
    void tell(T move, Predicate<T> alike, Teller teller) {
        if (untold.isEmpty() || untold.get(0) != move) {
            return;
        }
        untold.remove(0);
        for (T other : untold) {
            if (at.applyAsLong(other) - at.applyAsLong(move) > MOMENT) {
                break;
            }
            if (side.apply(other) != side.apply(move)) {
                if (!alike.test(other)) {
                    break;
                }
                untold.remove(other);
                teller.tell(at.applyAsLong(other), true);
                return;
            }
        }
        teller.tell(at.applyAsLong(move), false);
    }
}
