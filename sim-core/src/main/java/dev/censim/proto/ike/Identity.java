package dev.censim.proto.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.nio.charset.StandardCharsets;

/** Identities as they are configured, an IPv4 address or else an FQDN: RFC 7296 section 3.5. */
final class Identity {

    private static final int ID_IPV4_ADDR = 1;
    private static final int ID_FQDN = 2;

    private Identity() {}

    /** @param initiator IDi, otherwise IDr */
    static Payload.Identification of(boolean initiator, String text) {
        return Ipv4.tryParse(text)
                .map(address -> new Payload.Identification(initiator, ID_IPV4_ADDR, Octets.ofInt(address.bits())))
                .orElseGet(() -> new Payload.Identification(
                        initiator, ID_FQDN, Octets.of(text.getBytes(StandardCharsets.UTF_8))));
    }
}
