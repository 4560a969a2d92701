package dev.censim.facts;

import dev.censim.kernel.Digest;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Prefix;
import dev.censim.model.change.TimedChange;
import dev.censim.model.fault.TimedFault;
import java.util.List;

/**
 * Everything that can be noted about a network. {@code at} is nanoseconds since the start, {@code actor} whoever noted it;
 * tunnels, sessions, flows and tables are numbers that {@link Names} resolves. Arrays belong to the fact and are not changed.
 */
public sealed interface NetworkFact extends Fact {

    /** What is noted about one tunnel. */
    sealed interface OfTunnel extends NetworkFact {

        /** Its number, as in {@link Names#tunnels}. */
        int tunnel();
    }

    /** Both ends have authenticated each other (RFC 7296 section 1.2). */
    record IkeSaEstablished(
            long at, int actor, int tunnel, Side side, long spiInitiator, long spiResponder, boolean initiator)
            implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(1).add(at).add(actor).add(tunnel).add(side.ordinal());
            into.add(spiInitiator).add(spiResponder).add(initiator);
        }
    }

    /** An IKE SA is gone at this end; its child SAs were closed before. */
    record IkeSaClosed(
            long at, int actor, int tunnel, Side side, long spiInitiator, long spiResponder, CloseCause cause)
            implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(2).add(at).add(actor).add(tunnel).add(side.ordinal());
            into.add(spiInitiator).add(spiResponder).add(cause.ordinal());
        }
    }

    /** A request was repeated because no answer came; {@code attempt} counts from 1. */
    record IkeRetransmitted(long at, int actor, int tunnel, Side side, int messageId, int attempt) implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(3).add(at).add(actor).add(tunnel).add(side.ordinal());
            into.add(messageId).add(attempt);
        }
    }

    /**
     * A negotiation failed at this end.
     *
     * @param toldByPeer the peer refused and said so; otherwise this end found it, or heard nothing
     */
    record IkeFailed(
            long at, int actor, int tunnel, Side side, IkeFailure cause, IkeExchange exchange, boolean toldByPeer)
            implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(4).add(at).add(actor).add(tunnel).add(side.ordinal());
            into.add(cause.ordinal()).add(exchange.ordinal()).add(toldByPeer);
        }
    }

    /** Dead peer detection gave up on the peer: a DPD timeout. */
    record PeerDead(long at, int actor, int tunnel, Side side) implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(5).add(at).add(actor).add(tunnel).add(side.ordinal());
        }
    }

    /** A pair of ESP SAs is in use at this end. */
    record ChildSaInstalled(long at, int actor, int tunnel, Side side, int spiIn, int spiOut) implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(6).add(at).add(actor).add(tunnel).add(side.ordinal());
            into.add(spiIn).add(spiOut);
        }
    }

    /** A pair of ESP SAs is gone at this end. */
    record ChildSaClosed(long at, int actor, int tunnel, Side side, int spiIn, int spiOut, CloseCause cause)
            implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(7).add(at).add(actor).add(tunnel).add(side.ordinal());
            into.add(spiIn).add(spiOut).add(cause.ordinal());
        }
    }

    /** At this end the tunnel can carry packets from now on, or no longer ("Phase 2 negotiations succeeded"). */
    record TunnelMoved(long at, int actor, int tunnel, Side side, boolean up) implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(8).add(at).add(actor).add(tunnel).add(side.ordinal()).add(up);
        }
    }

    /** A BGP session changed its state at this end. */
    record BgpMoved(long at, int actor, int session, Side side, BgpState from, BgpState to, BgpCause cause)
            implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(9).add(at).add(actor).add(session).add(side.ordinal());
            into.add(from.ordinal()).add(to.ordinal()).add(cause.ordinal());
        }
    }

    /** A route came in over BGP and is usable. */
    record BgpRouteReceived(long at, int actor, int session, Side side, Prefix prefix, int asPathLength)
            implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(10).add(at).add(actor).add(session).add(side.ordinal());
            into.add(prefix.network()).add(prefix.length()).add(asPathLength);
        }
    }

    /** A route that had come in over BGP is gone: withdrawn, or lost with its session. */
    record BgpRouteWithdrawn(long at, int actor, int session, Side side, Prefix prefix) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(11).add(at).add(actor).add(session).add(side.ordinal());
            into.add(prefix.network()).add(prefix.length());
        }
    }

    /** A table forwards a prefix to these next hops, hops as in {@link Names#hop}, from now on. */
    record RouteInstalled(long at, int actor, int table, Prefix prefix, RouteSource source, List<Integer> nextHops)
            implements NetworkFact {

        public RouteInstalled {
            nextHops = List.copyOf(nextHops);
        }

        @Override
        public void digest(Digest into) {
            into.add(12).add(at).add(actor).add(table).add(prefix.network()).add(prefix.length());
            into.add(source.ordinal()).add(nextHops.size());
            nextHops.forEach(into::add);
        }
    }

    /** A table no longer has this prefix. */
    record RouteRemoved(long at, int actor, int table, Prefix prefix) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(13).add(at).add(actor).add(table).add(prefix.network()).add(prefix.length());
        }
    }

    /**
     * More equal routes lead to a prefix than may share traffic, or no longer.
     *
     * @param unused the attachments whose routes are not used from now on, hops as in {@link Names#hop}; none when all are used again
     */
    record EcmpExceeded(long at, int actor, int table, Prefix prefix, List<Integer> unused) implements NetworkFact {

        public EcmpExceeded {
            unused = List.copyOf(unused);
        }

        @Override
        public void digest(Digest into) {
            into.add(40).add(at).add(actor).add(table).add(prefix.network()).add(prefix.length());
            into.add(unused.size());
            unused.forEach(into::add);
        }
    }

    /** The table of a VPC has no room for a route that the transit router gives it; it waits until there is. */
    record RouteNotTaken(long at, int actor, int table, Prefix prefix) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(48).add(at).add(actor).add(table).add(prefix.network()).add(prefix.length());
        }
    }

    /** A fault took effect. */
    record FaultApplied(long at, int actor, TimedFault fault) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(14).add(at).add(actor).add(fault.text());
        }
    }

    /** A fault was undone. */
    record FaultRepaired(long at, int actor, TimedFault fault) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(15).add(at).add(actor).add(fault.text());
        }
    }

    /** An operator changed something. */
    record ChangeMade(long at, int actor, TimedChange change) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(41).add(at).add(actor).add(change.text());
        }
    }

    /**
     * Packets of a flow that were sent since the last such fact.
     *
     * @param firstSequence number of the first; the others follow it by ones
     * @param sentAt when each was sent, in nanoseconds
     */
    record FlowSent(long at, int actor, int flow, int firstSequence, long[] sentAt) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(16).add(at).add(actor).add(flow).add(firstSequence).add(sentAt);
        }
    }

    /**
     * Packets of a flow that arrived since the last such fact, in order of arrival. Of a ping these are the replies, back at the
     * sender.
     *
     * @param sequences number of each; a number may come twice
     * @param receivedAt when each arrived, in nanoseconds
     */
    record FlowReceived(long at, int actor, int flow, int[] sequences, long[] receivedAt) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(17).add(at).add(actor).add(flow).add(sequences).add(receivedAt);
        }
    }

    /**
     * A packet of a flow arrived by another path than the one before it. Of a ping the path is the whole round trip.
     *
     * @param sequence the first packet that took this path
     * @param hops in order, as in {@link Names#hop}
     */
    record PathTaken(long at, int actor, int flow, int sequence, int[] hops) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(18).add(at).add(actor).add(flow).add(sequence).add(hops);
        }
    }

    /**
     * A packet was dropped.
     *
     * @param flow its flow; -1 when it belongs to none (a protocol's own packet)
     * @param sequence its number in the flow; -1 without a flow
     */
    record PacketDropped(long at, int actor, int flow, int sequence, DropCause cause) implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(19).add(at).add(actor).add(flow).add(sequence).add(cause.ordinal());
        }
    }

    /** A packet wants a tunnel that is negotiated only when traffic wants it: negotiation begins at this end. */
    record TrafficAwaited(long at, int actor, int tunnel, Side side) implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(30).add(at).add(actor).add(tunnel).add(side.ordinal());
        }
    }

    /**
     * The first packet since {@link TrafficAwaited} goes through.
     *
     * @param dropped how many were dropped meanwhile
     * @param waited how long it took, in nanoseconds
     */
    record TrafficPasses(long at, int actor, int tunnel, Side side, int dropped, long waited) implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(31).add(at).add(actor).add(tunnel).add(side.ordinal());
            into.add(dropped).add(waited);
        }
    }

    /**
     * The health check of a tunnel failed, also again; or it is answered after it had failed.
     *
     * @param unanswered probes in a row
     */
    record HealthCheckMoved(long at, int actor, int tunnel, boolean healthy, int unanswered) implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(32).add(at).add(actor).add(tunnel).add(healthy).add(unanswered);
        }
    }

    /** A health check withdrew a connection's routes from the transit router, or returned them. */
    record RoutesSwitched(long at, int actor, int tunnel, boolean withdrawn, List<Prefix> prefixes)
            implements OfTunnel {

        public RoutesSwitched {
            prefixes = List.copyOf(prefixes);
        }

        @Override
        public void digest(Digest into) {
            into.add(33).add(at).add(actor).add(tunnel).add(withdrawn).add(prefixes.size());
            prefixes.forEach(prefix -> into.add(prefix.network()).add(prefix.length()));
        }
    }

    /** A failed health check made this end delete its SAs and negotiate anew. */
    record TunnelReset(long at, int actor, int tunnel, Side side) implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(34).add(at).add(actor).add(tunnel).add(side.ordinal());
        }
    }

    /**
     * A health check's echo request was dropped on its way, or the reply to it on the way back.
     *
     * @param tunnel whose health check it is
     * @param sequence number of the probe
     */
    record ProbeDropped(long at, int actor, int tunnel, int sequence, boolean reply, DropCause cause)
            implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(35).add(at).add(actor).add(tunnel).add(sequence).add(reply).add(cause.ordinal());
        }
    }

    /**
     * ESP of this end goes elsewhere from now on: within UDP because of a NAT, or after the peer has moved (RFC 7296 section 2.23).
     *
     * @param remoteAddress of the peer, in network order
     * @param remotePort of the peer; 0 for ESP without UDP
     */
    record EspPathMoved(long at, int actor, int tunnel, Side side, int remoteAddress, int remotePort)
            implements OfTunnel {
        @Override
        public void digest(Digest into) {
            into.add(20).add(at).add(actor).add(tunnel).add(side.ordinal());
            into.add(remoteAddress).add(remotePort);
        }
    }

    /**
     * A NAT lets a peer outside reach a port inside from now on.
     *
     * @param remoteAddress the only peer that is let in, in network order
     */
    record NatMappingMade(long at, int actor, int insidePort, int outsidePort, int remoteAddress, int remotePort)
            implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(21).add(at).add(actor).add(insidePort).add(outsidePort);
            into.add(remoteAddress).add(remotePort);
        }
    }

    /** A NAT no longer knows a mapping: what comes from outside is dropped. */
    record NatMappingForgotten(
            long at, int actor, int insidePort, int outsidePort, int remoteAddress, int remotePort, NatCause cause)
            implements NetworkFact {
        @Override
        public void digest(Digest into) {
            into.add(22).add(at).add(actor).add(insidePort).add(outsidePort);
            into.add(remoteAddress).add(remotePort).add(cause.ordinal());
        }
    }
}
