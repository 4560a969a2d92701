package dev.censim.scenarios.explain;

import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.scenarios.explain.message.Item.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong although the ends agree: the path, the peer's device, or nothing but that nobody began. */
final class Troubles {

    private final History history;
    private final Subject subject;
    /** When a mismatch last kept the tunnel down; -1 when none does. */
    private final long mismatchAt;

    Troubles(History history, List<Diagnosis> mismatches) {
        this.history = history;
        subject = history.subject;
        mismatchAt = mismatches.stream()
                .filter(diagnosis -> diagnosis.severity() == Severity.CRITICAL)
                .flatMap(diagnosis -> diagnosis.evidence().stream())
                .mapToLong(Evidence::at)
                .max()
                .orElse(-1);
    }

    List<Diagnosis> all() {
        return history.isUp() ? whileUp() : whileDown();
    }

    // ---- up

    private List<Diagnosis> whileUp() {
        List<Diagnosis> found = new ArrayList<>();
        unnoticed().ifPresent(found::add);
        withoutTraversal().ifPresent(found::add);
        return found;
    }

    /** A fault that eats packets and that neither end has noticed. */
    private Optional<Diagnosis> unnoticed() {
        if (history.faults().isEmpty()) {
            return Optional.empty();
        }
        boolean isProbed = Stream.of(subject.tunnel().cloud(), subject.tunnel().customer())
                .allMatch(end -> end.dpd().enabled());
        return Optional.of(trouble(
                Code.DPD_TIMEOUT,
                Severity.WARN,
                "both ends hold the tunnel for up, but packets do not get through"
                        + (isProbed ? "; DPD has not timed out yet" : "; an end without DPD will not notice"),
                faults(),
                "repair the path or the device"
                        + (isProbed ? "" : "; set enableDpd: true, which finds a dead peer within 30 seconds")));
    }

    /** Both ends have switched NAT traversal off, and there is a NAT. */
    private Optional<Diagnosis> withoutTraversal() {
        boolean isOff = !subject.tunnel().cloud().enableNatTraversal()
                && !subject.tunnel().customer().enableNatTraversal();
        return isOff && !history.stoppedByNat().isEmpty()
                ? Optional.of(trouble(
                        Code.NAT_T_MISMATCH,
                        Severity.CRITICAL,
                        "NAT Traversal is off at both ends, so ESP is not put into UDP although there is a NAT in between",
                        natEvidence(history),
                        "set enableNatTraversal: true at the connection"))
                : Optional.empty();
    }

    static List<Evidence> natEvidence(History history) {
        List<PacketDropped> drops = history.stoppedByNat();
        return List.of(Evidence.event(
                drops.get(0).at(),
                history.subject.names().actors().get(history.subject.nat()) + " drops the first of " + drops.size()
                        + " packets: " + drops.get(0).cause().text()));
    }

    // ---- down

    private List<Diagnosis> whileDown() {
        List<Diagnosis> found = new ArrayList<>();
        lost().ifPresent(found::add);
        peerDead().ifPresent(found::add);
        deleted().ifPresent(found::add);
        new Silence(history).diagnosis().ifPresent(found::add);
        found.removeIf(diagnosis -> latest(diagnosis) < mismatchAt);
        if (found.isEmpty() && mismatchAt < 0) {
            found.add(new Beginnings(history).diagnosis());
        }
        return found;
    }

    private static long latest(Diagnosis diagnosis) {
        return diagnosis.evidence().stream().mapToLong(Evidence::at).max().orElse(-1);
    }

    /** An end lost its power, or the interface under it. */
    private Optional<Diagnosis> lost() {
        for (Side side : Side.values()) {
            Optional<TunnelMoved> moved =
                    history.last(TunnelMoved.class, move -> move.side() == side).filter(move -> !move.up());
            if (moved.isPresent() && !hasClosed(side, moved.get().at(), null)) {
                return Optional.of(lost(side, moved.get().at(), "its interface has no carrier"));
            } else if (moved.isPresent() && hasClosed(side, moved.get().at(), CloseCause.LOST)) {
                return Optional.of(lost(side, moved.get().at(), "its SAs were lost with the device or interface"));
            }
        }
        return Optional.empty();
    }

