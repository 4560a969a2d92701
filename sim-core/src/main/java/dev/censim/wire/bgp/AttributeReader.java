package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.AttributeFault.Handling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the path attributes of one UPDATE; what RFC 7606 section 7 forgives is noted, the rest thrown. Used once. No prefix is
 * announced when {@code keepBare} is set: then the attributes are wanted as they came.
 */
final class AttributeReader {

    static final int UPDATE_ERROR = 3;

    static final int ORIGIN = 1;
    static final int AS_PATH = 2;
    static final int NEXT_HOP = 3;
    static final int MULTI_EXIT_DISC = 4;
    static final int LOCAL_PREF = 5;
    static final int ATOMIC_AGGREGATE = 6;
    static final int AGGREGATOR = 7;
    static final int COMMUNITIES = 8;
    static final int MP_REACH_NLRI = 14;
    static final int MP_UNREACH_NLRI = 15;
    static final int AS4_PATH = 17;
    static final int AS4_AGGREGATOR = 18;

    static final int EXTENDED_LENGTH = 0x10;
    static final int WELL_KNOWN = RawAttribute.TRANSITIVE;
    static final int OPTIONAL_TRANSITIVE = RawAttribute.OPTIONAL | RawAttribute.TRANSITIVE;
    private static final int KIND = OPTIONAL_TRANSITIVE;
    private static final int KEPT_FLAGS = KIND | RawAttribute.PARTIAL;

    private static final int MALFORMED_LIST = 1;
    private static final int UNRECOGNISED_WELL_KNOWN = 2;
    private static final int MISSING_WELL_KNOWN = 3;
    private static final int FLAGS_ERROR = 4;
    private static final int LENGTH_ERROR = 5;
    private static final int INVALID_ORIGIN = 6;
    private static final int OPTIONAL_ERROR = 9;
    private static final int MALFORMED_AS_PATH = 11;

    private final byte[] b;
    private final int message;
    private final boolean fourOctetAs;
    private final boolean external;
    private final boolean keepBare;

    private final long[] seen = new long[4]; // a bit for each type
    private final List<AttributeFault> faults = new ArrayList<>();
    private final List<RawAttribute> all = new ArrayList<>();
    private final List<RawAttribute> unknown = new ArrayList<>();
    private boolean isWithdrawn;

    private @Nullable Origin origin;
    private @Nullable AsPath asPath;
    private @Nullable Ipv4 nextHop;
    private OptionalLong med = OptionalLong.empty();
    private OptionalLong localPref = OptionalLong.empty();
    private boolean atomicAggregate;
    private @Nullable Aggregator aggregator;
    private List<Community> communities = List.of();
    private @Nullable AsPath as4Path;
    private @Nullable Aggregator as4Aggregator;

    AttributeReader(byte[] b, int message, boolean fourOctetAs, boolean external, boolean keepBare) {
        this.b = b;
        this.keepBare = keepBare;
        this.message = message;
        this.fourOctetAs = fourOctetAs;
        this.external = external;
    }

    AttributeReader read(int from, int end) throws Malformed {
        for (int at = from; at < end; ) {
            int header = (b[at] & EXTENDED_LENGTH) != 0 ? 4 : 3;
            int length = end - at < header ? end : header == 4 ? BgpCodec.u16(b, at + 2) : b[at + 2] & 0xff;
            if (length > end - at - header) {
                // RFC 7606 section 4: the prefixes are still found by the total length.
                withdraw(end - at < 2 ? 0 : b[at + 1] & 0xff, MALFORMED_LIST);
                break;
            }
            attribute(at, b[at + 1] & 0xff, at + header, length);
            at += header + length;
        }
        return this;
    }

    List<AttributeFault> faults() {
        return faults;
    }

    List<RawAttribute> bare() {
        return all;
    }

    /** RFC 7606 section 5.2: where the routes to be withdrawn are not known, only the end of the session is safe. */
    List<AttributeFault> faultsWithoutRoutes() throws Malformed {
        if (isWithdrawn && !hasSeen(MP_REACH_NLRI)) {
            throw new Malformed(UPDATE_ERROR, faults.get(0).subcode(), 0, "faulty attributes and no prefix");
        }
        return faults;
    }

