package dev.censim.cli.live;

import dev.censim.model.address.Ipv4;
import dev.censim.proto.ike.IkeOutput;

/** Who watches a live endpoint. All times are nanoseconds since it was opened. */
public interface LiveObserver {

    /** An IKE message left for the peer. */
    void sent(long at, byte[] message);

    /** An IKE message came from the peer; what it led to follows. */
    void received(long at, byte[] message);

    /** Anything else that the endpoint has to tell. */
    void noted(long at, IkeOutput output);

    /** The host behind this end answered an echo request that came through the tunnel. */
    void answeredPing(long at, Ipv4 from, int sequence);

    /** A ping of the host behind this end was answered through the tunnel. */
    void pingAnswered(long at, Ipv4 from, int sequence, long nanos);

    /** All pings of the host behind this end. */
    void pinged(long at, int sent, int answered);

    /** Something that came through the tunnel was dropped. */
    void dropped(long at, String reason);
}
