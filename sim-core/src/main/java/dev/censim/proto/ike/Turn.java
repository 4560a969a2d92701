package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
import dev.censim.crypto.KnownSecrets;
import dev.censim.proto.Outbox;

/**
 * One input to an endpoint while it is being acted on: where, when, and where the outputs go.
 *
 * @param path where a datagram came from, and so where its answer goes (RFC 7296 section 2.11); for other inputs where negotiations
 *     begin
 */
record Turn(IkeEndpoint endpoint, long now, UdpPath path, Outbox<IkeOutput> out) {

    Turn(IkeEndpoint endpoint, long now, Outbox<IkeOutput> out) {
        this(endpoint, now, endpoint.config().firstPath(), out);
    }

    IkeEndpointConfig config() {
        return endpoint.config();
    }

    Entropy entropy() {
        return endpoint.entropy();
    }

    KnownSecrets knownSecrets() {
        return endpoint.knownSecrets();
    }

    Children children() {
        return endpoint.children();
    }

    void note(IkeOutput output) {
        out.add(output);
    }

    void answer(byte[] message) {
        send(message, path);
    }

    void send(byte[] message, UdpPath to) {
        endpoint.encapsulation().sent(now);
        note(new IkeOutput.Send(message, to));
    }

    void discard(IkeDiscard cause) {
        note(new IkeOutput.Discarded(cause));
    }
}
