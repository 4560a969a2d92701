package dev.censim.scenarios.explain;

import dev.censim.facts.IkeExchange;
import dev.censim.facts.IkeFailure;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.IkeRetransmitted;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.model.topology.Tunnel;
import dev.censim.scenarios.explain.message.IkeFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A negotiation that gets no answer, and what became of its messages. */
final class Silence {

    private final History history;

    Silence(History history) {
        this.history = history;
    }

    /** Of the last attempt since the tunnel was up; empty when it got an answer, went to a wrong address, or there was none. */
    Optional<Diagnosis> diagnosis() {
        Tunnel tunnel = history.subject.tunnel();
        if (!tunnel.gatewayIp().equals(tunnel.gatewayIpAtPeer())) {
            return Optional.empty();
        }
        long since = history.lastUp();
        return Arrays.stream(Side.values())
                .flatMap(side -> lastUnanswered(side, since).stream())
                .sorted(Comparator.comparingLong(NetworkFact::at).reversed())
                .flatMap(fact -> of(side(fact), fact.at(), since).stream())
                .findFirst();
    }

    private Optional<NetworkFact> lastUnanswered(Side side, long since) {
        return history.facts().stream()
                .filter(fact -> fact.at() > since && isUnanswered(fact) && side(fact) == side)
                .reduce((earlier, later) -> later);
    }

    private static boolean isUnanswered(NetworkFact fact) {
        return fact instanceof IkeRetransmitted
                || fact instanceof IkeFailed failed && failed.cause() == IkeFailure.NO_RESPONSE;
    }

    private static Side side(NetworkFact fact) {
        return fact instanceof IkeRetransmitted again ? again.side() : ((IkeFailed) fact).side();
    }

    private Optional<Diagnosis> of(Side side, long at, long since) {
        List<IkeFrame> sent = history.frames().stream()
                .filter(frame -> frame.at() > since
                        && frame.at() <= at
                        && frame.sender() == side
                        && !frame.isResponse()
                        && frame.exchange() != IkeExchange.INFORMATIONAL)
                .toList();
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        IkeFrame last = sent.get(sent.size() - 1);
        List<IkeFrame> alike = history.frames().stream()
                .filter(frame -> frame.at() <= at && frame.repeats(last))
                .toList();
        IkeFrame first = alike.get(0);
        boolean isRefused = history.all(IkeFailed.class)
                .anyMatch(failed ->
                        failed.cause() != IkeFailure.NO_RESPONSE && !failed.toldByPeer() && failed.at() >= first.at());
        boolean isAnswered = history.frames().stream()
                .anyMatch(frame -> frame.at() > last.at()
                        && frame.sender() != side
                        && frame.spiInitiator() == last.spiInitiator()
                        && Losses.of(history, frame).isEmpty());
        return isRefused || isAnswered ? Optional.empty() : Optional.of(diagnosis(side, at, alike));
    }

    private Diagnosis diagnosis(Side side, long at, List<IkeFrame> alike) {
        IkeFrame first = alike.get(0);
        Side other = side.other();
        List<Evidence> evidence = new ArrayList<>(Troubles.faults(history));
        evidence.add(Evidence.message(
                first,
                first.words() + " from the " + side.text() + ", sent " + alike.size()
                        + (alike.size() == 1 ? " time" : " times, the last at " + lastAt(alike)) + ", without answer"));
        Optional<PacketDropped> fate = fate(alike, other);
        fate.map(drop -> Evidence.event(
                        drop.at(),
                        history.subject.names().actors().get(drop.actor()) + " drops it: "
                                + drop.cause().text()))
                .ifPresent(evidence::add);
        evidence.add(Evidence.event(at, "no answer so far"));
        return Troubles.trouble(
                code(first),
                Severity.CRITICAL,
                "the " + other.text() + " (" + history.subject.device(other) + ") does not answer",
                evidence,
                "see that " + history.subject.device(other)
                        + " is alive, that its address is right, and that UDP 500 and 4500"
                        + " pass in both directions on "
                        + history.subject.tunnel().path());
    }

    private static String lastAt(List<IkeFrame> alike) {
        return Time.format(alike.get(alike.size() - 1).at()) + " s";
    }

    /** What happened to the last repetition, or to the answer that it did get: dropped by the path, or at an end. */
    private Optional<PacketDropped> fate(List<IkeFrame> alike, Side other) {
        IkeFrame last = alike.get(alike.size() - 1);
        return Losses.of(history, last)
                .or(() -> history.all(PacketDropped.class)
                        .filter(drop -> drop.at() >= last.at()
                                && (drop.actor() == history.subject.link()
                                        || drop.actor() == history.subject.nat()
                                        || drop.actor() == history.subject.actor(other)))
                        .findFirst());
    }

    private Code code(IkeFrame unanswered) {
        boolean isPhase2 =
                unanswered.exchange() == IkeExchange.CREATE_CHILD_SA || unanswered.exchange() == IkeExchange.QUICK_MODE;
        if (isPhase2) {
            return Code.PHASE2_NEGOTIATION_TIMEOUT;
        }
        return unanswered.spiResponder() == 0 ? Code.NO_RESPONSE : Code.PHASE1_NEGOTIATION_TIMEOUT;
    }
}
