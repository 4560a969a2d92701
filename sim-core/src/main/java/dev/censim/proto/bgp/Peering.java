package dev.censim.proto.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.BgpMessage;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One peer with its connections: usually one, and two while both ends have opened one at the same time. RFC 4271 section 8.2.1 asks
 * for a state machine for each; which of them stays, section 6.8 says. What is told of states is that of the one that counts.
 */
final class Peering implements Machine<BgpOutput> {

    private final Entropy entropy;
    private BgpSession main;
    private @Nullable BgpSession rival;
    private int accepted;

    Peering(BgpSessionConfig config, Ipv4 identifier, Entropy entropy, OwnRestart restart) {
        this.entropy = entropy;
        main = new BgpSession(config, identifier, entropy, restart);
    }

    Peering(Peering other, Entropy entropy) {
        this.entropy = entropy;
        main = new BgpSession(other.main, entropy);
        rival = other.rival == null ? null : new BgpSession(other.rival, entropy);
        accepted = other.accepted;
    }

    @Override
    public Peering copy() {
        return new Peering(this, entropy.copy());
    }

    /** The state machine that counts; a driver's inputs go through the peering. */
    BgpSession session() {
        return main;
    }

    void start(long now, Outbox<BgpOutput> out) {
        main.start(now, out);
    }

    void stop(long now, Outbox<BgpOutput> out) {
        BgpSession second = takeRival();
        main.stop(now, out);
        if (second != null) {
            closing(out, events -> second.stop(now, events));
        }
    }

    void reset(long now, Reason why, Outbox<BgpOutput> out) {
        BgpSession second = takeRival();
        main.reset(now, why, out);
        if (second != null) {
            closing(out, events -> second.reset(now, why, events));
        }
    }

    void limitExceeded(long now, long limit, Outbox<BgpOutput> out) {
        BgpSession second = takeRival();
        main.stop(now, BgpMessage.Notification.tooManyPrefixes(limit), Reason.TOO_MANY_PREFIXES, out);
        if (second != null) {
            closing(out, events -> second.stop(now, events));
        }
    }

    /** The peer has opened a connection; its number, or empty when it is to be closed at once. */
    OptionalInt accept(long now, Outbox<BgpOutput> out) {
        boolean isRestart = main.state() == BgpSession.State.ESTABLISHED
                && main.negotiated().map(Negotiated::keepsRoutes).orElse(false);
        if (isRestart) {
            main.replaced(now, out);
            main.expire(now, out);
        }
        if (rival != null || !main.wake(out)) {
            return OptionalInt.empty();
        }
        int number = 2 * accepted++ + 1;
        if (main.state() == BgpSession.State.ACTIVE) {
            main.accepted(now, number, out);
        } else {
            BgpSession second = main.rival();
            rival = second;
            Outbox<BgpOutput> events = new Outbox<>();
            second.accepted(now, number, events);
            settle(now, second, events, out);
        }
        return OptionalInt.of(number);
    }

    void connected(long now, int connection, Outbox<BgpOutput> out) {
        BgpSession session = at(connection);
        if (session != null) {
            Outbox<BgpOutput> events = new Outbox<>();
            session.connected(now, events);
            settle(now, session, events, out);
        }
    }

    void disconnected(long now, int connection, Outbox<BgpOutput> out) {
        BgpSession session = at(connection);
        if (session != null) {
            Outbox<BgpOutput> events = new Outbox<>();
            session.disconnected(now, events);
            settle(now, session, events, out);
        }
    }

    void add(int connection, byte[] b, int offset, int length) {
        BgpSession session = at(connection);
        if (session != null) {
            session.add(b, offset, length);
        }
    }

    boolean actOnNext(long now, int connection, Outbox<BgpOutput> out) {
        BgpSession session = at(connection);
        if (session == null) {
            return false;
        }
        Outbox<BgpOutput> events = new Outbox<>();
        boolean hasActed = session.actOnNext(now, Optional.ofNullable(session == main ? rival : main), events);
        settle(now, session, events, out);
        return hasActed;
    }

    @Override
    public long deadline() {
        return rival == null ? main.deadline() : Math.min(main.deadline(), rival.deadline());
    }

    @Override
    public void expire(long now, Outbox<BgpOutput> out) {
        BgpSession second = rival;
        BgpSession first = main;
        Outbox<BgpOutput> events = new Outbox<>();
        first.expire(now, events);
        settle(now, first, events, out);
        if (second != null && (second == main || second == rival)) {
            second.expire(now, events);
            settle(now, second, events, out);
        }
    }

    private @Nullable BgpSession at(int connection) {
        if (rival != null && rival.connection().number() == connection) {
            return rival;
        }
        return main.connection().number() == connection ? main : null;
    }

    private @Nullable BgpSession takeRival() {
        BgpSession second = rival;
        rival = null;
        return second;
    }

    /** Passes on what a state machine has put out, and keeps the one as main that counts. */
    private void settle(long now, BgpSession of, Outbox<BgpOutput> events, Outbox<BgpOutput> out) {
        for (BgpOutput event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof BgpOutput.CollisionWon) {
                won(now, of, out);
            } else if (event instanceof BgpOutput.Moved moved) {
                moved(now, of, moved, out);
            } else {
                out.add(event);
            }
        }
    }

    private void won(long now, BgpSession winner, Outbox<BgpOutput> out) {
        if (winner == main) {
            BgpSession loser = takeRival();
            if (loser != null) {
                closing(out, events -> loser.giveWay(now, events));
            }
        } else {
            main.giveWay(now, out);
            promote(winner, BgpSession.State.OPEN_SENT, out);
        }
    }

    private void moved(long now, BgpSession of, BgpOutput.Moved moved, Outbox<BgpOutput> out) {
        if (of == main) {
            out.add(moved);
            BgpSession second = rival;
            if (moved.to() == BgpSession.State.IDLE && second != null) {
                promote(second, second.state(), out);
            }
        } else if (moved.to() == BgpSession.State.IDLE) {
            rival = null;
        } else if (moved.to() == BgpSession.State.ESTABLISHED) {
            main.giveWay(now, out);
            promote(of, moved.from(), out);
            out.add(moved);
        }
    }

    private void promote(BgpSession second, BgpSession.State state, Outbox<BgpOutput> out) {
        second.succeed(main);
        main = second;
        rival = null;
        out.add(new BgpOutput.Moved(BgpSession.State.IDLE, state, Reason.TCP_CONNECTED, Optional.empty()));
    }

    private interface Closing {
        void into(Outbox<BgpOutput> events);
    }

    /** The states of a connection that does not count are nobody's concern. */
    private static void closing(Outbox<BgpOutput> out, Closing closing) {
        Outbox<BgpOutput> events = new Outbox<>();
        closing.into(events);
        for (BgpOutput event = events.poll(); event != null; event = events.poll()) {
            if (!(event instanceof BgpOutput.Moved)) {
                out.add(event);
            }
        }
    }
}
