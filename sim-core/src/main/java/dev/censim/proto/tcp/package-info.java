/**
 * The byte stream beneath BGP when time is simulated: RFC 9293 (protocol), 6298 (retransmission timer), 5681 and 6582 (congestion
 * control). Whole IPv4 packets and time in, packets and stream events out. No options but MSS, no urgent data, ACKs are not delayed,
 * small segments are not held back. Knows no clock, no socket, no route and nothing of what the stream carries.
 */
@NullMarked
package dev.censim.proto.tcp;

import org.jspecify.annotations.NullMarked;
