package dev.censim.wire.ikev1;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a delete payload, RFC 2408 section 3.15.
 *
 * @param protocol 1 ISAKMP, 3 ESP
 * @param spis all of one length; the sender's inbound ones, or the two cookies together
 */
public record Deletion(int protocol, List<Octets> spis) {

    private static final int DOI_IPSEC = 1;

    public Deletion {
        spis = List.copyOf(spis);
    }

    public static Deletion read(Octets body) throws Malformed {
        OctetReader in = OctetReader.of(body);
        in.s32();
        int protocol = in.u8();
        int length = in.u8();
        int count = in.u16();
        List<Octets> spis = new ArrayList<>();
        for (int i = 0; i < count && length > 0; i++) {
            spis.add(in.octets(length));
        }
        in.atEnd("a delete payload");
        return new Deletion(protocol, spis);
    }

    public Octets body() {
        int length = spis.isEmpty() ? 0 : spis.get(0).length();
        OctetWriter out =
                new OctetWriter().u32(DOI_IPSEC).u8(protocol).u8(length).u16(spis.size());
        spis.forEach(out::octets);
        return out.done();
    }
}
