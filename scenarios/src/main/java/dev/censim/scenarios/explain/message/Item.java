package dev.censim.scenarios.explain.message;

/**
 * Something that a message carries and that a story or a diagnosis tells.
 *
 * @param text such as {@code notify NO-PROPOSAL-CHOSEN}, in the words of the message's version
 */
public record Item(Kind kind, String text) {

    /** What it is for. */
    public enum Kind {
        /** A notify that reports an error. */
        REFUSAL,
        /** SAs that the sender deletes. */
        DELETION,
        /** Dead peer detection, a question or an answer. */
        PROBE,
        /** A notify that reports a status. */
        STATUS,
        /** IKEv1: how long the sender wants an SA to live, or accepts that it does. */
        LIFETIME,
        /** IKEv1: the sender can do NAT traversal (RFC 3947 section 3.1). */
        NAT_TRAVERSAL_ANNOUNCED
    }

    /** Whether a story tells it by itself; the rest is told where it reveals something. */
    boolean isTold() {
        return kind == Kind.REFUSAL || kind == Kind.DELETION || kind == Kind.PROBE || kind == Kind.STATUS;
    }
}
