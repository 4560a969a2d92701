package dev.censim.cli.live;

import dev.censim.proto.bgp.Negotiated;
import dev.censim.proto.bgp.SpeakerOutput;

/** Hears what a live BGP router does; times are nanoseconds since it was opened. */
public interface BgpObserver {

    void sent(long at, byte[] message);

    /** The session is up. */
    void established(long at, Negotiated agreed);

    /** Everything but what is sent. */
    void noted(long at, SpeakerOutput output);
}