    /** The attributes of the announced prefixes; empty when these are to be treated as withdrawn. */
    Optional<PathAttributes> attributes() {
        if (!isWithdrawn) {
            requireMandatory();
        }
        if (isWithdrawn || origin == null || asPath == null || nextHop == null) {
            return Optional.empty();
        }
        AsPath path = asPath;
        Aggregator formedBy = aggregator;
        // RFC 6793 section 4.2.3: a two-octet speaker that aggregated on the way has made both AS4 attributes obsolete.
        boolean isObsolete =
                aggregator != null && as4Aggregator != null && aggregator.asn().number() != BgpCodec.AS_TRANS;
        if (!isObsolete) {
            path = merged(path);
            formedBy = as4Aggregator != null && aggregator != null ? as4Aggregator : aggregator;
        }
        return Optional.of(new PathAttributes(
                origin,
                path,
                nextHop,
                med,
                localPref,
                communities,
                atomicAggregate,
                Optional.ofNullable(formedBy),
                unknown));
    }

    private AsPath merged(AsPath path) {
        if (as4Path == null || path.length() < as4Path.length()) {
            return path;
        }
        return path.leading(path.length() - as4Path.length()).append(as4Path);
    }

    /** RFC 7606 section 3 (d). */
    private void requireMandatory() {
        if (origin == null) {
            withdraw(ORIGIN, MISSING_WELL_KNOWN);
        }
        if (asPath == null) {
            withdraw(AS_PATH, MISSING_WELL_KNOWN);
        }
        if (nextHop == null) {
            withdraw(NEXT_HOP, MISSING_WELL_KNOWN);
        }
    }

    private void attribute(int header, int type, int at, int length) throws Malformed {
        int flags = b[header] & KEPT_FLAGS;
        if (hasSeen(type)) {
            // RFC 7606 section 3 (g).
            if (type == MP_REACH_NLRI || type == MP_UNREACH_NLRI) {
                throw new Malformed(UPDATE_ERROR, MALFORMED_LIST, at - message, "attribute " + type + " twice");
            }
            discard(type, MALFORMED_LIST);
            return;
        }
        seen[type >>> 6] |= 1L << type;
        if (keepBare) {
            all.add(new RawAttribute(flags, type, Octets.of(b, at, length)));
        }
        if (isKnown(type)) {
            known(flags, type, at, length);
        } else if ((flags & RawAttribute.OPTIONAL) == 0) {
            throw new Malformed(
                    UPDATE_ERROR, UNRECOGNISED_WELL_KNOWN, header - message, "well-known attribute " + type);
        } else {
            unknown.add(new RawAttribute(flags, type, Octets.of(b, at, length)));
        }
    }

    private boolean hasSeen(int type) {
        return (seen[type >>> 6] & 1L << type) != 0;
    }

    static boolean isKnown(int type) {
        return type >= ORIGIN && type <= COMMUNITIES || type == AS4_PATH || type == AS4_AGGREGATOR;
    }

    /** RFC 7606 section 7, attribute by attribute. */
    private void known(int flags, int type, int at, int length) {
        int kind = switch (type) {
            case MULTI_EXIT_DISC -> RawAttribute.OPTIONAL;
            case AGGREGATOR, COMMUNITIES, AS4_PATH, AS4_AGGREGATOR -> OPTIONAL_TRANSITIVE;
            default -> WELL_KNOWN;
        };
        if ((flags & KIND) != kind) {
            withdraw(type, FLAGS_ERROR);
            return;
        }
        switch (type) {
            case ORIGIN -> origin(at, length);
            case AS_PATH -> {
                asPath = path(at, length, fourOctetAs);
                if (asPath == null) {
                    withdraw(AS_PATH, MALFORMED_AS_PATH);
                }
            }
            case NEXT_HOP -> {
                if (isLength(type, length, 4)) {
                    nextHop = new Ipv4(BgpCodec.u32(b, at));
                }
            }
            case MULTI_EXIT_DISC -> {
                if (isLength(type, length, 4)) {
                    med = OptionalLong.of(BgpCodec.u32(b, at) & 0xffff_ffffL);
                }
            }
            case LOCAL_PREF -> {
                if (!external && isLength(type, length, 4)) {
                    localPref = OptionalLong.of(BgpCodec.u32(b, at) & 0xffff_ffffL);
                }
            }
            case ATOMIC_AGGREGATE -> {
                atomicAggregate = length == 0;
                if (length != 0) {
                    discard(type, LENGTH_ERROR);
                }
            }
            case AGGREGATOR -> aggregator = aggregator(type, at, length, fourOctetAs);
            case COMMUNITIES -> communities(at, length);
            case AS4_PATH -> as4Path(at, length);
            default -> {
                if (!fourOctetAs) {
                    as4Aggregator = aggregator(type, at, length, true);
                }
            }
        }
    }

