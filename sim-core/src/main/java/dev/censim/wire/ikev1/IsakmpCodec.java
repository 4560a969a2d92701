package dev.censim.wire.ikev1;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import java.util.ArrayList;
import java.util.List;

/** Messages and chains of payloads to and from octets. */
public final class IsakmpCodec {

    /** Version octet of IKEv1: major 1, minor 0. */
    public static final int VERSION_1 = 0x10;

    private IsakmpCodec() {}

    /**
     * A datagram's octets, the non-ESP marker taken off.
     *
     * @throws Malformed with the notify type that says what is wrong
     */
    public static IsakmpMessage decode(byte[] b, int offset, int length) throws Malformed {
        if (length < IkeHeader.LENGTH) {
            throw new Malformed(NotifyMessage.PAYLOAD_MALFORMED, 0, length, "shorter than a header");
        }
        if (IkeHeader.majorVersion(b, offset) != 1) {
            throw new Malformed(NotifyMessage.INVALID_MAJOR_VERSION, 0, IkeHeader.VERSION, "not IKEv1");
        }
        if (IkeHeader.length(b, offset) != length) {
            throw new Malformed(
                    NotifyMessage.PAYLOAD_MALFORMED, 0, IkeHeader.MESSAGE_LENGTH, "length is not the datagram's");
        }
        if (IkeHeader.spiInitiator(b, offset) == 0) {
            throw new Malformed(NotifyMessage.INVALID_COOKIE, 0, IkeHeader.SPI_INITIATOR, "initiator cookie 0");
        }
        ExchangeType exchange = ExchangeType.of(IkeHeader.exchangeType(b, offset))
                .orElseThrow(() -> new Malformed(
                        NotifyMessage.INVALID_EXCHANGE_TYPE, 0, IkeHeader.EXCHANGE_TYPE, "unknown exchange type"));
        return new IsakmpMessage(
                IkeHeader.spiInitiator(b, offset),
                IkeHeader.spiResponder(b, offset),
                exchange,
                IkeHeader.isEncrypted(b, offset),
                IkeHeader.messageId(b, offset),
                IkeHeader.nextPayload(b, offset),
                Octets.of(b, offset + IkeHeader.LENGTH, length - IkeHeader.LENGTH));
    }

    public static byte[] encode(IsakmpMessage message) {
        byte[] body = message.body().bytes();
        byte[] b = new byte[IkeHeader.LENGTH + body.length];
        put(b, IkeHeader.SPI_INITIATOR, message.cookieInitiator(), 8);
        put(b, IkeHeader.SPI_RESPONDER, message.cookieResponder(), 8);
        b[IkeHeader.NEXT_PAYLOAD] = (byte) message.nextPayload();
        b[IkeHeader.VERSION] = (byte) VERSION_1;
        b[IkeHeader.EXCHANGE_TYPE] = (byte) message.exchange().number();
        b[IkeHeader.FLAGS] = (byte) (message.isEncrypted() ? IkeHeader.FLAG_ENCRYPTION : 0);
        put(b, IkeHeader.MESSAGE_ID, message.messageId(), 4);
        put(b, IkeHeader.MESSAGE_LENGTH, b.length, 4);
        System.arraycopy(body, 0, b, IkeHeader.LENGTH, body.length);
        return b;
    }

    /**
     * The payloads of a body. What follows the last one is padding and ignored: RFC 2409 appendix B lets an encrypted body end in
     * any octets, and in the clear some stacks pad as well.
     */
    public static List<IsakmpPayload> payloads(int firstType, byte[] body) throws Malformed {
        List<IsakmpPayload> payloads = new ArrayList<>();
        int type = firstType;
        int at = 0;
        while (type != 0) {
            OctetReader header = new OctetReader(body, at, body.length);
            int next = header.u8();
            header.u8();
            int length = header.u16();
            if (length < IsakmpPayload.HEADER || length > body.length - at) {
                throw new Malformed(NotifyMessage.PAYLOAD_MALFORMED, type, at, "payload length " + length);
            }
            payloads.add(
                    new IsakmpPayload(type, Octets.of(body, at + IsakmpPayload.HEADER, length - IsakmpPayload.HEADER)));
            at += length;
            type = next;
        }
        return payloads;
    }

    /** A chain of payloads; its first type goes into the header. */
    public static byte[] chain(List<IsakmpPayload> payloads) {
        byte[] b = new byte[payloads.stream().mapToInt(IsakmpPayload::length).sum()];
        int at = 0;
        for (int i = 0; i < payloads.size(); i++) {
            IsakmpPayload payload = payloads.get(i);
            b[at] = (byte) (i + 1 < payloads.size() ? payloads.get(i + 1).type() : 0);
            put(b, at + 2, payload.length(), 2);
            System.arraycopy(
                    payload.body().bytes(),
                    0,
                    b,
                    at + IsakmpPayload.HEADER,
                    payload.body().length());
            at += payload.length();
        }
        return b;
    }

    private static void put(byte[] b, int at, long value, int octets) {
        for (int i = 0; i < octets; i++) {
            b[at + i] = (byte) (value >>> 8 * (octets - 1 - i));
        }
    }
}
