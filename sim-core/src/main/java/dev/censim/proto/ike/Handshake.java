package dev.censim.proto.ike;

import dev.censim.wire.ike.Octets;

/**
 * What IKE_AUTH needs of IKE_SA_INIT (RFC 7296 section 2.15): both messages as sent, and both nonces. Kept longer, because it also
 * tells a late repetition of that request from a new one.
 */
record Handshake(Octets request, Octets response, Octets ni, Octets nr) {}
