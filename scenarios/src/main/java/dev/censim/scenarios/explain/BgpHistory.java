package dev.censim.scenarios.explain;

import dev.censim.facts.BgpState;
import dev.censim.facts.CaptureFact.EspKeysSeen;
import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.FaultRepaired;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.model.fault.Fault;
import dev.censim.scenarios.explain.message.BgpFrame;
import dev.censim.scenarios.explain.message.BgpFrame.Kind;
import dev.censim.scenarios.explain.message.BgpNotification;
import dev.censim.scenarios.explain.message.BgpWiretap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the journal holds about one BGP session, up to an instant. */
final class BgpHistory {

    final BgpSubject subject;
    final long until;
    private final BgpWiretap wiretap;
    private final List<BgpMoved> moves = new ArrayList<>();
    private final List<TunnelMoved> tunnelMoves = new ArrayList<>();
    private final List<PacketDropped> drops = new ArrayList<>();
    private final List<FaultApplied> faults = new ArrayList<>();
    private List<BgpFrame> frames = List.of();
    private int captured;

    private BgpHistory(BgpSubject subject, long until) {
        this.subject = subject;
        this.until = until;
        wiretap = subject.tunnel().isPresent() ? BgpWiretap.inTunnel(subject.isEncrypted()) : BgpWiretap.onCircuit();
    }

    static BgpHistory of(BgpSubject subject, Journal journal, long until) {
        BgpHistory history = new BgpHistory(subject, until);
        journal.forEach(history::take);
        history.frames = history.wiretap.frames();
        return history;
    }

    private void take(Fact fact) {
        if (fact.at() > until) {
            return;
        }
        if (fact instanceof FrameSeen frame) {
            captured++;
            if (frame.actor() == subject.link()) {
                wiretap.take(captured, frame);
            }
        } else if (fact instanceof EspKeysSeen keys) {
            if (keys.tunnel() == tunnel()) {
                wiretap.learn(keys);
            }
        } else if (fact instanceof BgpMoved moved && moved.session() == subject.session()) {
            moves.add(moved);
        } else if (fact instanceof TunnelMoved moved && moved.tunnel() == tunnel()) {
            tunnelMoves.add(moved);
        } else if (fact instanceof PacketDropped drop && drop.flow() < 0 && isOnTheWay(drop.actor())) {
            drops.add(drop);
        } else if (fact instanceof FaultApplied applied
                && concerns(applied.fault().fault())) {
            faults.add(applied);
        } else if (fact instanceof FaultRepaired repaired) {
            faults.removeIf(applied -> applied.fault().equals(repaired.fault()));
        }
    }

    private int tunnel() {
        return subject.tunnel().map(Subject::number).orElse(-1);
    }

    private boolean isOnTheWay(int actor) {
        return actor == subject.link() || actor == subject.cloudActor() || actor == subject.customerActor();
    }

    private boolean concerns(Fault fault) {
        if (fault instanceof Fault.SilentLoss loss) {
            return loss.path().equals(subject.path());
        } else if (fault instanceof Fault.LinkDown down) {
            return down.path().equals(subject.path());
        } else if (fault instanceof Fault.BgpSessionDown down) {
            return down.session().equals(subject.name());
        } else if (fault instanceof Fault.RegionOutage outage) {
            return outage.region().equals(subject.region());
        }
        return false;
    }

    /** State changes of both ends, in order. */
    List<BgpMoved> moves() {
        return moves;
    }

    /** What was seen of the session on its path, in order. */
    List<BgpFrame> frames() {
        return frames;
    }

    /** Faults in force on its path, at the session itself, or in its region. */
    List<FaultApplied> faults() {
        return faults;
    }

    Optional<BgpFrame> last(Predicate<BgpFrame> condition) {
        return frames.stream().filter(condition).reduce((earlier, later) -> later);
    }

    /** The last NOTIFICATION of one kind that an end sent in the time that matters. */
    Optional<BgpFrame> notification(Side sender, BgpNotification notification) {
        return last(frame -> frame.at() >= downSince()
                && frame.sender() == sender
                && frame.notification().equals(Optional.of(notification)));
    }

    /** The last thing of one kind that an end sent before another. */
    Optional<BgpFrame> before(BgpFrame frame, Side sender, Kind kind) {
        return last(earlier -> earlier.number() < frame.number()
                && earlier.sender() == sender
                && earlier.kind() == kind
                && earlier.connection() == frame.connection());
    }

    /** What a device or the path dropped of protocols' own packets, since the session is down. */
    Stream<PacketDropped> drops(int actor, DropCause cause) {
        return drops.stream()
                .filter(drop -> drop.at() >= downSince() && drop.actor() == actor && drop.cause() == cause);
    }

    BgpState state(Side side) {
        return moves.stream()
                .filter(moved -> moved.side() == side)
                .reduce((earlier, later) -> later)
                .map(BgpMoved::to)
                .orElse(BgpState.IDLE);
    }

    boolean isUp() {
        return Stream.of(Side.values()).allMatch(side -> state(side) == BgpState.ESTABLISHED);
    }

    /** When the session last stopped standing at both ends; 0 when it never stood. */
    long downSince() {
        long since = 0;
        boolean[] isUp = new boolean[Side.values().length];
        for (BgpMoved moved : moves) {
            boolean wasUp = isUp[0] && isUp[1];
            isUp[moved.side().ordinal()] = moved.to() == BgpState.ESTABLISHED;
            since = wasUp ? moved.at() : since;
        }
        return since;
    }

    /** Whether what carries the session can carry packets; of a circuit, whether no fault has taken it down. */
    boolean isCarried() {
        return subject.tunnel().isPresent()
                ? Stream.of(Side.values()).allMatch(side -> carriedSince(side).isPresent())
                : faults.stream()
                        .map(applied -> applied.fault().fault())
                        .noneMatch(fault -> fault instanceof Fault.LinkDown || fault instanceof Fault.RegionOutage);
    }

    /** Since when an end of the tunnel is up; empty when it is not. */
    Optional<Long> carriedSince(Side side) {
        return tunnelMoves.stream()
                .filter(moved -> moved.side() == side)
                .reduce((earlier, later) -> later)
                .filter(TunnelMoved::up)
                .map(TunnelMoved::at);
    }

    /** Since when the session could have been made: the later of both ends of the tunnel. */
    long carriedSince() {
        return Stream.of(Side.values())
                .flatMap(side -> carriedSince(side).stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}
