package dev.censim.wire.ike;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The header that IKEv1 and IKEv2 share (RFC 2408 section 3.1, RFC 7296 section 3.1), in octets:
 *
 * <pre>
 *  0  SPI of the original initiator (8)    8  SPI of the original responder (8)
 * 16  next payload   17  version (major, minor nibble)   18  exchange type   19  flags
 * 20  message id (4)                      24  length of the whole message (4)
 * </pre>
 *
 * All methods take the octets and where the header begins. The marker of UDP port 4500 is no part of it.
 */
public final class IkeHeader {

    public static final int SPI_INITIATOR = 0;
    public static final int SPI_RESPONDER = 8;
    public static final int NEXT_PAYLOAD = 16;
    public static final int VERSION = 17;
    public static final int EXCHANGE_TYPE = 18;
    public static final int FLAGS = 19;
    public static final int MESSAGE_ID = 20;
    public static final int MESSAGE_LENGTH = 24;
    /** Length of the header. */
    public static final int LENGTH = 28;

    /** Version octet of IKEv2: major 2, minor 0. */
    public static final int VERSION_2 = 0x20;

    /** IKEv1: what follows the header is ciphertext. */
    public static final int FLAG_ENCRYPTION = 0x01;

    /** Sent by the original initiator of this IKE SA. */
    public static final int FLAG_INITIATOR = 0x08;
    /** A response. */
    public static final int FLAG_RESPONSE = 0x20;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private IkeHeader() {}

    public static long spiInitiator(byte[] b, int at) {
        return (long) LONG.get(b, at + SPI_INITIATOR);
    }

    /** Zero in the first message of an IKE SA. */
    public static long spiResponder(byte[] b, int at) {
        return (long) LONG.get(b, at + SPI_RESPONDER);
    }

    public static int nextPayload(byte[] b, int at) {
        return b[at + NEXT_PAYLOAD] & 0xff;
    }

    /** 1 or 2: which protocol this message belongs to. */
    public static int majorVersion(byte[] b, int at) {
        return (b[at + VERSION] & 0xff) >>> 4;
    }

    public static int exchangeType(byte[] b, int at) {
        return b[at + EXCHANGE_TYPE] & 0xff;
    }

    public static int flags(byte[] b, int at) {
        return b[at + FLAGS] & 0xff;
    }

    public static boolean fromInitiator(byte[] b, int at) {
        return (b[at + FLAGS] & FLAG_INITIATOR) != 0;
    }

    public static boolean isResponse(byte[] b, int at) {
        return (b[at + FLAGS] & FLAG_RESPONSE) != 0;
    }

    /** In IKEv1; of IKEv2 the SK payload tells. */
    public static boolean isEncrypted(byte[] b, int at) {
        return (b[at + FLAGS] & FLAG_ENCRYPTION) != 0;
    }

    public static int messageId(byte[] b, int at) {
        return (int) INT.get(b, at + MESSAGE_ID);
    }

    /** In octets, this header included; unsigned. */
    public static long length(byte[] b, int at) {
        return Integer.toUnsignedLong((int) INT.get(b, at + MESSAGE_LENGTH));
    }

    static void write(IkeMessage message, int nextPayload, int length, byte[] b, int at) {
        LONG.set(b, at + SPI_INITIATOR, message.spiInitiator());
        LONG.set(b, at + SPI_RESPONDER, message.spiResponder());
        b[at + NEXT_PAYLOAD] = (byte) nextPayload;
        b[at + VERSION] = VERSION_2;
        b[at + EXCHANGE_TYPE] = (byte) message.exchange().number();
        b[at + FLAGS] =
                (byte) ((message.fromInitiator() ? FLAG_INITIATOR : 0) | (message.response() ? FLAG_RESPONSE : 0));
        INT.set(b, at + MESSAGE_ID, message.messageId());
        INT.set(b, at + MESSAGE_LENGTH, length);
    }
}
