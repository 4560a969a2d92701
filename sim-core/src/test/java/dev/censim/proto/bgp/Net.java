package dev.censim.proto.bgp;

import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Speakers joined by pretended TCP in simulated time: a judge's bench, with everything they put out written down. */
final class Net {

    static final long SECOND = 1_000_000_000L;
    static final long LATENCY = 10_000_000L;

    /** One output, with the time and the speaker it came from. */
    record Noted(long at, int speaker, SpeakerOutput output) {}

    record End(int speaker, int session) {}

    private enum Kind {
        ARRIVED,
        CONNECTED,
        CLOSED,
        DATA
    }

    private record Event(Kind kind, Connection connection, End to, Octets octets) {}

    /** A TCP connection; each end knows it by a number of its own. */
    private static final class Connection {
        private final Link link;
        private final End opener;
        private final int openersNumber;
        private int acceptorsNumber = -1;
        private boolean isOpen = true;

        private Connection(Link link, End opener, int openersNumber) {
            this.link = link;
            this.opener = opener;
            this.openersNumber = openersNumber;
        }

        private int number(End end) {
            return end.equals(opener) ? openersNumber : acceptorsNumber;
        }
    }

    private static final class Link {
        private final End a;
        private final End b;
        private boolean isUp = true;

        private Link(End a, End b) {
            this.a = a;
            this.b = b;
        }

        private End other(End end) {
            return end.equals(a) ? b : a;
        }
    }

    final List<Noted> notes = new ArrayList<>();
    private final List<BgpSpeaker> speakers = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final TreeMap<Long, List<Event>> events = new TreeMap<>();
    private Dice chopper = new Dice(1);
    private boolean isChopping;
    private long now;

    int add(BgpSpeaker speaker) {
        speakers.add(speaker);
        return speakers.size() - 1;
    }

    BgpSpeaker at(int speaker) {
        return speakers.get(speaker);
    }

    long now() {
        return now;
    }

    void join(int speakerA, int sessionA, int speakerB, int sessionB) {
        links.add(new Link(new End(speakerA, sessionA), new End(speakerB, sessionB)));
    }

    /** Octets arrive in pieces of random size from now on. */
    void chop(long seed) {
        isChopping = true;
        chopper = new Dice(seed);
    }

    /** A black hole swallows all that is sent on the link; nobody is told. */
    void cut(int link) {
        links.get(link).isUp = false;
    }

    void mend(int link) {
        links.get(link).isUp = true;
    }

    /** The connections break and both ends notice. */
    void breakTcp(int link) {
        Link broken = links.get(link);
        for (Connection connection : List.copyOf(connections)) {
            if (connection.link == broken && connection.isOpen) {
                connection.isOpen = false;
                at(now, new Event(Kind.CLOSED, connection, broken.a, Octets.EMPTY));
                at(now, new Event(Kind.CLOSED, connection, broken.b, Octets.EMPTY));
            }
        }
    }

    /** Another speaker stands in the place of one that is gone; the connections break, and only the peers notice. */
    void replace(int speaker, BgpSpeaker successor) {
        speakers.set(speaker, successor);
        for (Connection connection : List.copyOf(connections)) {
            Link link = connection.link;
            if (connection.isOpen && (link.a.speaker == speaker || link.b.speaker == speaker)) {
                connection.isOpen = false;
                End peer = link.a.speaker == speaker ? link.b : link.a;
                at(now, new Event(Kind.CLOSED, connection, peer, Octets.EMPTY));
            }
        }
        for (Link link : links) {
            for (End end : List.of(link.a, link.b)) {
                if (end.speaker == speaker) {
                    act(end, out -> successor.start(now, end.session, out));
                }
            }
        }
    }

    /** How many connections of a link stand. */
    long open(int link) {
        return connections.stream()
                .filter(c -> c.link == links.get(link) && c.isOpen)
                .count();
    }

    void startAll() {
        for (Link link : links) {
            act(link.a, out -> at(link.a.speaker).start(now, link.a.session, out));
            act(link.b, out -> at(link.b.speaker).start(now, link.b.session, out));
        }
    }

    /** Any input of a speaker, at the present time. */
    void act(int speaker, Consumer<Outbox<SpeakerOutput>> input) {
        act(new End(speaker, 0), input);
    }

