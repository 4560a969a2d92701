package dev.censim.scenarios.sweep;

import java.util.List;
import java.util.Optional;

/**
 * What was measured in one cell of a grid.
 *
 * @param values of the axes
 * @param measured empty when the network did not converge
 */
public record CellFigures(List<String> values, Optional<Measured> measured) {

    /** Of a network that converged: what failures did, and what watching for them cost. */
    record Measured(Damage silent, Damage clean, Watch watch) {

        /** What is to be small: outage, packets of probes, false alarms. */
        long[] objectives() {
            return new long[] {outage(), watch.probes(), watch.falseAlarms()};
        }

        /** One number, first by how many flows were cut off, then by the worst outage of the others, in microseconds. */
        private long outage() {
            return Math.addExact(Math.multiplyExact(cutOff(), LONGEST), worst() / NANOS_PER_MICROSECOND);
        }

        long cutOff() {
            return silent.cutOff() + clean.cutOff();
        }

        long worst() {
            return Math.max(silent.worst(), clean.worst());
        }
    }

    private static final long NANOS_PER_MICROSECOND = 1_000;

    /** No outage of a flow that is not cut off lasts as long: a day, in microseconds. */
    private static final long LONGEST = 86_400_000_000L;

    public CellFigures {
        values = List.copyOf(values);
    }

    boolean isConverged() {
        return measured.isPresent();
    }
}
