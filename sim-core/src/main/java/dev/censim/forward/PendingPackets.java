package dev.censim.forward;

import java.util.Arrays;

/** Inner packets of any SAs that wait for their round trip, one behind the other in one array. */
final class PendingPackets {

    private static final int PACKETS = 256;
    private static final int FIRST_OCTETS = 16_384;

    private final PendingSeal[] seals = new PendingSeal[PACKETS];
    private final EspKeys[] receivers = new EspKeys[PACKETS];
    private final int[] ends = new int[PACKETS];
    private byte[] octets = new byte[FIRST_OCTETS];
    private int size;
    private int longest;

    boolean isFull() {
        return size == PACKETS;
    }

    void add(PendingSeal seal, EspKeys receiver, byte[] b) {
        int at = start(size);
        int innerLength = seal.innerLength();
        if (at + innerLength > octets.length) {
            octets = Arrays.copyOf(octets, 2 * (at + innerLength));
        }
        System.arraycopy(b, seal.inner(), octets, at, innerLength);
        seals[size] = seal;
        receivers[size] = receiver;
        ends[size++] = at + innerLength;
        longest = Math.max(longest, innerLength);
    }

    int size() {
        return size;
    }

    /** Octets of the longest inner packet. */
    int longest() {
        return longest;
    }

    PendingSeal seal(int packet) {
        return seals[packet];
    }

    /** The keys of the end that has opened it. */
    EspKeys receiver(int packet) {
        return receivers[packet];
    }

    /** Where all inner packets lie. */
    byte[] octets() {
        return octets;
    }

    /** Where one begins. */
    int start(int packet) {
        return packet == 0 ? 0 : ends[packet - 1];
    }

    /** It must keep no SA alive. */
    void clear() {
        Arrays.fill(seals, 0, size, null);
        Arrays.fill(receivers, 0, size, null);
        size = 0;
        longest = 0;
    }
}
