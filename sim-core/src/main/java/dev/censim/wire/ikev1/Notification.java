package dev.censim.wire.ikev1;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;

/**
 * The body of a notification payload, RFC 2408 section 3.14.
 *
 * @param protocol 1 ISAKMP, 3 ESP
 * @param spi of what it is about: the two cookies, or the SPI of an SA
 */
public record Notification(int protocol, Octets spi, int type, Octets data) {

    private static final int DOI_IPSEC = 1;

    public boolean isError() {
        return type < NotifyMessage.FIRST_STATUS;
    }

    public static Notification read(Octets body) throws Malformed {
        OctetReader in = OctetReader.of(body);
        in.s32();
        int protocol = in.u8();
        int spiLength = in.u8();
        int type = in.u16();
        return new Notification(protocol, in.octets(spiLength), type, in.rest());
    }

    public Octets body() {
        return new OctetWriter()
                .u32(DOI_IPSEC)
                .u8(protocol)
                .u8(spi.length())
                .u16(type)
                .octets(spi)
                .octets(data)
                .done();
    }
}
