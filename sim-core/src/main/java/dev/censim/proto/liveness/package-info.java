/**
 * When to ask whether the peer is alive, and when to give up: the timer policy that dead peer detection (RFC 7296 section 2.4)
 * and the health check share. It knows no message: whoever owns it sends the probes that it asks for.
 * The smallest {@link dev.censim.proto.Machine} of all; read it first.
 */
@NullMarked
package dev.censim.proto.liveness;

import org.jspecify.annotations.NullMarked;
