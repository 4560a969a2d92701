package dev.censim.wire.ikev1;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The body of an ID payload, RFC 2407 section 4.6.2.
 *
 * @param idType one of the constants, or any other number up to 255
 * @param protocol IP protocol, 0 for any
 * @param port 0 for any
 */
public record Identification(int idType, int protocol, int port, Octets data) {

    public static final int IPV4_ADDR = 1;
    public static final int FQDN = 2;
    public static final int IPV4_ADDR_SUBNET = 4;

    /** An identity as it is configured: an IPv4 address, or else an FQDN. */
    public static Identification of(String text) {
        return Ipv4.tryParse(text)
                .map(address -> new Identification(IPV4_ADDR, 0, 0, Octets.ofInt(address.bits())))
                .orElseGet(() -> new Identification(FQDN, 0, 0, Octets.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** All traffic of a prefix. */
    public static Identification of(Prefix prefix) {
        byte[] data = new byte[8];
        System.arraycopy(Octets.ofInt(prefix.network()).bytes(), 0, data, 0, 4);
        System.arraycopy(Octets.ofInt(Prefix.mask(prefix.length())).bytes(), 0, data, 4, 4);
        return new Identification(IPV4_ADDR_SUBNET, 0, 0, Octets.of(data));
    }

    /** The prefix of a subnet or of a single address, when it is one. */
    public Optional<Prefix> prefix() {
        if (idType == IPV4_ADDR && data.length() == 4) {
            return Optional.of(new Prefix((int) data.toLong(), 32));
        }
        if (idType != IPV4_ADDR_SUBNET || data.length() != 8) {
            return Optional.empty();
        }
        int network = (int) (data.toLong() >>> 32);
        int mask = (int) data.toLong();
        int length = Integer.bitCount(mask);
        boolean isSound = mask == Prefix.mask(length) && (network & ~mask) == 0;
        return isSound ? Optional.of(new Prefix(network, length)) : Optional.empty();
    }

    /** Whether it names the same, whatever protocol and port say: those of phase 1 are 0, or UDP and the port of IKE. */
    public boolean isSameAs(Identification other) {
        return idType == other.idType && data.equals(other.data);
    }

    public static Identification read(Octets body) throws Malformed {
        OctetReader in = OctetReader.of(body);
        return new Identification(in.u8(), in.u8(), in.u16(), in.rest());
    }

    public Octets body() {
        return new OctetWriter().u8(idType).u8(protocol).u16(port).octets(data).done();
    }
}
