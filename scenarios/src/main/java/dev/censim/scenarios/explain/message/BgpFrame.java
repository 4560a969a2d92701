package dev.censim.scenarios.explain.message;

import dev.censim.facts.Side;
import dev.censim.model.address.Ipv4;
import java.util.Optional;

/**
 * A step of a BGP session as an observer between the gateways sees it: a control segment of TCP, or a message of BGP.
 *
 * @param number in the order of the capture, from 1; of a message that of the packet that completes it
 * @param at when it was put on the path
 * @param connection the port of the end that opened the connection, which tells connections apart
 * @param source the inner address from which it came
 * @param text what it is, in words
 * @param open of an OPEN
 * @param notification of a NOTIFICATION
 */
public record BgpFrame(
        int number,
        long at,
        Side sender,
        Kind kind,
        int connection,
        Ipv4 source,
        Ipv4 destination,
        String text,
        Optional<BgpOpen> open,
        Optional<BgpNotification> notification) {

    /** What it is. */
    public enum Kind {
        /** TCP's first segment: somebody opens a connection. */
        SYN,
        /** TCP's answer to it. */
        SYN_ACK,
        /** TCP refuses or breaks off. */
        RST,
        /** TCP ends a stream. */
        FIN,
        OPEN,
        UPDATE,
        NOTIFICATION,
        KEEPALIVE,
        ROUTE_REFRESH
    }

    /** Whether this is the same step as another, taken once more. */
    public boolean repeats(BgpFrame other) {
        return kind == other.kind
                && sender == other.sender
                && connection == other.connection
                && text.equals(other.text);
    }
}
