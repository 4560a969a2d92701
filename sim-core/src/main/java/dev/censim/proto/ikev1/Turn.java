package dev.censim.proto.ikev1;

import dev.censim.crypto.Entropy;
import dev.censim.crypto.KnownSecrets;
import dev.censim.proto.Outbox;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.UdpPath;

/**
 * One input to an endpoint while it is being acted on: where, when, and where the outputs go.
 *
 * @param path where a datagram came from; for other inputs where negotiations begin
 */
record Turn(Ikev1Endpoint endpoint, long now, UdpPath path, Outbox<IkeOutput> out) {

    Turn(Ikev1Endpoint endpoint, long now, Outbox<IkeOutput> out) {
        this(endpoint, now, endpoint.config().firstPath(), out);
    }

    IkeEndpointConfig config() {
        return endpoint.config();
    }

    Entropy entropy() {
        return endpoint.entropy();
    }

    KnownSecrets knownSecrets() {
        return endpoint.knownSecrets;
    }

    PhaseTwoSas phaseTwoSas() {
        return endpoint.phaseTwoSas();
    }

    void note(IkeOutput output) {
        out.add(output);
    }

    void send(byte[] message, UdpPath to) {
        endpoint.encapsulation().sent(now);
        note(new IkeOutput.Send(message, to));
    }

    void discard(IkeDiscard cause) {
        note(new IkeOutput.Discarded(cause));
    }
}
