/**
 * Bidirectional Forwarding Detection without sockets and without a clock, RFC 5880: {@link dev.censim.proto.bfd.BfdSession} is one session
 * in asynchronous mode, {@link dev.censim.proto.bfd.Encapsulation} the UDP port and the time to live around it (RFC 5881 for one hop, RFC
 * 5883 for several).
 *
 * <p><b>How packets come in.</b> The driver owns UDP. It checks the time to live with {@code Encapsulation.admits} and hands the payload to
 * the session, which discards what section 6.8.6 tells it to. One session is one pair of addresses: the driver finds it by them, and
 * the session refuses a packet that names another discriminator.
 *
 * <p><b>Choices.</b> A session in the active role sends its first packet at once. A packet that would say something new about the state is
 * sent at once too (section 6.8.7, SHOULD). Each change of the intervals is polled for as soon as the other end is known; a change during
 * a poll is polled for after it. The diagnostic is cleared when the session comes up.
 *
 * <p><b>Left out.</b> Authentication (a packet with it is discarded), the echo function, demand mode of our own end (the peer's is
 * respected), point-to-multipoint. Knows no kernel, no socket and no clock.
 */
@NullMarked
package dev.censim.proto.bfd;

import org.jspecify.annotations.NullMarked;
