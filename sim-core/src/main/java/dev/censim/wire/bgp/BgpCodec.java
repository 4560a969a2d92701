package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.Malformed;
import java.util.ArrayList;
import java.util.List;

/**
 * One BGP message from and to octets, RFC 4271 section 4.
 *
 * <pre>
 *  0                16        18     19
 *  +----------------+---------+------+---------
 *  | marker, 16 x FF | length  | type | body
 *  +----------------+---------+------+---------
 * </pre>
 */
public final class BgpCodec {

    public static final int LENGTH = 16;
    public static final int TYPE = 18;
    public static final int HEADER = 19;
    public static final int MAX_LENGTH = 4096;
    public static final int VERSION_4 = 4;

    /** Stands for an AS number that does not fit in two octets, RFC 6793 section 9. */
    public static final int AS_TRANS = 23456;

    static final int MIN_NOTIFICATION = 21;

    private static final int MIN_OPEN = 29;
    private static final int MIN_UPDATE = 23;
    private static final int REFRESH_LENGTH = 23;

    private static final int HEADER_ERROR = 1;
    private static final int OPEN_ERROR = 2;

    private static final int CAPABILITIES = 2;
    private static final int EXTENDED = 255;

    private BgpCodec() {}

    /**
     * Reads one message.
     *
     * @param offset where its header begins
     * @param length its octets, header included
     * @param fourOctetAs whether both sides of the session have the four-octet capability, RFC 6793
     * @throws Malformed for a fault that ends the session, with the NOTIFICATION's code and subcode
     */
    public static BgpMessage decode(byte[] b, int offset, int length, boolean fourOctetAs) throws Malformed {
        return decode(b, offset, length, fourOctetAs, false);
    }

    /**
     * As above.
     *
     * @param external the session is with another AS: a LOCAL_PREF is dropped unread, RFC 7606 section 7.5
     */
    public static BgpMessage decode(byte[] b, int offset, int length, boolean fourOctetAs, boolean external)
            throws Malformed {
        if (length < HEADER) {
            throw new Malformed(HEADER_ERROR, 2, LENGTH, "message of " + length + " octets");
        }
        if (checkedLength(b, offset) != length) {
            throw new Malformed(HEADER_ERROR, 2, LENGTH, "length field differs from the message's length");
        }
        int end = offset + length;
        return switch (b[offset + TYPE]) {
            case BgpMessage.OPEN -> open(b, offset, end);
            case BgpMessage.UPDATE -> UpdateReader.read(b, offset, end, fourOctetAs, external);
            case BgpMessage.NOTIFICATION ->
                new BgpMessage.Notification(
                        b[offset + 19] & 0xff,
                        b[offset + 20] & 0xff,
                        Octets.of(b, offset + MIN_NOTIFICATION, length - MIN_NOTIFICATION));
            case BgpMessage.KEEPALIVE -> new BgpMessage.Keepalive();
            default -> new BgpMessage.RouteRefresh(u16(b, offset + 19), b[offset + 21] & 0xff, b[offset + 22] & 0xff);
        };
    }

    /** The length of the message whose 19 header octets begin at an offset, once RFC 4271 section 6.1 is satisfied. */
    static int checkedLength(byte[] b, int offset) throws Malformed {
        for (int i = 0; i < LENGTH; i++) {
            if (b[offset + i] != (byte) 0xff) {
                throw new Malformed(HEADER_ERROR, 1, i, "marker is not all ones");
            }
        }
        int length = u16(b, offset + LENGTH);
        if (length < HEADER || length > MAX_LENGTH) {
            throw new Malformed(HEADER_ERROR, 2, LENGTH, "message length " + length);
        }
        int type = b[offset + TYPE] & 0xff;
        boolean lengthFits = switch (type) {
            case BgpMessage.OPEN -> length >= MIN_OPEN;
            case BgpMessage.UPDATE -> length >= MIN_UPDATE;
            case BgpMessage.NOTIFICATION -> length >= MIN_NOTIFICATION;
            case BgpMessage.KEEPALIVE -> length == HEADER;
            case BgpMessage.ROUTE_REFRESH -> length == REFRESH_LENGTH;
            default -> throw new Malformed(HEADER_ERROR, 3, TYPE, "message type " + type);
        };
        if (!lengthFits) {
            throw new Malformed(HEADER_ERROR, 2, LENGTH, "length " + length + " for a message of type " + type);
        }
        return length;
    }

    /** RFC 4271 sections 4.2 and 6.2. */
    private static BgpMessage.Open open(byte[] b, int offset, int end) throws Malformed {
        int version = b[offset + 19] & 0xff;
        int myAs = u16(b, offset + 20);
        int hold = u16(b, offset + 22);
        int identifier = u32(b, offset + 24);
        if (version != VERSION_4) {
            throw new Malformed(OPEN_ERROR, 1, 19, "version " + version);
        }
        if (myAs == 0) {
            throw new Malformed(OPEN_ERROR, 2, 20, "AS 0, RFC 7607");
        }
        if (hold == 1 || hold == 2) {
            throw new Malformed(OPEN_ERROR, 6, 22, "hold time of " + hold + " s");
        }
        if (identifier == 0) {
            throw new Malformed(OPEN_ERROR, 3, 24, "identifier 0.0.0.0");
        }
        return new BgpMessage.Open(myAs, hold, new Ipv4(identifier), parameters(b, offset, end));
    }

