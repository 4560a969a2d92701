package dev.censim.proto.tcp;

/** Comparison of sequence numbers modulo 2^32, RFC 9293 section 3.4; right while two numbers are less than 2^31 apart. */
final class Sequence {

    private Sequence() {}

    static boolean isBefore(int a, int b) {
        return a - b < 0;
    }

    static boolean isAfter(int a, int b) {
        return a - b > 0;
    }

    /** Whether {@code n} is one of the {@code length} numbers from {@code first} on. */
    static boolean isWithin(int n, int first, int length) {
        return Integer.compareUnsigned(n - first, length) < 0;
    }
}
