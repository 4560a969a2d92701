package dev.censim.model.intent;

import java.time.Duration;

/** What must hold. Flow names have been expanded: each expectation is about one flow or one tunnel. */
public sealed interface Expectation {

    /** No outage of the flow lasts longer. */
    record MaxOutage(String flow, Duration limit) implements Expectation {}

    /** In the window at least one packet was sent, and no outage touches it. */
    record Reachable(String flow, Duration from, Duration to) implements Expectation {}

    /** In the window at least one packet was sent and none arrived. */
    record Unreachable(String flow, Duration from, Duration to) implements Expectation {}

    /** Every packet sent in the window that arrived had passed the named device, path or tunnel; and at least one arrived. */
    record PathThrough(String flow, String via, Duration from, Duration to) implements Expectation {}

    /** Both ends of the tunnel hold a pair of ESP SAs at that time, at the latest. */
    record TunnelUpBy(String tunnel, Duration by) implements Expectation {}

    /** At least that part of the packets sent over the whole run arrived. */
    record Received(String flow, int perMillion) implements Expectation {}
}
