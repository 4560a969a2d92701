package dev.censim.wire.bfd;

import dev.censim.wire.BigEndian;
import dev.censim.wire.Malformed;

/**
 * A BFD control packet without authentication, RFC 5880 section 4.1. Numbers of 32 bits are bit patterns; intervals are unsigned
 * microseconds.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-----+---------+---+-+-+-+-+-+-+---------------+---------------+
 * |Vers |  Diag   |Sta|P|F|C|A|D|M|  Detect Mult  |    Length     |
 * +-----+---------+---+-+-+-+-+-+-+---------------+---------------+
 * |                       My Discriminator                        |
 * |                      Your Discriminator                       |
 * |                    Desired Min TX Interval                    |
 * |                   Required Min RX Interval                    |
 * |                 Required Min Echo RX Interval                 |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param diagnostic one of {@link Diagnostic}, or reserved
 * @param poll the sender asks for a packet with {@code isFinal}
 * @param isFinal it answers a poll
 * @param controlPlaneIndependent the sender's BFD does not share fate with its control plane
 * @param demand the sender wishes to hear nothing periodically
 * @param yourDiscriminator what was received of the other end, 0 when nothing was
 */
public record BfdPacket(
        int diagnostic,
        BfdState state,
        boolean poll,
        boolean isFinal,
        boolean controlPlaneIndependent,
        boolean demand,
        int detectMultiplier,
        int myDiscriminator,
        int yourDiscriminator,
        int desiredMinTx,
        int requiredMinRx,
        int requiredMinEchoRx) {

    /** Octets of the packet. */
    public static final int LENGTH = 24;

    private static final int VERSION = 1;
    private static final int SHORTEST_AUTHENTICATION = 2;

    private static final int POLL = 0x20;
    private static final int FINAL = 0x10;
    private static final int INDEPENDENT = 0x08;
    private static final int AUTHENTICATION = 0x04;
    private static final int DEMAND = 0x02;
    private static final int MULTIPOINT = 0x01;

    public BfdPacket {
        if (diagnostic < 0 || diagnostic > 31 || detectMultiplier < 1 || detectMultiplier > 255) {
            throw new IllegalArgumentException("no BFD packet: " + diagnostic + ", " + detectMultiplier);
        }
        if (myDiscriminator == 0) {
            throw new IllegalArgumentException("a session's discriminator is not 0");
        }
    }

    /**
     * Reads the payload of a UDP datagram.
     *
     * @param available its octets; those beyond the packet's own length do not matter
     * @throws Malformed for what RFC 5880 section 6.8.6 discards before it looks for the session, and for authentication, which no
     *     session here uses; the sender hears nothing of it
     */
    public static BfdPacket decode(byte[] b, int at, int available) throws Malformed {
        if (available < LENGTH) {
            throw malformed(available, "a packet of " + available + " octets");
        }
        int first = BigEndian.u8(b, at);
        int flags = BigEndian.u8(b, at + 1);
        int multiplier = BigEndian.u8(b, at + 2);
        int length = BigEndian.u8(b, at + 3);
        boolean isAuthenticated = (flags & AUTHENTICATION) != 0;
        check(first >> 5 == VERSION, 0, "version " + (first >> 5));
        check(length >= LENGTH + (isAuthenticated ? SHORTEST_AUTHENTICATION : 0), 3, "a length of " + length);
        check(length <= available, 3, "a length of " + length + " in " + available + " octets");
        check(multiplier != 0, 2, "a detection multiplier of 0");
        check((flags & MULTIPOINT) == 0, 1, "the multipoint bit");
        BfdState state = BfdState.of(flags >> 6);
        int mine = BigEndian.i32(b, at + 4);
        int yours = BigEndian.i32(b, at + 8);
        check(mine != 0, 4, "a discriminator of 0");
        check(
                yours != 0 || state == BfdState.DOWN || state == BfdState.ADMIN_DOWN,
                8,
                "the other end's discriminator is 0 in the state " + state);
        check(!isAuthenticated, 1, "authentication, which is not in use");
        return new BfdPacket(
                first & 0x1f,
                state,
                (flags & POLL) != 0,
                (flags & FINAL) != 0,
                (flags & INDEPENDENT) != 0,
                (flags & DEMAND) != 0,
                multiplier,
                mine,
                yours,
                BigEndian.i32(b, at + 12),
                BigEndian.i32(b, at + 16),
                BigEndian.i32(b, at + 20));
    }

    private static void check(boolean holds, int offset, String found) throws Malformed {
        if (!holds) {
            throw malformed(offset, found);
        }
    }

    private static Malformed malformed(int offset, String found) {
        return new Malformed(0, 0, offset, "BFD: " + found);
    }

    public byte[] encode() {
        byte[] b = new byte[LENGTH];
        int flags = state.ordinal() << 6
                | bit(poll, POLL)
                | bit(isFinal, FINAL)
                | bit(controlPlaneIndependent, INDEPENDENT)
                | bit(demand, DEMAND);
        BigEndian.put32(b, 0, (VERSION << 5 | diagnostic) << 24 | flags << 16 | detectMultiplier << 8 | LENGTH);
        BigEndian.put32(b, 4, myDiscriminator);
        BigEndian.put32(b, 8, yourDiscriminator);
        BigEndian.put32(b, 12, desiredMinTx);
        BigEndian.put32(b, 16, requiredMinRx);
        BigEndian.put32(b, 20, requiredMinEchoRx);
        return b;
    }

    private static int bit(boolean isSet, int mask) {
        return isSet ? mask : 0;
    }
}
