package dev.censim.facts;

import dev.censim.kernel.Digest;
import dev.censim.kernel.Fact;

/**
 * How many octets of IPv4 packets an actor has taken from another since the last such fact, noted at the end of the run. It shows what
 * went by anyhow, and adds nothing to the digest.
 *
 * @param actor a transit router, or an underlay path
 * @param from the attachment that handed them to the transit router, or the cloud's end that put them on the path
 */
public record OctetsMetered(long at, int actor, int from, long octets) implements Fact {

    @Override
    public void digest(Digest into) {}
}
