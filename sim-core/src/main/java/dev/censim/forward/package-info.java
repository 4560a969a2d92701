/**
 * The data plane's pure parts: longest-prefix match, flow hashing, ESP with its replay window. RFC 4303, 3602, 2992.
 * Knows no protocol machine, no kernel and no device; everything is flat arrays. Lookups allocate nothing; real
 * ESP does where it clones keyed digests, and for the promise of a seal that waits ({@link dev.censim.forward.EspRoundTrips}).
 *
 * <p>Longest-prefix match, from {@link dev.censim.forward.Fib} on: routes lie in sorted arrays, which octets tell apart where they are
 * many; a lookup in an array goes through an index of intervals (DXR: Zec, Rizzo, Mikuc, CCR 2012); a large table that is asked often
 * has a flat image of the first 24 bits (DIR-24-8: Gupta, Lin, McKeown, INFOCOM 1998). What both are measured against, and the next
 * thing to try: Poptrie (Asai, Ohara, SIGCOMM 2015).
 */
@NullMarked
package dev.censim.forward;

import org.jspecify.annotations.NullMarked;
