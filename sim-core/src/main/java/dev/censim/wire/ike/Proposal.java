package dev.censim.wire.ike;

import java.util.List;

/**
 * One proposal of an SA payload, RFC 7296 section 3.3.1. Transforms of one type are alternatives.
 *
 * @param number 1 for the first proposal of an offer, then ascending; the answer repeats the chosen one's
 * @param protocol {@link Protocol#IKE} or {@link Protocol#ESP}
 * @param spi empty in the first exchange of an IKE SA, 8 octets when an IKE SA is rekeyed, 4 octets for ESP; the sender's inbound
 */
public record Proposal(int number, int protocol, Octets spi, List<Transform> transforms) {

    public Proposal {
        transforms = List.copyOf(transforms);
    }
}
