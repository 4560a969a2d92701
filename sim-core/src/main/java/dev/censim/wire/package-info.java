/**
 * Header views over {@code byte[]}: static accessors with named offsets for what the data plane touches, big endian throughout.
 * RFC 791 (IPv4), 768 (UDP), 792 (ICMP), 9293 (TCP), 4303 (ESP), 1071 and 1624 (checksum). Knows no session and no timer.
 */
@NullMarked
package dev.censim.wire;

import org.jspecify.annotations.NullMarked;
