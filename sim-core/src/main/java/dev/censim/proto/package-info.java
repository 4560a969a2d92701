/**
 * Sans-IO protocol machines: bytes and time in, outputs out. Nothing here knows the simulator, a socket or a clock.
 *
 * <p>One input, then drain the {@link dev.censim.proto.Outbox}, then the next input: outputs are deferred, so no machine is ever
 * re-entered. Time is {@code long} nanoseconds on a clock that the driver chooses and that never runs backwards.
 */
@NullMarked
package dev.censim.proto;

import org.jspecify.annotations.NullMarked;
