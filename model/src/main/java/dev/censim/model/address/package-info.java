/**
 * IPv4 addresses, prefixes and autonomous system numbers: parse, format, compare. RFC 791, RFC 4632 (CIDR), RFC 5396 (asdot).
 * Knows no topology and no time; everything else in the project may use it.
 */
@NullMarked
package dev.censim.model.address;

import org.jspecify.annotations.NullMarked;
