/**
 * BFD control packets, RFC 5880 section 4.1: {@link dev.censim.wire.bfd.BfdPacket} is one, read from and written to the payload of a UDP
 * datagram. What can be judged without knowing the session, section 6.8.6, is judged while reading.
 */
@NullMarked
package dev.censim.wire.bfd;

import org.jspecify.annotations.NullMarked;
