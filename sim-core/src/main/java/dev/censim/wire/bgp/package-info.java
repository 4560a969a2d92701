/**
 * BGP-4 messages as values and as octets. RFC 4271 (messages), 6793 (four-octet AS numbers), 5492 and 9072 (capabilities), 7606
 * (revised error handling), 2918 (route refresh), 4724 (graceful restart), 1997 (communities), 4760 (recognised only as far as IPv4 unicast needs).
 *
 * <p>A message that can be constructed can be encoded and reads back equal. Decoders throw nothing but
 * {@link dev.censim.wire.Malformed}, and that only for faults which end the session; milder ones are noted in the
 * {@link dev.censim.wire.bgp.BgpMessage.Update} itself. Knows no session, no timer and no routing table.
 */
@NullMarked
package dev.censim.wire.bgp;

import org.jspecify.annotations.NullMarked;
