package dev.censim.node;

import dev.censim.facts.BgpCause;
import dev.censim.kernel.Rng;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.bgp.BgpSession;
import dev.censim.proto.bgp.BgpSpeaker;
import dev.censim.proto.bgp.BgpSpeakerConfig;
import dev.censim.proto.bgp.SpeakerOutput;
import dev.censim.proto.tcp.Md5Key;
import dev.censim.proto.tcp.TcpConfig;
import dev.censim.proto.tcp.TcpConnection;
import dev.censim.proto.tcp.TcpOutput;
import dev.censim.route.RouteAttributes;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's BGP speaker with the TCP connections that carry its sessions: RFC 4271 over RFC 9293. A session runs while the
 * interface under it is up; when that goes down the session goes with it at once, and its connection is forgotten.
 */
final class BgpTransport implements Machine<BgpTransport.Output> {

    /** RFC 4271 section 8. */
    static final int PORT = 179;

    /** What BGP says of a network of its own. */
    static final PathAttributes OWN = PathAttributes.originated(Origin.IGP, OptionalLong.empty());

    /** A peer in the same /30 is one hop away. */
    private static final int TTL = 1;

    private static final int FIRST_EPHEMERAL_PORT = 49_152;
    private static final int EPHEMERAL_PORTS = 16_384;

    /** What the gateway is to do or to know; sessions by their index here. */
    sealed interface Output {

        /** An IPv4 packet for the peer. */
        record Packet(int session, byte[] bytes) implements Output {}

        /** A TCP segment that was not signed as it should be. */
        record Discarded(int session) implements Output {}

        record Moved(int session, BgpSession.State from, BgpSession.State to, BgpCause cause) implements Output {}

        /** One of the outputs that tell of routes. */
        record Routes(SpeakerOutput change) implements Output {}
    }

    private static final class Session {
        final EndpointConfig.Peering peering;
        boolean isUp;

        /** Whether an operator wants it down. */
        boolean isHeld;

        @Nullable
        TcpConnection connection;

        /** The speaker's number for the connection. */
        int number;

        /** Whether the speaker counts on the connection, so that its end is news. */
        boolean isInUse;

        Session(EndpointConfig.Peering peering, boolean isHeld) {
            this.peering = peering;
            this.isHeld = isHeld;
        }

        Session copy() {
            Session copy = new Session(peering, isHeld);
            copy.isUp = isUp;
            copy.connection = connection == null ? null : connection.copy();
            copy.number = number;
            copy.isInUse = isInUse;
            return copy;
        }
    }

    private final BgpSpeaker speaker;
    private final List<Session> sessions;
    private final Rng rng;
    private final Outbox<SpeakerOutput> spoken;

    /** @param endpoints a session each */
    BgpTransport(BgpSpeakerConfig config, List<Endpoint> endpoints, Rng rng) {
        speaker = new BgpSpeaker(config, ActorEntropy.from(rng, "bgp"));
        sessions = new ArrayList<>();
        endpoints.forEach(end -> sessions.add(new Session(end.config.bgp().orElseThrow(), end.bgpHold.isShutDown())));
        this.rng = rng;
        spoken = new Outbox<>();
    }

    private BgpTransport(BgpTransport other) {
        speaker = other.speaker.copy();
        sessions = new ArrayList<>();
        other.sessions.forEach(session -> sessions.add(session.copy()));
        rng = other.rng.copy();
        spoken = new Outbox<>();
    }

    @Override
    public BgpTransport copy() {
        return new BgpTransport(this);
    }

    /** The interface under a session came up. */
    void interfaceUp(long now, int session, Outbox<Output> out) {
        sessions.get(session).isUp = true;
        if (!sessions.get(session).isHeld) {
            speaker.start(now, session, spoken);
        }
        drain(now, out);
    }

    /** @param hold as it is now */
    void act(long now, int session, Control.OfSession control, BgpHold hold, Outbox<Output> out) {
        if (control instanceof Control.BgpReset) {
            speaker.reset(now, session, spoken);
            drain(now, out);
        } else if (hold.isShutDown() != sessions.get(session).isHeld) {
            shutDown(now, session, hold.isShutDown(), out);
        }
    }

