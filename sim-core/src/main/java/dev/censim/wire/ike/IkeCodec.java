package dev.censim.wire.ike;

import dev.censim.wire.Malformed;
import java.util.List;

/** Octets to {@link IkeMessage} and back, RFC 7296 section 3. The marker of UDP port 4500 is no part of a message. */
public final class IkeCodec {

    private IkeCodec() {}

    /**
     * Reads one IKEv2 message that fills the given range exactly.
     *
     * @throws Malformed with the notify type to answer: INVALID_SYNTAX, INVALID_MAJOR_VERSION, or UNSUPPORTED_CRITICAL_PAYLOAD
     *     whose subcode is the type of that payload
     */
    public static IkeMessage decode(byte[] b, int offset, int length) throws Malformed {
        if (length < IkeHeader.LENGTH || IkeHeader.length(b, offset) != length) {
            throw new Malformed(
                    NotifyType.INVALID_SYNTAX, 0, IkeHeader.MESSAGE_LENGTH, "message of " + length + " octets");
        }
        int major = IkeHeader.majorVersion(b, offset);
        if (major != IkeHeader.VERSION_2 >>> 4) {
            throw new Malformed(NotifyType.INVALID_MAJOR_VERSION, 0, IkeHeader.VERSION, "version " + major);
        }
        int type = IkeHeader.exchangeType(b, offset);
        Exchange exchange = Exchange.of(type)
                .orElseThrow(
                        () -> new Malformed(NotifyType.INVALID_SYNTAX, 0, IkeHeader.EXCHANGE_TYPE, "exchange " + type));
        return new IkeMessage(
                IkeHeader.spiInitiator(b, offset),
                IkeHeader.spiResponder(b, offset),
                exchange,
                IkeHeader.fromInitiator(b, offset),
                IkeHeader.isResponse(b, offset),
                IkeHeader.messageId(b, offset),
                decodePayloads(
                        IkeHeader.nextPayload(b, offset), b, offset + IkeHeader.LENGTH, length - IkeHeader.LENGTH));
    }

    /** Reads a chain of payloads, such as the content of an SK payload without its padding. */
    public static List<Payload> decodePayloads(int firstType, byte[] b, int offset, int length) throws Malformed {
        return new PayloadReader(b, offset, offset + length).chain(firstType);
    }

    public static byte[] encode(IkeMessage message) {
        PayloadWriter writer = new PayloadWriter(IkeHeader.LENGTH);
        writer.chain(message.payloads());
        byte[] bytes = writer.toBytes();
        IkeHeader.write(message, firstType(message.payloads()), bytes.length, bytes, 0);
        return bytes;
    }

    /** A chain of payloads, such as the content of an SK payload before padding. */
    public static byte[] encodePayloads(List<Payload> payloads) {
        PayloadWriter writer = new PayloadWriter(0);
        writer.chain(payloads);
        return writer.toBytes();
    }

    /** The type that the structure in front of these payloads announces; 0 when there is none. */
    public static int firstType(List<Payload> payloads) {
        return payloads.isEmpty() ? 0 : payloads.get(0).type();
    }
}
