package dev.censim.wire.ikev1;

import dev.censim.wire.ike.Octets;
import java.util.List;

/**
 * A proposal payload, RFC 2408 section 3.5.
 *
 * @param protocol 1 ISAKMP, 2 AH, 3 ESP
 * @param spi of the sender's inbound SA; in phase 1 usually empty
 */
public record IsakmpProposal(int number, int protocol, Octets spi, List<IsakmpTransform> transforms) {

    public static final int ISAKMP = 1;
    public static final int ESP = 3;

    public IsakmpProposal {
        transforms = List.copyOf(transforms);
    }
}
