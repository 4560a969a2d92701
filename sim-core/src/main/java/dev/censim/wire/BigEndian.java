package dev.censim.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network order at any position of a byte array, without allocation. Unsigned up to 16 bits, bit patterns above. */
public final class BigEndian {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    /** The octet at {@code at}, 0 to 255. */
    public static int u8(byte[] b, int at) {
        return b[at] & 0xff;
    }

    /** The two octets from {@code at}, 0 to 65535. */
    public static int u16(byte[] b, int at) {
        return (short) SHORT.get(b, at) & 0xffff;
    }

    /** The four octets from {@code at} as 32 bits. */
    public static int i32(byte[] b, int at) {
        return (int) INT.get(b, at);
    }

    /** The four octets from {@code at}, 0 to 2^32 - 1. */
    public static long u32(byte[] b, int at) {
        return (int) INT.get(b, at) & 0xffff_ffffL;
    }

    /** The eight octets from {@code at} as 64 bits. */
    public static long i64(byte[] b, int at) {
        return (long) LONG.get(b, at);
    }

    /** Writes the low 16 bits of {@code value}. */
    public static void put16(byte[] b, int at, int value) {
        SHORT.set(b, at, (short) value);
    }

    public static void put32(byte[] b, int at, int value) {
        INT.set(b, at, value);
    }

    public static void put64(byte[] b, int at, long value) {
        LONG.set(b, at, value);
    }
}
