package dev.censim.facts;

import dev.censim.kernel.Digest;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Prefix;
import java.util.List;

/**
 * What is noted about circuits apart from BGP. {@code at} is nanoseconds since the start, {@code actor} whoever noted it, {@code vbr} the
 * actor id of a VBR.
 */
public sealed interface CircuitFact extends Fact {

    /**
     * A BFD session changed its state at this end.
     *
     * @param session that of BGP which it watches for, as in {@link Names#sessions}
     * @param detection how long this end bears the other one's silence, in nanoseconds; 0 before it was heard
     */
    record BfdMoved(
            long at, int actor, int session, Side side, BfdState from, BfdState to, BfdCause cause, long detection)
            implements CircuitFact {
        @Override
        public void digest(Digest into) {
            into.add(60).add(at).add(actor).add(session).add(side.ordinal());
            into.add(from.ordinal()).add(to.ordinal()).add(cause.ordinal()).add(detection);
        }
    }

    /**
     * The health check of a VBR failed, or is answered after it had failed.
     *
     * @param unanswered probes in a row
     */
    record VbrHealthCheckMoved(long at, int actor, boolean healthy, int unanswered) implements CircuitFact {
        @Override
        public void digest(Digest into) {
            into.add(61).add(at).add(actor).add(healthy).add(unanswered);
        }
    }

    /** A VBR withdrew its routes from the transit router because its circuit has failed, or returned them. */
    record VbrRoutesSwitched(long at, int actor, boolean withdrawn, VbrSwitchCause cause, List<Prefix> prefixes)
            implements CircuitFact {

        public VbrRoutesSwitched {
            prefixes = List.copyOf(prefixes);
        }

        @Override
        public void digest(Digest into) {
            into.add(62).add(at).add(actor).add(withdrawn).add(cause.ordinal()).add(prefixes.size());
            prefixes.forEach(prefix -> into.add(prefix.network()).add(prefix.length()));
        }
    }

    /**
     * An echo request of a VBR's health check was dropped on its way, or the reply to it on the way back.
     *
     * @param sequence number of the probe
     */
    record VbrProbeDropped(long at, int actor, int vbr, int sequence, boolean reply, DropCause cause)
            implements CircuitFact {
        @Override
        public void digest(Digest into) {
            into.add(63).add(at).add(actor).add(vbr).add(sequence).add(reply).add(cause.ordinal());
        }
    }
}
