/**
 * Explicit randomness and otherwise pure functions: PRF, HMAC, Diffie-Hellman, block ciphers. RFC 2104, 2409, 3526, 3602, 4868, 7296.
 * Knows no session, no timer and no message; the cryptographic work itself is done by the JDK's providers.
 */
@NullMarked
package dev.censim.crypto;

import org.jspecify.annotations.NullMarked;
