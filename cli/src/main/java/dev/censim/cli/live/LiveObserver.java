package dev.censim.cli.live;

import dev.censim.proto.ike.IkeOutput;

/** Who watches a live endpoint. All times are nanoseconds since it was opened. */
public interface LiveObserver {

    /** An IKE message left for the peer. */
    void sent(long at, byte[] message);

    /** An IKE message came from the peer; what it led to follows. */
    void received(long at, byte[] message);

    /** Anything else that the endpoint has to tell. */
    void noted(long at, IkeOutput output);
}
