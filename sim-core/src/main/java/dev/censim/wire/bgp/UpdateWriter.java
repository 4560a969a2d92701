package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import java.util.List;

/** The body of an UPDATE to octets, RFC 4271 section 4.3; attributes in the order of their type codes, as section 5 asks. */
final class UpdateWriter {

    private static final long MAX_U16 = 0xffff;

    private UpdateWriter() {}

    static void write(BgpMessage.Update update, boolean fourOctetAs, OctetWriter writer) {
        int withdrawnAt = writer.length();
        writer.u16(0);
        prefixes(update.withdrawn(), writer);
        writer.patch16(withdrawnAt, writer.length() - withdrawnAt - 2);
        int attributesAt = writer.length();
        writer.u16(0);
        update.attributes().ifPresent(attributes -> attributes(attributes, fourOctetAs, writer));
        for (RawAttribute raw : update.bare()) {
            raw(raw, writer);
        }
        writer.patch16(attributesAt, writer.length() - attributesAt - 2);
        prefixes(update.announced(), writer);
    }

    static void attributes(PathAttributes attributes, boolean fourOctetAs, OctetWriter writer) {
        header(AttributeReader.WELL_KNOWN, AttributeReader.ORIGIN, 1, writer);
        writer.u8(attributes.origin().ordinal());
        path(AttributeReader.WELL_KNOWN, AttributeReader.AS_PATH, attributes.asPath(), fourOctetAs, writer);
        header(AttributeReader.WELL_KNOWN, AttributeReader.NEXT_HOP, 4, writer);
        writer.u32(attributes.nextHop().bits());
        attributes.med().ifPresent(med -> {
            header(RawAttribute.OPTIONAL, AttributeReader.MULTI_EXIT_DISC, 4, writer);
            writer.u32((int) med);
        });
        attributes.localPref().ifPresent(preference -> {
            header(AttributeReader.WELL_KNOWN, AttributeReader.LOCAL_PREF, 4, writer);
            writer.u32((int) preference);
        });
        if (attributes.atomicAggregate()) {
            header(AttributeReader.WELL_KNOWN, AttributeReader.ATOMIC_AGGREGATE, 0, writer);
        }
        attributes.aggregator().ifPresent(by -> aggregator(AttributeReader.AGGREGATOR, by, fourOctetAs, writer));
        if (!attributes.communities().isEmpty()) {
            int octets = 4 * attributes.communities().size();
            header(AttributeReader.OPTIONAL_TRANSITIVE, AttributeReader.COMMUNITIES, octets, writer);
            attributes.communities().forEach(community -> writer.u32(community.bits()));
        }
        if (!fourOctetAs) {
            as4(attributes, writer);
        }
        attributes.unknown().forEach(raw -> raw(raw, writer));
    }

    /** RFC 6793 section 4.2.2: what two octets could not say, for the next speaker that understands four. */
    private static void as4(PathAttributes attributes, OctetWriter writer) {
        boolean isWide = false;
        for (AsPath.Segment segment : attributes.asPath().segments()) {
            for (Asn asn : segment.asns()) {
                isWide |= asn.number() > MAX_U16;
            }
        }
        if (isWide) {
            path(AttributeReader.OPTIONAL_TRANSITIVE, AttributeReader.AS4_PATH, attributes.asPath(), true, writer);
        }
        attributes
                .aggregator()
                .filter(by -> by.asn().number() > MAX_U16)
                .ifPresent(by -> aggregator(AttributeReader.AS4_AGGREGATOR, by, true, writer));
    }

    private static void path(int flags, int type, AsPath path, boolean wide, OctetWriter writer) {
        int octets = 0;
        for (AsPath.Segment segment : path.segments()) {
            octets += 2 + segment.asns().size() * (wide ? 4 : 2);
        }
        header(flags, type, octets, writer);
        for (AsPath.Segment segment : path.segments()) {
            writer.u8(segment.type().ordinal() + 1);
            writer.u8(segment.asns().size());
            segment.asns().forEach(asn -> asn(asn, wide, writer));
        }
    }

    private static void aggregator(int type, Aggregator aggregator, boolean wide, OctetWriter writer) {
        header(AttributeReader.OPTIONAL_TRANSITIVE, type, wide ? 8 : 6, writer);
        asn(aggregator.asn(), wide, writer);
        writer.u32(aggregator.address().bits());
    }

    private static void asn(Asn asn, boolean wide, OctetWriter writer) {
        if (wide) {
            writer.u32((int) asn.number());
        } else {
            writer.u16(asn.number() > MAX_U16 ? BgpCodec.AS_TRANS : (int) asn.number());
        }
    }

    private static void raw(RawAttribute raw, OctetWriter writer) {
        header(raw.flags(), raw.type(), raw.value().length(), writer);
        raw.value().into(writer);
    }

    private static void header(int flags, int type, int length, OctetWriter writer) {
        if (length > 0xff) {
            writer.u8(flags | AttributeReader.EXTENDED_LENGTH);
            writer.u8(type);
            writer.u16(length);
        } else {
            writer.u8(flags);
            writer.u8(type);
            writer.u8(length);
        }
    }

    private static void prefixes(List<Prefix> prefixes, OctetWriter writer) {
        for (Prefix prefix : prefixes) {
            writer.u8(prefix.length());
            for (int bits = 0; bits < prefix.length(); bits += 8) {
                writer.u8(prefix.network() >>> (24 - bits));
            }
        }
    }
}
