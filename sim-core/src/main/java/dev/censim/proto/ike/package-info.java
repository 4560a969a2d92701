/**
 * IKEv2 without sockets and without a clock: {@link dev.censim.proto.ike.IkeEndpoint} is one end of one tunnel. RFC 7296.
 * Knows no kernel and no packet: the payload of UDP port 500 comes in, messages and child SAs for the data plane go out.
 */
@NullMarked
package dev.censim.proto.ike;

import org.jspecify.annotations.NullMarked;
