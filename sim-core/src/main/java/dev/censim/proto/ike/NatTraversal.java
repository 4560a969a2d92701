package dev.censim.proto.ike;

import dev.censim.model.policy.Defaults;
import java.time.Duration;

/**
 * What one end is configured with for NATs on its way (RFC 7296 section 2.23, RFC 3948).
 *
 * @param enabled whether it looks for a NAT, and acts when there is one
 * @param keepalive after how long without a packet to the peer the end behind a NAT sends a keepalive; zero for never
 * @param local the ports of this end
 * @param remote the ports of the peer, if no NAT changes them
 */
public record NatTraversal(boolean enabled, Duration keepalive, IkePorts local, IkePorts remote) {

    /** With the standard ports and the default keepalive. */
    public static NatTraversal of(boolean enabled) {
        return new NatTraversal(enabled, Defaults.NAT_KEEPALIVE, IkePorts.STANDARD, IkePorts.STANDARD);
    }
}
