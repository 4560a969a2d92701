package dev.censim.proto.ikev1;

import dev.censim.wire.ike.Octets;

/**
 * The two cookies that name an ISAKMP SA, RFC 2408 section 2.5.3.
 *
 * @param initiator never 0
 * @param responder 0 while the initiator does not know it
 */
record Cookies(long initiator, long responder) {

    /** Whether a message with these is of this SA. */
    boolean fit(long cookieInitiator, long cookieResponder) {
        return initiator == cookieInitiator && (responder == 0 || responder == cookieResponder);
    }

    /** Both, as the SPI of an ISAKMP SA (RFC 2408 section 3.14). */
    Octets spi() {
        byte[] both = new byte[16];
        System.arraycopy(Octets.ofLong(initiator).bytes(), 0, both, 0, 8);
        System.arraycopy(Octets.ofLong(responder).bytes(), 0, both, 8, 8);
        return Octets.of(both);
    }

    /** The same, the other end's first. */
    Cookies swapped() {
        return new Cookies(responder, initiator);
    }
}
