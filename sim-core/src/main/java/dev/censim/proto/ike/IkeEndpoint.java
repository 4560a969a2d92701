package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;

/** One end of a tunnel: the door to IKEv2 with one configured peer. */
public final class IkeEndpoint implements Machine<IkeOutput> {

    private final IkeEndpointConfig config;
    private final Entropy entropy;

    public IkeEndpoint(IkeEndpointConfig config, Entropy entropy) {
        this.config = config;
        this.entropy = entropy;
    }

    private IkeEndpoint(IkeEndpoint other) {
        config = other.config;
        entropy = other.entropy.copy();
    }

    @Override
    public IkeEndpoint copy() {
        return new IkeEndpoint(this);
    }

    /** Negotiates now unless a negotiation is under way or a child SA is in use. */
    public void initiate(long now, Outbox<IkeOutput> out) {}

    /** An IKE message, the payload of UDP port 500, from the configured peer's address. */
    public void received(long now, byte[] bytes, int offset, int length, Outbox<IkeOutput> out) {}

    /** Authenticated ESP came in from the peer: liveness need not ask (RFC 7296 section 2.4). */
    public void proofOfLife(long now) {}

    /** Closes on purpose: the peer is told by a DELETE. */
    public void close(long now, Outbox<IkeOutput> out) {}

    /** Whether an IKE SA is established. */
    public boolean isEstablished() {
        return false;
    }

    @Override
    public long deadline() {
        return NEVER;
    }

    @Override
    public void expire(long now, Outbox<IkeOutput> out) {}
}