    /** The optional parameters, in the form of RFC 4271 section 4.2 or the extended one of RFC 9072. */
    private static List<Capability> parameters(byte[] b, int offset, int end) throws Malformed {
        List<Capability> capabilities = new ArrayList<>();
        int at = offset + MIN_OPEN;
        int length = b[at - 1] & 0xff;
        boolean extended = length != 0 && end - at >= 3 && (b[at] & 0xff) == EXTENDED;
        if (extended) {
            length = u16(b, at + 1);
            at += 3;
        }
        if (at + length != end) {
            throw new Malformed(OPEN_ERROR, 0, at - offset, "optional parameters of " + length + " octets");
        }
        int head = extended ? 3 : 2;
        while (at < end) {
            int size = end - at < head ? -1 : extended ? u16(b, at + 1) : b[at + 1] & 0xff;
            if (size < 0 || at + head + size > end) {
                throw new Malformed(OPEN_ERROR, 0, at - offset, "optional parameter is cut off");
            }
            if (b[at] != CAPABILITIES) {
                throw new Malformed(OPEN_ERROR, 4, at - offset, "optional parameter " + (b[at] & 0xff));
            }
            capabilities(b, offset, at + head, at + head + size, capabilities);
            at += head + size;
        }
        return capabilities;
    }

    /** RFC 5492 section 4: several triples in one parameter, or several parameters. */
    private static void capabilities(byte[] b, int offset, int from, int end, List<Capability> into) throws Malformed {
        for (int at = from; at < end; ) {
            int size = end - at < 2 ? end : b[at + 1] & 0xff;
            if (at + 2 + size > end) {
                throw new Malformed(OPEN_ERROR, 0, at - offset, "capability is cut off");
            }
            into.add(capability(b[at] & 0xff, b, at + 2, size, at - offset));
            at += 2 + size;
        }
    }

    private static Capability capability(int code, byte[] b, int at, int size, int where) throws Malformed {
        Octets value = Octets.of(b, at, size);
        if (!Capability.Other.isUnderstood(code, value)) {
            return new Capability.Other(code, value);
        }
        return switch (code) {
            case Capability.MULTIPROTOCOL -> new Capability.Multiprotocol(u16(b, at), b[at + 3] & 0xff);
            case Capability.ROUTE_REFRESH -> new Capability.RouteRefresh();
            case Capability.GRACEFUL_RESTART -> gracefulRestart(b, at, size);
            default -> {
                long number = u32(b, at) & Asn.MAX;
                if (number == 0) {
                    throw new Malformed(OPEN_ERROR, 2, where, "AS 0, RFC 7607");
                }
                yield new Capability.FourOctetAs(new Asn(number));
            }
        };
    }

    /** RFC 4724 section 3. */
    private static Capability gracefulRestart(byte[] b, int at, int size) {
        List<Capability.GracefulRestart.Family> families = new ArrayList<>();
        for (int each = at + 2; each < at + size; each += 4) {
            families.add(new Capability.GracefulRestart.Family(u16(b, each), b[each + 2] & 0xff, b[each + 3] & 0xff));
        }
        int head = u16(b, at);
        return new Capability.GracefulRestart(head >>> 12, head & 0xfff, families);
    }

    /**
     * The octets of one message.
     *
     * @param fourOctetAs whether both sides of the session have the four-octet capability; matters to an UPDATE only
     * @throws IllegalArgumentException when the message would be longer than 4096 octets
     */
    public static byte[] encode(BgpMessage message, boolean fourOctetAs) {
        OctetWriter writer = new OctetWriter();
        for (int i = 0; i < LENGTH / 4; i++) {
            writer.u32(-1);
        }
        writer.u16(0);
        if (message instanceof BgpMessage.Open open) {
            writer.u8(BgpMessage.OPEN);
            write(open, writer);
        } else if (message instanceof BgpMessage.Update update) {
            writer.u8(BgpMessage.UPDATE);
            UpdateWriter.write(update, fourOctetAs, writer);
        } else if (message instanceof BgpMessage.Notification notification) {
            writer.u8(BgpMessage.NOTIFICATION);
            writer.u8(notification.code());
            writer.u8(notification.subcode());
            notification.data().into(writer);
        } else if (message instanceof BgpMessage.Keepalive) {
            writer.u8(BgpMessage.KEEPALIVE);
        } else if (message instanceof BgpMessage.RouteRefresh refresh) {
            writer.u8(BgpMessage.ROUTE_REFRESH);
            writer.u16(refresh.afi());
            writer.u8(refresh.subtype());
            writer.u8(refresh.safi());
        } else {
            throw new AssertionError(message);
        }
        if (writer.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a message of " + writer.length() + " octets");
        }
        writer.patch16(LENGTH, writer.length());
        return writer.toArray();
    }

    /** How many octets the path attributes take in an UPDATE. */
    public static int attributeOctets(PathAttributes attributes, boolean fourOctetAs) {
        OctetWriter writer = new OctetWriter();
        UpdateWriter.attributes(attributes, fourOctetAs, writer);
        return writer.length();
    }

    private static void write(BgpMessage.Open open, OctetWriter writer) {
        writer.u8(VERSION_4);
        writer.u16(open.myAs());
        writer.u16(open.holdSeconds());
        writer.u32(open.identifier().bits());
        int total = 0;
        for (Capability capability : open.capabilities()) {
            total += 4 + capability.value().length();
        }
        boolean extended = total > 0xff;
        if (extended) {
            writer.u8(EXTENDED);
            writer.u8(EXTENDED);
            writer.u16(total + open.capabilities().size());
        } else {
            writer.u8(total);
        }
        for (Capability capability : open.capabilities()) {
            int size = capability.value().length();
            writer.u8(CAPABILITIES);
            if (extended) {
                writer.u16(2 + size);
            } else {
                writer.u8(2 + size);
            }
            writer.u8(capability.code());
            writer.u8(size);
            capability.value().into(writer);
        }
    }

    static int u16(byte[] b, int at) {
        return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
    }

    static int u32(byte[] b, int at) {
        return u16(b, at) << 16 | u16(b, at + 2);
    }
}