    private void origin(int at, int length) {
        if (isLength(ORIGIN, length, 1)) {
            int code = b[at] & 0xff;
            if (code < Origin.values().length) {
                origin = Origin.values()[code];
            } else {
                withdraw(ORIGIN, INVALID_ORIGIN);
            }
        }
    }

    private void communities(int at, int length) {
        if (length == 0 || length % 4 != 0) {
            withdraw(COMMUNITIES, OPTIONAL_ERROR);
            return;
        }
        Community[] list = new Community[length / 4];
        for (int i = 0; i < list.length; i++) {
            list[i] = new Community(BgpCodec.u32(b, at + 4 * i));
        }
        communities = List.of(list);
    }

    /** RFC 6793 section 4.1: between two new speakers the attribute means nothing. Section 6: otherwise a faulty one is dropped. */
    private void as4Path(int at, int length) {
        if (!fourOctetAs) {
            as4Path = path(at, length, true);
            if (as4Path == null) {
                discard(AS4_PATH, MALFORMED_AS_PATH);
            }
        }
    }

    private @Nullable Aggregator aggregator(int type, int at, int length, boolean wide) {
        long number = 0;
        if (length == (wide ? 8 : 6)) {
            number = wide ? BgpCodec.u32(b, at) & Asn.MAX : BgpCodec.u16(b, at);
        }
        if (number == 0) {
            // A wrong length, RFC 7606 section 7.7, or AS 0, RFC 7607.
            discard(type, OPTIONAL_ERROR);
            return null;
        }
        return new Aggregator(new Asn(number), new Ipv4(BgpCodec.u32(b, at + length - 4)));
    }

    /** RFC 7606 section 7.2; null when malformed. AS 0 is malformed by RFC 7607. */
    private @Nullable AsPath path(int from, int length, boolean wide) {
        int size = wide ? 4 : 2;
        int end = from + length;
        List<AsPath.Segment> segments = new ArrayList<>();
        for (int at = from; at < end; ) {
            int count = end - at < 2 ? 0 : b[at + 1] & 0xff;
            boolean isSegment = b[at] == 1 || b[at] == 2;
            if (count == 0 || !isSegment || at + 2 + count * size > end) {
                return null;
            }
            Asn[] asns = new Asn[count];
            for (int i = 0; i < count; i++) {
                int each = at + 2 + i * size;
                long number = wide ? BgpCodec.u32(b, each) & Asn.MAX : BgpCodec.u16(b, each);
                if (number == 0) {
                    return null;
                }
                asns[i] = new Asn(number);
            }
            AsPath.Segment.Type type = b[at] == 1 ? AsPath.Segment.Type.AS_SET : AsPath.Segment.Type.AS_SEQUENCE;
            segments.add(new AsPath.Segment(type, List.of(asns)));
            at += 2 + count * size;
        }
        return segments.isEmpty() ? AsPath.EMPTY : new AsPath(segments);
    }

    private boolean isLength(int type, int length, int expected) {
        if (length != expected) {
            withdraw(type, LENGTH_ERROR);
        }
        return length == expected;
    }

    private void withdraw(int type, int subcode) {
        isWithdrawn = true;
        faults.add(new AttributeFault(type, Handling.TREAT_AS_WITHDRAW, subcode));
    }

    private void discard(int type, int subcode) {
        faults.add(new AttributeFault(type, Handling.ATTRIBUTE_DISCARD, subcode));
    }
}
