package dev.censim.proto.ikev1;

import dev.censim.proto.ike.Wire;
import java.util.Objects;

/** What an end of IKEv1 would do by itself in time, done now. */
final class Provoked {

    private Provoked() {}

    /** An end finds that it is time to rekey the pair of ESP SAs that it sends through. */
    static void phaseTwo(Wire wire, Wire.End end) {
        int spiIn = Objects.requireNonNull(end.outbound).spiIn();
        Ikev1Endpoint endpoint = (Ikev1Endpoint) end.ike;
        endpoint.rekey(spiIn, new Turn(endpoint, wire.now, end.out));
    }

    /** An end finds that it is time to rekey its ISAKMP SA. */
    static void phaseOne(Wire wire, Wire.End end) {
        Ikev1Endpoint endpoint = (Ikev1Endpoint) end.ike;
        endpoint.rekey(new Turn(endpoint, wire.now, end.out));
    }
}