    private void act(End end, Consumer<Outbox<SpeakerOutput>> input) {
        Outbox<SpeakerOutput> out = new Outbox<>();
        input.accept(out);
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            notes.add(new Noted(now, end.speaker, output));
            drive(end.speaker, output);
        }
    }

    void run(long until) {
        while (true) {
            long next = events.isEmpty() ? Machine.NEVER : events.firstKey();
            for (BgpSpeaker speaker : speakers) {
                next = Math.min(next, speaker.deadline());
            }
            if (next > until) {
                now = until;
                return;
            }
            now = next;
            List<Event> due = events.remove(now);
            if (due != null) {
                due.forEach(this::deliver);
            }
            for (int i = 0; i < speakers.size(); i++) {
                BgpSpeaker speaker = speakers.get(i);
                if (speaker.deadline() <= now) {
                    act(i, out -> speaker.expire(now, out));
                }
            }
        }
    }

    private Link link(End end) {
        return links.stream()
                .filter(l -> l.a.equals(end) || l.b.equals(end))
                .findFirst()
                .orElseThrow();
    }

    private void drive(int speaker, SpeakerOutput output) {
        if (output instanceof SpeakerOutput.Connect connect) {
            End from = new End(speaker, connect.session());
            Link link = link(from);
            if (link.isUp) {
                Connection connection = new Connection(link, from, connect.connection());
                connections.add(connection);
                at(now + LATENCY, new Event(Kind.ARRIVED, connection, link.other(from), Octets.EMPTY));
            }
        } else if (output instanceof SpeakerOutput.Disconnect disconnect) {
            disconnect(new End(speaker, disconnect.session()), disconnect.connection());
        } else if (output instanceof SpeakerOutput.Send send) {
            End from = new End(speaker, send.session());
            Connection connection = connection(from, send.connection());
            if (connection != null && connection.link.isUp) {
                End to = connection.link.other(from);
                at(now + LATENCY, new Event(Kind.DATA, connection, to, Octets.of(send.message())));
            }
        }
    }

    private @Nullable Connection connection(End end, int number) {
        return connections.stream()
                .filter(c -> c.isOpen && (c.link.a.equals(end) || c.link.b.equals(end)) && c.number(end) == number)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    private void disconnect(End from, int number) {
        Connection connection = connection(from, number);
        if (connection != null) {
            connection.isOpen = false;
            if (connection.link.isUp) {
                at(now + LATENCY, new Event(Kind.CLOSED, connection, connection.link.other(from), Octets.EMPTY));
            }
        }
    }

    private void deliver(Event event) {
        End to = event.to;
        BgpSpeaker speaker = at(to.speaker);
        int number = event.connection.number(to);
        switch (event.kind) {
            case ARRIVED -> arrive(event.connection, to);
            case CONNECTED -> act(to, out -> speaker.connected(now, to.session, number, out));
            case CLOSED -> act(to, out -> speaker.disconnected(now, to.session, number, out));
            case DATA -> data(to, number, event.octets.toArray());
        }
    }

    /** The peer's SYN is there. */
    private void arrive(Connection connection, End to) {
        if (!connection.isOpen) {
            return;
        }
        End from = connection.opener;
        List<SpeakerOutput> outputs = new ArrayList<>();
        Outbox<SpeakerOutput> out = new Outbox<>();
        OptionalInt number = at(to.speaker).accepted(now, to.session, out);
        connection.acceptorsNumber = number.orElse(-1);
        if (number.isPresent()) {
            at(now + LATENCY, new Event(Kind.CONNECTED, connection, from, Octets.EMPTY));
        } else {
            connection.isOpen = false;
            at(now + LATENCY, new Event(Kind.CLOSED, connection, from, Octets.EMPTY));
        }
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            outputs.add(output);
        }
        act(to, again -> outputs.forEach(again::add));
    }

    private void data(End to, int number, byte[] octets) {
        for (int at = 0; at < octets.length; ) {
            int piece = isChopping ? Math.min(octets.length - at, 1 + chopper.upTo(50)) : octets.length;
            int from = at;
            act(to, out -> at(to.speaker).received(now, to.session, number, octets, from, piece, out));
            at += piece;
        }
    }

    private void at(long when, Event event) {
        events.computeIfAbsent(when, key -> new ArrayList<>()).add(event);
    }

    /** All go on as copies. */
    void copyAll() {
        speakers.replaceAll(BgpSpeaker::copy);
    }

    /** A message that a speaker has sent; four-octet AS numbers. */
    static BgpMessage read(byte[] message) {
        try {
            return BgpCodec.decode(message, 0, message.length, true);
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    /** Outputs of one kind of one speaker, with their times. */
    <T extends SpeakerOutput> List<T> outputs(int speaker, Class<T> kind) {
        return notes.stream()
                .filter(n -> n.speaker() == speaker && kind.isInstance(n.output()))
                .map(n -> kind.cast(n.output()))
                .toList();
    }

    /** The states that a session moved to and why, as text. */
    List<String> moves(int speaker, int session) {
        return outputs(speaker, SpeakerOutput.Moved.class).stream()
                .filter(m -> m.session() == session)
                .map(m -> m.to() + " " + m.reason())
                .toList();
    }

    long timeOf(int speaker, BgpSession.State to, Reason reason) {
        return notes.stream()
                .filter(n -> n.speaker() == speaker
                        && n.output() instanceof SpeakerOutput.Moved m
                        && m.to() == to
                        && m.reason() == reason)
                .mapToLong(Noted::at)
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
