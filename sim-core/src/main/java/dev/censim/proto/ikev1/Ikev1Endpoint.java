package dev.censim.proto.ikev1;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Outbox;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.UdpPath;

/** One end of a tunnel in IKEv1. */
public final class Ikev1Endpoint implements Ike {

    private final IkeEndpointConfig config;
    private final Entropy entropy;

    public Ikev1Endpoint(IkeEndpointConfig config, Entropy entropy) {
        this.config = config;
        this.entropy = entropy;
    }

    @Override
    public Ikev1Endpoint copy() {
        return new Ikev1Endpoint(config, entropy.copy());
    }

    @Override
    public void initiate(long now, Outbox<IkeOutput> out) {}

    @Override
    public void received(long now, UdpPath path, byte[] bytes, int offset, int length, Outbox<IkeOutput> out) {}

    @Override
    public void proofOfLife(long now) {}

    @Override
    public void peerMoved(long now, UdpPath path, Outbox<IkeOutput> out) {}

    @Override
    public void espSent(long now) {}

    @Override
    public void close(long now, Outbox<IkeOutput> out) {}

    @Override
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
