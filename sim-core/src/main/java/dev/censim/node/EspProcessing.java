package dev.censim.node;

import dev.censim.forward.EspRoundTrips;
import dev.censim.forward.EspTransform;
import java.util.Optional;

/**
 * How ESP is computed.
 *
 * @param transform packet by packet
 * @param roundTrips where the cryptography of packets waits that arrive as they were sent; empty when each packet is sealed and opened
 *     at once, so that its octets can be read under way
 */
public record EspProcessing(EspTransform transform, Optional<EspRoundTrips> roundTrips) {

    /** Packet by packet. */
    public static EspProcessing atOnce(EspTransform transform) {
        return new EspProcessing(transform, Optional.empty());
    }
}