    private boolean hasClosed(Side side, long at, @Nullable CloseCause cause) {
        return history.all(ChildSaClosed.class)
                .anyMatch(closed ->
                        closed.side() == side && closed.at() == at && (cause == null || closed.cause() == cause));
    }

    private Diagnosis lost(Side side, long at, String how) {
        boolean isOther = history.isUp(side.other());
        List<Evidence> evidence = new ArrayList<>(faults());
        evidence.add(Evidence.event(at, "the tunnel goes down at the " + side.text() + ": " + how));
        return trouble(
                Code.DPD_TIMEOUT,
                Severity.CRITICAL,
                "the " + side.text() + "'s end (" + subject.device(side) + ") is gone: " + how
                        + (isOther ? "; DPD of the other end has not timed out yet" : ""),
                evidence,
                "bring " + subject.device(side) + " or its line back");
    }

    private Optional<Diagnosis> peerDead() {
        long lastUp = history.lastUp();
        return history.last(PeerDead.class, dead -> dead.at() >= lastUp && lastUp >= 0)
                .map(dead -> {
                    List<Evidence> evidence = new ArrayList<>(drops(dead.at()));
                    evidence.addAll(faults());
                    evidence.add(Evidence.event(
                            dead.at(),
                            "the " + dead.side().text()
                                    + " declares its peer dead: its probes or requests stayed without" + " answer"));
                    return trouble(
                            Code.DPD_TIMEOUT,
                            Severity.CRITICAL,
                            "the path or the peer is dead",
                            evidence,
                            "see why packets do not get through "
                                    + subject.tunnel().path() + ", and whether "
                                    + subject.device(dead.side().other()) + " is alive");
                });
    }

    /** What the path dropped in the half minute before an instant, and why. */
    private List<Evidence> drops(long before) {
        long window = 30_000_000_000L;
        List<PacketDropped> drops = history.all(PacketDropped.class)
                .filter(drop -> drop.actor() == subject.link() && drop.at() <= before && drop.at() > before - window)
                .toList();
        if (drops.isEmpty()) {
            return List.of();
        }
        DropCause cause = drops.get(0).cause();
        return List.of(Evidence.event(
                drops.get(0).at(),
                subject.tunnel().path() + " begins to drop packets of IKE and BGP: " + cause.text() + ", "
                        + drops.size() + " until the peer is declared dead"));
    }

    private Optional<Diagnosis> deleted() {
        for (Side side : Side.values()) {
            long at = history.last(TunnelMoved.class, move -> move.side() == side)
                    .map(TunnelMoved::at)
                    .orElse(-1L);
            if (!history.isUp(side) && hasClosed(side, at, CloseCause.PEER_DELETED)) {
                return Optional.of(deletedBy(side.other(), at));
            }
        }
        return Optional.empty();
    }

    private Diagnosis deletedBy(Side side, long at) {
        List<Evidence> evidence = new ArrayList<>();
        history.frames().stream()
                .filter(frame -> frame.at() < at
                        && frame.sender() == side
                        && !frame.items(Kind.DELETION).isEmpty())
                .reduce((earlier, later) -> later)
                .map(frame -> Evidence.message(frame, Exhibits.told(frame)))
                .ifPresent(evidence::add);
        evidence.add(Evidence.event(at, "the " + side.other().text() + " gets DELETE from its peer"));
        return trouble(
                Code.RECEIVE_DELETE_NOTIFY,
                Severity.CRITICAL,
                "the " + side.text() + " deleted the SA and has not come back",
                evidence,
                "see why " + subject.device(side) + " deleted it, and negotiate again");
    }

    private List<Evidence> faults() {
        return faults(history);
    }

    static List<Evidence> faults(History history) {
        List<Evidence> evidence = new ArrayList<>();
        for (FaultApplied applied : history.faults()) {
            evidence.add(Evidence.event(
                    applied.at(), "fault in force: " + applied.fault().text()));
        }
        return evidence;
    }

    static Diagnosis trouble(Code code, Severity severity, String finding, List<Evidence> evidence, String remedy) {
        return new Diagnosis(code, severity, Optional.empty(), finding, evidence, remedy);
    }

    /** {@code 1 packet}, {@code 2 packets}, {@code 2 prefixes}. */
    static String count(int number, String thing) {
        String ending = thing.endsWith("x") ? "es" : "s";
        return number + " " + thing + (number == 1 ? "" : ending);
    }
}
