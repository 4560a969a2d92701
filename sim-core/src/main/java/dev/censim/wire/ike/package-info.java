/**
 * IKEv2 messages as values and as octets: RFC 7296 section 3. Decoding throws {@link dev.censim.wire.Malformed} and nothing else,
 * whatever the octets; its code is the notify type to answer with. What is not understood is kept as octets.
 * Knows no SA, key or timer: the SK payload is framed here and sealed by whoever holds the keys.
 * {@link dev.censim.wire.ike.IkeHeader} is common to IKEv1 and IKEv2; its version nibble tells them apart.
 */
@NullMarked
package dev.censim.wire.ike;

import org.jspecify.annotations.NullMarked;
