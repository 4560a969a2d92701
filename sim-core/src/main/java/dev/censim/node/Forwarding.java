package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.facts.RouteSource;
import dev.censim.kernel.Turn;
import dev.censim.wire.Ipv4Header;

/** What every router does with a packet before it looks up its table: RFC 1812 section 5.2. */
final class Forwarding {

    private Forwarding() {}

    /** Checks the header and takes one from the TTL; when false, the frame has been dropped. */
    static boolean admits(Frame frame, int actor, Turn turn) {
        frame.passes(actor);
        if (!Ipv4Header.isSound(frame.bytes, frame.offset, frame.length)) {
            frame.drop(DropCause.MALFORMED, actor, turn);
            return false;
        }
        if (Ipv4Header.ttl(frame.bytes, frame.offset) <= 1) {
            frame.drop(DropCause.TTL_EXPIRED, actor, turn);
            return false;
        }
        Ipv4Header.decrementTtl(frame.bytes, frame.offset);
        return true;
    }

    /** A network with hosts of its own: to one of them, or to the next hop. */
    static void route(Frame frame, ForwardingTable table, HostDirectory hosts, int actor, Turn turn) {
        if (!admits(frame, actor, turn)) {
            return;
        }
        int route = table.lookup(frame);
        if (frame.isTraced()) {
            table.trace(frame, route, turn);
        }
        if (route == ForwardingTable.NO_ROUTE) {
            frame.drop(DropCause.NO_ROUTE, actor, turn);
        } else if (table.source(route) != RouteSource.LOCAL) {
            frame.handTo(table.hop(route, frame), actor, turn);
        } else {
            int host = hosts.find(Ipv4Header.destination(frame.bytes, frame.offset));
            if (host < 0) {
                frame.drop(DropCause.NO_HOST, actor, turn);
            } else {
                frame.handTo(host, actor, turn);
            }
        }
    }
}