    /** An operator wants a session down, and the peer is told (RFC 4486, Administrative Shutdown), or no longer. */
    private void shutDown(long now, int session, boolean isHeld, Outbox<Output> out) {
        Session of = sessions.get(session);
        of.isHeld = isHeld;
        if (isHeld) {
            speaker.stop(now, session, spoken);
        } else if (of.isUp) {
            speaker.start(now, session, spoken);
        }
        drain(now, out);
    }

    /** The interface under a session went down: nothing can be sent any more. */
    void interfaceDown(long now, int session, Outbox<Output> out) {
        Session lost = sessions.get(session);
        lost.isUp = false;
        lost.connection = null;
        if (lost.isInUse) {
            lost.isInUse = false;
            speaker.disconnected(now, session, lost.number, spoken);
        }
        speaker.stop(now, session, spoken);
        drain(now, out);
    }

    /** What BGP says of a route of the transit router: the path that it came by and its communities. */
    static PathAttributes announced(RouteAttributes route) {
        return OWN.withAsPath(route.asPath()).withCommunities(route.communities());
    }

    /** BFD has found the path under a session failed. */
    void pathFailed(long now, int session, Outbox<Output> out) {
        speaker.pathFailed(now, session, spoken);
        drain(now, out);
    }

    void originate(long now, Prefix prefix, PathAttributes attributes, Outbox<Output> out) {
        speaker.originate(now, prefix, attributes, spoken);
        drain(now, out);
    }

    void withdraw(long now, Prefix prefix, Outbox<Output> out) {
        speaker.withdraw(now, prefix, spoken);
        drain(now, out);
    }

    /** A TCP packet that came in through a session's interface for our address there. */
    void received(long now, int session, byte[] packet, int offset, int length, Outbox<Output> out) {
        Session to = sessions.get(session);
        if (!Md5Key.admits(to.peering.md5Key(), packet, offset, length)) {
            out.add(new Output.Discarded(session));
            return;
        }
        if (!to.peering.isActive()
                && (!to.isInUse || isHalfOpen(to, packet, offset, length))
                && speaker.acceptsConnection(session)) {
            to.connection = TcpConnection.listening(config(to, TcpConfig.ANY_PORT, PORT), entropy());
            to.isInUse = true;
        }
        TcpConnection connection = to.connection;
        if (connection != null && connection.matches(packet, offset, length)) {
            Outbox<TcpOutput> carried = new Outbox<>();
            connection.received(now, packet, offset, length, carried);
            drain(now, session, connection, carried, out);
        } else {
            TcpConnection.reset(packet, offset, length).ifPresent(rst -> out.add(new Output.Packet(session, rst)));
        }
        drain(now, out);
    }

    /** Whether the peer has given up the connection that we are still answering: a listener would take its next one, too. */
    private static boolean isHalfOpen(Session session, byte[] packet, int offset, int length) {
        TcpConnection connection = session.connection;
        return connection != null
                && connection.state() == TcpConnection.State.SYN_RECEIVED
                && TcpConnection.isOpening(packet, offset, length)
                && !connection.matches(packet, offset, length);
    }

    @Override
    public long deadline() {
        long next = speaker.deadline();
        for (int i = 0; i < sessions.size(); i++) {
            TcpConnection connection = sessions.get(i).connection;
            next = connection == null ? next : Math.min(next, connection.deadline());
        }
        return next;
    }

    @Override
    public void expire(long now, Outbox<Output> out) {
        for (int i = 0; i < sessions.size(); i++) {
            TcpConnection connection = sessions.get(i).connection;
            if (connection != null && connection.deadline() <= now) {
                Outbox<TcpOutput> carried = new Outbox<>();
                connection.expire(now, carried);
                drain(now, i, connection, carried, out);
            }
        }
        speaker.expire(now, spoken);
        drain(now, out);
    }

