package dev.censim.proto.bgp;

import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Speakers joined by pretended TCP in simulated time: a judge's bench, with everything they put out written down. */
final class Net {

    static final long SECOND = 1_000_000_000L;
    static final long LATENCY = 10_000_000L;

    /** One output, with the time and the speaker it came from. */
    record Noted(long at, int speaker, SpeakerOutput output) {}

    private record End(int speaker, int session) {}

    private enum Kind {
        CONNECTED,
        FAILED,
        CLOSED,
        DATA
    }

    private record Event(Kind kind, End to, int epoch, Octets octets) {}

    private final class Link {
        private final End a;
        private final End b;
        private boolean isUp = true;
        private int epoch;
        private boolean isOpen;

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

    /** The connection breaks and both ends notice. */
    void breakTcp(int link) {
        Link broken = links.get(link);
        broken.isOpen = false;
        broken.epoch++;
        at(now, new Event(Kind.CLOSED, broken.a, broken.epoch, Octets.EMPTY));
        at(now, new Event(Kind.CLOSED, broken.b, broken.epoch, Octets.EMPTY));
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
            connect(new End(speaker, connect.session()));
        } else if (output instanceof SpeakerOutput.Disconnect disconnect) {
            disconnect(new End(speaker, disconnect.session()));
        } else if (output instanceof SpeakerOutput.Send send) {
            End from = new End(speaker, send.session());
            Link link = link(from);
            if (link.isUp && link.isOpen) {
                at(now + LATENCY, new Event(Kind.DATA, link.other(from), link.epoch, Octets.of(send.message())));
            }
        }
    }

    private void connect(End from) {
        Link link = link(from);
        End to = link.other(from);
        if (!link.isUp) {
            return;
        }
        if (link.isOpen || !at(to.speaker).acceptsConnection(to.session)) {
            at(now + LATENCY, new Event(Kind.FAILED, from, link.epoch, Octets.EMPTY));
            return;
        }
        link.isOpen = true;
        link.epoch++;
        at(now + LATENCY, new Event(Kind.CONNECTED, from, link.epoch, Octets.EMPTY));
        at(now + LATENCY, new Event(Kind.CONNECTED, to, link.epoch, Octets.EMPTY));
    }

    private void disconnect(End from) {
        Link link = link(from);
        if (link.isOpen) {
            link.isOpen = false;
            if (link.isUp) {
                at(now + LATENCY, new Event(Kind.CLOSED, link.other(from), link.epoch, Octets.EMPTY));
            }
        }
    }

    private void deliver(Event event) {
        End to = event.to;
        if (event.epoch != link(to).epoch) {
            return;
        }
        BgpSpeaker speaker = at(to.speaker);
        switch (event.kind) {
            case CONNECTED -> act(to, out -> speaker.connected(now, to.session, out));
            case FAILED -> act(to, out -> speaker.connectFailed(now, to.session, out));
            case CLOSED -> act(to, out -> speaker.disconnected(now, to.session, out));
            case DATA -> data(to, event.octets.toArray());
        }
    }

    private void data(End to, byte[] octets) {
        for (int at = 0; at < octets.length; ) {
            int piece = isChopping ? Math.min(octets.length - at, 1 + chopper.upTo(50)) : octets.length;
            int from = at;
            act(to, out -> at(to.speaker).received(now, to.session, octets, from, piece, out));
            at += piece;
        }
    }

    private void at(long when, Event event) {
        events.computeIfAbsent(when, key -> new ArrayList<>()).add(event);
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
