package dev.censim.node;

import java.util.Arrays;
import java.util.BitSet;

/** Some attachments of a transit router, by index, a bit each. Never changes. */
final class AttachmentSet {

    static final AttachmentSet NONE = of(new BitSet());

    private final long[] bits;

    private AttachmentSet(long[] bits) {
        this.bits = bits;
    }

    static AttachmentSet of(BitSet attachments) {
        return new AttachmentSet(attachments.toLongArray());
    }

    boolean contains(int attachment) {
        int word = attachment >> 6;
        return word < bits.length && (bits[word] >>> attachment & 1) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttachmentSet set && Arrays.equals(bits, set.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return BitSet.valueOf(bits).toString();
    }
}
