package dev.censim.scenarios.explain;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.ChildSaInstalled;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.IkeSaClosed;
import dev.censim.facts.NetworkFact.IkeSaEstablished;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TrafficAwaited;
import dev.censim.facts.NetworkFact.TrafficPasses;
import dev.censim.facts.NetworkFact.TunnelReset;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.scenarios.explain.message.IkeFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The last negotiation of a tunnel and what came of it, message by message. */
final class Story {

    /** More than this is told from both its ends. */
    private static final int LINES = 32;

    /** Negotiations that both ends begin within this time are one. */
    private static final long TOGETHER_NANOS = 2 * Time.SECOND;

    private final History history;
    private final List<StoryLine> lines = new ArrayList<>();

    private Story(History history) {
        this.history = history;
    }

    static List<StoryLine> of(History history) {
        Story story = new Story(history);
        long begin = story.begin();
        if (begin < 0) {
            return List.of();
        }
        // What an end finds at an instant, it finds before it sends at that instant; sorting keeps that order.
        story.events(begin);
        story.messages(begin);
        story.lines.sort(Comparator.comparingLong(StoryLine::at));
        return shortened(story.lines);
    }

    /** When it began; -1 when nothing was ever negotiated. */
    private long begin() {
        long begin = -1;
        for (IkeFrame frame : history.frames()) {
            if (frame.isFirst() && (begin < 0 || frame.at() - begin > TOGETHER_NANOS)) {
                begin = isNew(frame) ? frame.at() : begin;
            }
        }
        return begin;
    }

    /** Not a repetition of an earlier attempt. */
    private boolean isNew(IkeFrame frame) {
        return history.frames().stream()
                .filter(other -> other.number() < frame.number())
                .noneMatch(other -> other.isFirst() && other.spiInitiator() == frame.spiInitiator());
    }

    private void messages(long begin) {
        List<IkeFrame> frames =
                history.frames().stream().filter(frame -> frame.at() >= begin).toList();
        for (int i = 0; i < frames.size(); ) {
            IkeFrame first = frames.get(i);
            int next = i + 1;
            while (next < frames.size() && isTogether(first, frames.get(next))) {
                next++;
            }
            lines.add(message(frames.subList(i, next)));
            i = next;
        }
    }

    private static boolean isTogether(IkeFrame first, IkeFrame later) {
        return later.repeats(first) || first.isProbe() && later.isProbe();
    }

    private StoryLine message(List<IkeFrame> alike) {
        IkeFrame first = alike.get(0);
        IkeFrame last = alike.get(alike.size() - 1);
        String text = first.told();
        if (alike.size() > 1) {
            text = (last.repeats(first)
                            ? text + ", sent " + alike.size() + " times"
                            : alike.size() + " messages of dead peer detection (" + kinds(alike) + ")")
                    + ", the last at " + Time.format(last.at()) + " s";
        }
        Optional<DropCause> lost = lost(last);
        return new StoryLine(
                first.at(),
                OptionalInt.of(first.number()),
                Optional.of(first.sender()),
                true,
                text
                        + lost.map(cause -> "; lost: " + cause.text() + " ("
                                        + history.subject.tunnel().path() + ")")
                                .orElse(""));
    }

    /** IKEv1 has a notify for the question and one for the answer (RFC 3706); IKEv2 has an exchange without payloads. */
    private static String kinds(List<IkeFrame> probes) {
        return probes.get(0).isVersion1()
                ? probes.stream().map(IkeFrame::content).distinct().collect(Collectors.joining(", "))
                : probes.get(0).exchange().text();
    }

    /** Why the path dropped a message, if it did: it does so at the instant at which it is handed the message. */
    private Optional<DropCause> lost(IkeFrame frame) {
        return Losses.of(history, frame).map(PacketDropped::cause);
    }

    private void events(long begin) {
        for (NetworkFact fact : history.facts()) {
            if (fact.at() >= begin) {
                event(fact);
            }
        }
    }

    private void event(NetworkFact fact) {
        if (fact instanceof IkeSaEstablished sa) {
            add(sa.at(), sa.side(), "IKE SA established");
        } else if (fact instanceof ChildSaInstalled child) {
            add(child.at(), child.side(), "child SA installed");
        } else if (fact instanceof IkeFailed failed) {
            String who = failed.toldByPeer() ? "is told by its peer: " : "finds: ";
            add(
                    failed.at(),
                    failed.side(),
                    who + failed.cause().text(failed.exchange()) + " in "
                            + failed.exchange().text());
        } else if (fact instanceof PeerDead dead) {
            add(dead.at(), dead.side(), "declares its peer dead");
        } else if (fact instanceof TrafficAwaited awaited) {
            add(awaited.at(), awaited.side(), "a packet asks for the tunnel");
        } else if (fact instanceof TrafficPasses passes) {
            String dropped = passes.dropped() + (passes.dropped() == 1 ? " packet was" : " packets were");
            add(passes.at(), passes.side(), "the first packet passes; " + dropped + " dropped before");
        } else if (fact instanceof TunnelReset reset) {
            add(reset.at(), reset.side(), "reset by the health check");
        } else if (fact instanceof IkeSaClosed sa) {
            add(sa.at(), sa.side(), "IKE SA closed: " + sa.cause().text());
        } else if (fact instanceof ChildSaClosed child) {
            add(child.at(), child.side(), "child SA closed: " + child.cause().text());
        }
    }

    private void add(long at, Side side, String text) {
        lines.add(new StoryLine(at, OptionalInt.empty(), Optional.of(side), false, text));
    }

    private static List<StoryLine> shortened(List<StoryLine> lines) {
        if (lines.size() <= LINES) {
            return List.copyOf(lines);
        }
        int half = LINES / 2;
        int omitted = lines.size() - 2 * half;
        List<StoryLine> ends = new ArrayList<>(lines.subList(0, half));
        ends.add(new StoryLine(
                lines.get(half).at(), OptionalInt.empty(), Optional.empty(), false, "... " + omitted + " more ..."));
        ends.addAll(lines.subList(lines.size() - half, lines.size()));
        return List.copyOf(ends);
    }
}
