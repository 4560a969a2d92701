package dev.censim.proto.liveness;

/** What {@link Liveness} asks of its owner. */
public sealed interface LivenessOutput {

    /**
     * Send something that the peer must answer.
     *
     * @param attempt 1 for the first probe of a silence
     */
    record Probe(int attempt) implements LivenessOutput {}

    /**
     * The peer is taken for dead; the machine has stopped.
     *
     * @param unanswered how many probes stayed without answer
     */
    record GaveUp(int unanswered) implements LivenessOutput {}
}
