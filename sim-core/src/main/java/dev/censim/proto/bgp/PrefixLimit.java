package dev.censim.proto.bgp;

/**
 * How many prefixes a peer may announce, RFC 4271 section 6.7.
 *
 * @param maximum 1 or more
 */
public record PrefixLimit(long maximum, Excess excess) {

    /** What becomes of the first prefix above the limit. */
    public enum Excess {
        /** It is not used, and the session goes on. */
        DISCARD,
        /** The session ends with Cease 6/1 and stays down until an operator starts it. */
        CEASE
    }

    public PrefixLimit {
        if (maximum < 1 || maximum > 0xffff_ffffL) {
            throw new IllegalArgumentException("not a limit of prefixes: " + maximum);
        }
    }
}
