package dev.censim.scenarios.whatif;

import dev.censim.kernel.Time;
import java.util.Optional;

/**
 * How one outage went by, as instants in their order.
 *
 * @param found what ended the time in which nobody knew; empty when nobody ever did
 * @param tunnelUp when the tunnel of the new path came up; the time of the detection when it was up
 * @param decided when the device that moved the traffic decided to; {@link Time#NEVER} when none did
 */
record Course(Optional<Detection> found, long tunnelUp, long decided) {

    /** The parts of an outage in nanoseconds. They are the whole. */
    record Parts(long detection, long rekey, long convergence, long installation) {

        static final Parts NONE = new Parts(0, 0, 0, 0);

        Parts plus(Parts other) {
            return new Parts(
                    detection + other.detection,
                    rekey + other.rekey,
                    convergence + other.convergence,
                    installation + other.installation);
        }
    }

    /** Nobody found out. */
    static final Course UNSEEN = new Course(Optional.empty(), Time.NEVER, Time.NEVER);

    /** Somebody found out, and nothing came of it. */
    static Course vain(Detection found) {
        return new Course(Optional.of(found), found.at(), Time.NEVER);
    }

    Parts split(long from, long to) {
        long known = clip(found.map(Detection::at).orElse(Time.NEVER), from, to);
        long up = clip(tunnelUp, known, to);
        long moved = clip(decided, up, to);
        return new Parts(known - from, up - known, moved - up, to - moved);
    }

    private static long clip(long instant, long from, long to) {
        return Math.max(from, Math.min(instant, to));
    }
}
