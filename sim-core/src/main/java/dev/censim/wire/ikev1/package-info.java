/**
 * IKEv1 messages as values and as octets: RFC 2408 (ISAKMP), 2407 (the IPsec DOI), 2409 (exchanges), 3706 (dead peer detection) and
 * 3947 (NAT-D). A payload is a type and its body, because what the hashes of RFC 2409 cover are bodies as they were sent; typed
 * views ({@link dev.censim.wire.ikev1.SecurityAssociation}, {@link dev.censim.wire.ikev1.Identification} ...) read a body on demand.
 * Reading throws {@link dev.censim.wire.Malformed} and nothing else, whatever the octets; its code is the notify type to answer with.
 * Knows no SA, key or timer: an encrypted body is handed on as it is. The header is IKEv2's, {@link dev.censim.wire.ike.IkeHeader}.
 */
@NullMarked
package dev.censim.wire.ikev1;

import org.jspecify.annotations.NullMarked;
