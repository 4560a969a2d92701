package dev.censim.model.topology;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * An underlay path: the Internet between a cloud region and a gateway, or the circuit of a VBR. Tunnels that name the same path
 * share its bandwidth and its fate. Each direction has its own queue.
 *
 * @param latency one way
 * @param jitter added to the latency, uniformly between zero and this; it does not reorder packets
 * @param lossPerMillion packets lost of a million, 0 to 1,000,000
 * @param bitsPerSecond of each direction; empty means unlimited
 * @param queue longest wait before the bandwidth limit; packets beyond it are dropped
 */
public record Path(
        String name,
        Duration latency,
        Duration jitter,
        int lossPerMillion,
        OptionalLong bitsPerSecond,
        Duration queue) {}
