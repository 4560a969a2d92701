package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Outbox;

/** One input to an endpoint while it is being acted on: where, when, and where the outputs go. */
record Turn(IkeEndpoint endpoint, long now, Outbox<IkeOutput> out) {

    IkeEndpointConfig config() {
        return endpoint.config();
    }

    Entropy entropy() {
        return endpoint.entropy();
    }

    Children children() {
        return endpoint.children();
    }

    void note(IkeOutput output) {
        out.add(output);
    }
}
