package dev.censim.wire.bgp;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of an UPDATE, RFC 4271 section 4.3, with the error handling of RFC 7606. */
final class UpdateReader {

    private static final int MALFORMED_LIST = 1;
    private static final int INVALID_NETWORK = 10;

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
        List<Prefix> withdrawn = prefixes(b, offset, withdrawnAt, withdrawnEnd);
        List<Prefix> announced = prefixes(b, offset, attributesEnd, end);
        AttributeReader reader = new AttributeReader(b, offset, fourOctetAs, external, announced.isEmpty())
                .read(attributesAt, attributesEnd);
        if (announced.isEmpty()) {
            return new BgpMessage.Update(
                    withdrawn, Optional.empty(), List.of(), reader.bare(), reader.faultsWithoutRoutes());
        }
        Optional<PathAttributes> attributes = reader.attributes();
        if (attributes.isEmpty()) {
            Set<Prefix> gone = new LinkedHashSet<>(withdrawn);
            gone.addAll(announced);
            return new BgpMessage.Update(List.copyOf(gone), Optional.empty(), List.of(), List.of(), reader.faults());
        }
        return new BgpMessage.Update(withdrawn, attributes, announced, List.of(), reader.faults());
    }

    /** RFC 4271 section 4.3: a length in bits, then as many octets as hold them; trailing bits mean nothing. */
    private static List<Prefix> prefixes(byte[] b, int offset, int from, int end) throws Malformed {
        List<Prefix> prefixes = new ArrayList<>();
        for (int at = from; at < end; ) {
            int bits = b[at] & 0xff;
            int octets = (bits + 7) / 8;
            if (bits > 32 || at + 1 + octets > end) {
                throw new Malformed(
                        AttributeReader.UPDATE_ERROR, INVALID_NETWORK, at - offset, "prefix of " + bits + " bits");
            }
            int network = 0;
            for (int i = 0; i < octets; i++) {
                network |= (b[at + 1 + i] & 0xff) << (24 - 8 * i);
            }
            prefixes.add(Prefix.around(new Ipv4(network), bits));
            at += 1 + octets;
        }
        return prefixes;
    }
}
