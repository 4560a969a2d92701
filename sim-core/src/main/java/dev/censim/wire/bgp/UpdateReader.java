package dev.censim.wire.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.wire.Malformed;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of an UPDATE, RFC 4271 section 4.3, with the error handling of RFC 7606. */
final class UpdateReader {

    private static final int MALFORMED_LIST = 1;
    private static final int INVALID_NETWORK = 10;

    /** Those of nearly all prefixes of the Internet, with the length: the others make the array grow. */
    private static final int OCTETS_AT_LEAST = 3;

    private static final long LOW_32 = 0xffff_ffffL;

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private UpdateReader() {}

    static BgpMessage.Update read(byte[] b, int offset, int end, boolean fourOctetAs, boolean external)
            throws Malformed {
        int withdrawnAt = offset + BgpCodec.HEADER + 2;
        int withdrawnEnd = withdrawnAt + BgpCodec.u16(b, withdrawnAt - 2);
        if (withdrawnEnd + 2 > end) {
            throw new Malformed(AttributeReader.UPDATE_ERROR, MALFORMED_LIST, 19, "withdrawn routes overrun");
        }
        int attributesAt = withdrawnEnd + 2;
        int attributesEnd = attributesAt + BgpCodec.u16(b, withdrawnEnd);
        if (attributesEnd > end) {
            throw new Malformed(
                    AttributeReader.UPDATE_ERROR, MALFORMED_LIST, withdrawnEnd - offset, "path attributes overrun");
        }
        Nlri withdrawn = prefixes(b, offset, withdrawnAt, withdrawnEnd);
        Nlri announced = prefixes(b, offset, attributesEnd, end);
        AttributeReader reader = new AttributeReader(b, offset, fourOctetAs, external, announced.isEmpty())
                .read(attributesAt, attributesEnd);
        if (announced.isEmpty()) {
            return new BgpMessage.Update(
                    withdrawn, Optional.empty(), Nlri.EMPTY, reader.bare(), reader.faultsWithoutRoutes());
        }
        Optional<PathAttributes> attributes = reader.attributes();
        if (attributes.isEmpty()) {
            Set<Prefix> gone = new LinkedHashSet<>(withdrawn);
            gone.addAll(announced);
            return new BgpMessage.Update(Nlri.of(gone), Optional.empty(), Nlri.EMPTY, List.of(), reader.faults());
        }
        return new BgpMessage.Update(withdrawn, attributes, announced, List.of(), reader.faults());
    }

    /** RFC 4271 section 4.3: a length in bits, then as many octets as hold them; trailing bits mean nothing. */
    private static Nlri prefixes(byte[] b, int offset, int from, int end) throws Malformed {
        if (from == end) {
            return Nlri.EMPTY;
        }
        long[] keys = new long[(end - from) / OCTETS_AT_LEAST + 1];
        int count = 0;
        for (int at = from; at < end; ) {
            int bits = b[at] & 0xff;
            int octets = (bits + 7) / 8;
            if (bits > 32 || at + 1 + octets > end) {
                throw new Malformed(
                        AttributeReader.UPDATE_ERROR, INVALID_NETWORK, at - offset, "prefix of " + bits + " bits");
            }
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
            }
            long network = network(b, at + 1, octets) & ~(LOW_32 >>> bits);
            keys[count++] = network << 6 | bits;
            at += 1 + octets;
        }
        return Nlri.ofKeys(keys, count);
    }

    /** The first of four octets, as far as the array has them; what stands behind the prefix is for the caller to mask. */
    private static long network(byte[] b, int at, int octets) {
        if (at + 4 <= b.length) {
            return (int) BIG_ENDIAN.get(b, at) & LOW_32;
        }
        long network = 0;
        for (int i = 0; i < octets; i++) {
            network |= (b[at + i] & 0xffL) << (24 - 8 * i);
        }
        return network;
    }
}
