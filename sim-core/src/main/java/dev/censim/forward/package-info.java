/**
 * The data plane's pure parts: longest-prefix match, flow hashing, ESP with its replay window. RFC 4303, 3602, 2992.
 * Knows no protocol machine, no kernel and no device; everything is flat arrays, and nothing here allocates per packet.
 */
@NullMarked
package dev.censim.forward;

import org.jspecify.annotations.NullMarked;
