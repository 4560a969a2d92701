package dev.censim.cli.live;

import dev.censim.model.address.Ipv4;
import java.util.Optional;

/**
 * The one host behind a live end.
 *
 * @param address its address; without one, echo requests to any address that the tunnel protects here are answered
 * @param ping whom it pings once a second through the tunnel; needs an address of its own
 * @param count how many pings
 */
public record Inside(Optional<Ipv4> address, Optional<Ipv4> ping, int count) {

    /** Answers, and asks nothing. */
    public static final Inside ANSWERING = new Inside(Optional.empty(), Optional.empty(), 0);
}
