package dev.censim.kernel;

import java.util.Locale;

/** A rolling 64-bit digest over a canonical encoding; equal histories have equal digests on every machine. Not cryptographic. */
public final class Digest {

    private long state;

    public Digest() {
        this(0x6a09e667f3bcc908L);
    }

    private Digest(long state) {
        this.state = state;
    }

    public Digest add(long value) {
        state = Rng.mix(state + 0x9e3779b97f4a7c15L ^ Long.rotateLeft(value * 0xd1342543de82ef95L, 32));
        return this;
    }

    public Digest add(boolean value) {
        return add(value ? 1L : 0L);
    }

    /** Length first, so that neighbouring texts cannot run into each other. */
    public Digest add(String text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    public Digest add(int[] values) {
        add(values.length);
        for (int value : values) {
            add(value);
        }
        return this;
    }

    public Digest add(long[] values) {
        add(values.length);
        for (long value : values) {
            add(value);
        }
        return this;
    }

    public long value() {
        return state;
    }

    public Digest copy() {
        return new Digest(state);
    }

    /** Sixteen hexadecimal digits. */
    public static String format(long value) {
        return String.format(Locale.ROOT, "%016x", value);
    }
}
