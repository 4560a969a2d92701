package dev.censim.proto.bfd;

import dev.censim.wire.bfd.BfdState;

/** What {@link BfdSession} wants done or known. */
public sealed interface BfdOutput {

    /** The payload of a UDP datagram for the peer. The array belongs to whoever takes the output. */
    record Send(byte[] packet) implements BfdOutput {}

    /** @param detectionNanos how long the peer's silence may last from now on, 0 before it was heard */
    record Moved(BfdState from, BfdState to, BfdReason reason, long detectionNanos) implements BfdOutput {

        /** Whether a client of the session has lost its path. */
        public boolean isFailure() {
            return from == BfdState.UP && reason.isFailure();
        }
    }

    /** A packet was passed over. */
    record Discarded(BfdDiscard reason) implements BfdOutput {}
}
