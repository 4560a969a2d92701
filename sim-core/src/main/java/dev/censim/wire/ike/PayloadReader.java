package dev.censim.wire.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads one chain of payloads, front to back; every read is checked against the end of its structure. */
final class PayloadReader {

    private static final int GENERIC_HEADER = 4;
    private static final int CRITICAL = 0x80;
    private static final int TS_IPV4_ADDR_RANGE = 7;

    private final byte[] b;
    private int at;
    private int end;

    PayloadReader(byte[] b, int at, int end) {
        this.b = b;
        this.at = at;
        this.end = end;
    }

    List<Payload> chain(int firstType) throws Malformed {
        List<Payload> payloads = new ArrayList<>();
        int chainEnd = end;
        int type = firstType;
        while (type != 0) {
            need(GENERIC_HEADER);
            int start = at;
            int next = u8();
            boolean critical = (u8() & CRITICAL) != 0;
            int length = u16();
            if (length < GENERIC_HEADER || length > chainEnd - start) {
                throw syntax("payload length " + length);
            }
            end = start + length;
            if (type == Payload.SK) {
                // The SK payload is the last one and its next payload field tells what is inside (section 3.14).
                payloads.add(new Payload.Encrypted(next, rest()));
                next = 0;
            } else {
                payloads.add(body(type, critical, start));
            }
            if (at != end) {
                throw syntax("octets left over in payload " + type);
            }
            end = chainEnd;
            type = next;
        }
        if (at != chainEnd) {
            throw syntax("octets behind the last payload");
        }
        return payloads;
    }

    private Payload body(int type, boolean critical, int start) throws Malformed {
        switch (type) {
            case Payload.SA:
                return new Payload.SecurityAssociation(proposals());
            case Payload.KE:
                int group = u16();
                u16();
                return new Payload.KeyExchangePayload(group, rest());
            case Payload.ID_I:
            case Payload.ID_R:
                int idType = u32() >>> 24;
                return new Payload.Identification(type == Payload.ID_I, idType, rest());
            case Payload.AUTH:
                int method = u32() >>> 24;
                return new Payload.Authentication(method, rest());
            case Payload.NONCE:
                return nonce();
            case Payload.NOTIFY:
                return notification();
            case Payload.DELETE:
                return delete();
            case Payload.VENDOR_ID:
                return new Payload.VendorId(rest());
            case Payload.TS_I:
            case Payload.TS_R:
                return new Payload.TrafficSelectors(type == Payload.TS_I, selectors());
            default:
                boolean known = type >= Payload.SA && type <= Payload.LAST_KNOWN;
                if (critical && !known) {
                    throw new Malformed(
                            NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD, type, start, "critical payload " + type);
                }
                return new Payload.Unknown(type, rest());
        }
    }

    private List<Proposal> proposals() throws Malformed {
        List<Proposal> proposals = new ArrayList<>();
        int payloadEnd = end;
        boolean more = true;
        while (more) {
            int start = at;
            need(8);
            more = u16() >>> 8 != 0;
            int length = u16();
            if (length < 8 || length > payloadEnd - start) {
                throw syntax("proposal length " + length);
            }
            end = start + length;
            int number = u8();
            int protocol = u8();
            int spiSize = u8();
            int count = u8();
            Octets spi = octets(spiSize);
            List<Transform> transforms = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                transforms.add(transform());
            }
            if (at != end) {
                throw syntax("octets behind the last transform");
            }
            end = payloadEnd;
            proposals.add(new Proposal(number, protocol, spi, transforms));
        }
        return proposals;
    }

    private Transform transform() throws Malformed {
        int proposalEnd = end;
        int start = at;
        need(8);
        u16();
        int length = u16();
        if (length < 8 || length > proposalEnd - start) {
            throw syntax("transform length " + length);
        }
        end = start + length;
        int type = u16() >>> 8;
        int id = u16();
        OptionalInt keyLength = OptionalInt.empty();
        PayloadWriter others = new PayloadWriter(0);
        while (at < end) {
            int attribute = u16();
            int value = u16();
            if (attribute == (0x8000 | Transform.ATTRIBUTE_KEY_LENGTH) && keyLength.isEmpty()) {
                keyLength = OptionalInt.of(value);
            } else {
                others.attribute(attribute, value, (attribute & 0x8000) == 0 ? octets(value) : Octets.EMPTY);
            }
        }
        end = proposalEnd;
        return new Transform(type, id, keyLength, Octets.of(others.toBytes()));
    }

    private Payload.Nonce nonce() throws Malformed {
        Octets data = rest();
        if (data.length() < 16 || data.length() > 256) {
            throw syntax("nonce of " + data.length() + " octets");
        }
        return new Payload.Nonce(data);
    }

    private Payload.Notify notification() throws Malformed {
        int protocol = u8();
        int spiSize = u8();
        int notifyType = u16();
        Octets spi = octets(spiSize);
        return new Payload.Notify(protocol, spi, notifyType, rest());
    }

    private Payload.Delete delete() throws Malformed {
        int protocol = u8();
        int spiSize = u8();
        int count = u16();
        if (count * spiSize != end - at || (count > 0 && spiSize == 0)) {
            throw syntax("delete of " + count + " SPIs of " + spiSize + " octets");
        }
        List<Octets> spis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spis.add(octets(spiSize));
        }
        return new Payload.Delete(protocol, spis);
    }

    private List<TrafficSelector> selectors() throws Malformed {
        int count = u32() >>> 24;
        List<TrafficSelector> selectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = at;
            int type = u8();
            int protocol = u8();
            int length = u16();
            if (length < 8 || length > end - start) {
                throw syntax("selector length " + length);
            }
            if (type == TS_IPV4_ADDR_RANGE) {
                if (length != 16) {
                    throw syntax("IPv4 selector of " + length + " octets");
                }
                int startPort = u16();
                int endPort = u16();
                selectors.add(new TrafficSelector(protocol, startPort, endPort, new Ipv4(u32()), new Ipv4(u32())));
            } else {
                octets(length - 4);
            }
        }
        return selectors;
    }

    private void need(int count) throws Malformed {
        if (count > end - at) {
            throw syntax("structure cut short");
        }
    }

    private int u8() throws Malformed {
        need(1);
        return b[at++] & 0xff;
    }

    private int u16() throws Malformed {
        need(2);
        return (b[at++] & 0xff) << 8 | (b[at++] & 0xff);
    }

    private int u32() throws Malformed {
        return u16() << 16 | u16();
    }

    private Octets octets(int length) throws Malformed {
        need(length);
        Octets octets = Octets.of(b, at, length);
        at += length;
        return octets;
    }

    private Octets rest() throws Malformed {
        return octets(end - at);
    }

    private Malformed syntax(String what) {
        return new Malformed(NotifyType.INVALID_SYNTAX, 0, at, what);
    }
}
