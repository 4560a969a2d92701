package dev.censim.proto.ike;

import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;

/**
 * One end of a tunnel, whichever version of IKE it speaks: with one configured peer, on the two ports of its configuration. Who
 * opens one chooses by {@code config.ike().ikeVersion()}.
 */
public interface Ike extends Machine<IkeOutput> {

    /** Negotiates now unless a negotiation is under way or a child SA is in use. */
    void initiate(long now, Outbox<IkeOutput> out);

    /**
     * A datagram for IKE.
     *
     * @param path where it came from; an answer goes there
     * @param bytes the IKE message, without the non-ESP marker
     */
    void received(long now, UdpPath path, byte[] bytes, int offset, int length, Outbox<IkeOutput> out);

    /** Authenticated ESP came in from the peer: liveness need not ask. Called for every packet, it allocates nothing. */
    void proofOfLife(long now);

    /**
     * Authenticated ESP came in within UDP from elsewhere than {@link IkeOutput.EspPath} says. An end that is not behind a NAT
     * follows its peer (RFC 7296 section 2.23); told only of a change, not for every packet.
     */
    void peerMoved(long now, UdpPath path, Outbox<IkeOutput> out);

    /** ESP was sent within UDP: no keepalive is needed for a while. Called for every packet, it allocates nothing. */
    void espSent(long now);

    /** Closes on purpose: the peer is told by a DELETE. Nothing is negotiated until {@link #initiate} or until the peer begins. */
    void close(long now, Outbox<IkeOutput> out);

    /** Whether an IKE SA is established. */
    boolean isEstablished();

    @Override
    Ike copy();
}