    private void drain(long now, Outbox<Output> out) {
        for (SpeakerOutput output = spoken.poll(); output != null; output = spoken.poll()) {
            if (output instanceof SpeakerOutput.Connect connect) {
                connect(now, connect, out);
            } else if (output instanceof SpeakerOutput.Disconnect disconnect) {
                disconnect(now, disconnect.session(), out);
            } else if (output instanceof SpeakerOutput.Send send) {
                send(now, send, out);
            } else if (output instanceof SpeakerOutput.Moved moved) {
                boolean isUp = sessions.get(moved.session()).isUp;
                BgpCause cause = isUp ? BgpFacts.cause(moved.reason()) : BgpCause.DEVICE_LOST;
                out.add(new Output.Moved(moved.session(), moved.from(), moved.to(), cause));
            } else {
                out.add(new Output.Routes(output));
            }
        }
    }

    private void connect(long now, SpeakerOutput.Connect connect, Outbox<Output> out) {
        int session = connect.session();
        Session to = sessions.get(session);
        if (to.isUp) {
            int port = FIRST_EPHEMERAL_PORT + (int) rng.below(EPHEMERAL_PORTS);
            Outbox<TcpOutput> carried = new Outbox<>();
            TcpConnection connection = TcpConnection.connecting(config(to, PORT, port), entropy(), now, carried);
            to.connection = connection;
            to.number = connect.connection();
            to.isInUse = true;
            drain(now, session, connection, carried, out);
        }
    }

    private void disconnect(long now, int session, Outbox<Output> out) {
        Session to = sessions.get(session);
        to.isInUse = false;
        TcpConnection connection = to.connection;
        if (connection != null) {
            Outbox<TcpOutput> carried = new Outbox<>();
            connection.close(now, carried);
            drain(now, session, connection, carried, out);
        }
    }

    private void send(long now, SpeakerOutput.Send send, Outbox<Output> out) {
        TcpConnection connection = sessions.get(send.session()).connection;
        if (connection != null) {
            Outbox<TcpOutput> carried = new Outbox<>();
            connection.send(now, send.message(), 0, send.message().length, carried);
            drain(now, send.session(), connection, carried, out);
        }
    }

    private void drain(long now, int session, TcpConnection connection, Outbox<TcpOutput> carried, Outbox<Output> out) {
        for (TcpOutput output = carried.poll(); output != null; output = carried.poll()) {
            if (output instanceof TcpOutput.Send send) {
                out.add(new Output.Packet(session, send.packet()));
            } else if (output instanceof TcpOutput.Connected) {
                connected(now, session, out);
            } else if (output instanceof TcpOutput.Received received) {
                speaker.received(
                        now,
                        session,
                        sessions.get(session).number,
                        received.bytes(),
                        0,
                        received.bytes().length,
                        spoken);
            } else if (output instanceof TcpOutput.PeerClosed) {
                ended(now, session, connection);
                connection.close(now, carried);
            } else if (output instanceof TcpOutput.Closed) {
                ended(now, session, connection);
            } else {
                throw new AssertionError(output);
            }
        }
    }

    private void connected(long now, int session, Outbox<Output> out) {
        Session of = sessions.get(session);
        if (of.peering.isActive()) {
            speaker.connected(now, session, of.number, spoken);
            return;
        }
        OptionalInt number = speaker.accepted(now, session, spoken);
        if (number.isPresent()) {
            of.number = number.getAsInt();
        } else {
            disconnect(now, session, out);
        }
    }

    /** The speaker hears of an end that it did not ask for. */
    private void ended(long now, int session, TcpConnection connection) {
        Session of = sessions.get(session);
        if (of.isInUse && of.connection == connection) {
            of.isInUse = false;
            speaker.disconnected(now, session, of.number, spoken);
        }
    }

    private TcpConfig config(Session session, int remotePort, int localPort) {
        EndpointConfig.Peering peering = session.peering;
        return TcpConfig.of(peering.local(), localPort, peering.remote(), remotePort, peering.mss(), TTL)
                .withMd5(peering.md5Key());
    }

    private ActorEntropy entropy() {
        return ActorEntropy.from(rng, "tcp");
    }
}
