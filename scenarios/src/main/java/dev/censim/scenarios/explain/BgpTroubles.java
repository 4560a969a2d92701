package dev.censim.scenarios.explain;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.model.fault.Fault;
import dev.censim.scenarios.explain.message.BgpFrame;
import dev.censim.scenarios.explain.message.BgpFrame.Kind;
import dev.censim.scenarios.explain.message.BgpNotification;
import dev.censim.scenarios.read.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keeps a BGP session down although the ends agree, or is wrong with one that is up. */
final class BgpTroubles {

    /** As often as this within the window a session is called unstable. */
    private static final int OFTEN = 3;

    private static final long WINDOW = 300 * Time.SECOND;

    private final BgpHistory history;
    private final Positions positions;
    private final Code code;

    BgpTroubles(BgpHistory history, Positions positions, Code code) {
        this.history = history;
        this.positions = positions;
        this.code = code;
    }

    /** @param isExplained whether a mismatch is known to keep the session down */
    List<Diagnosis> all(boolean isExplained) {
        List<Diagnosis> found = new ArrayList<>();
        if (!history.isUp()) {
            down(isExplained).ifPresent(found::add);
        }
        unstable().ifPresent(found::add);
        return found;
    }

    private Optional<Diagnosis> down(boolean isExplained) {
        if (!history.isCarried()) {
            return uncarried();
        }
        Optional<Diagnosis> found = held().or(this::prefixLimit)
                .or(this::filtered)
                .or(this::unprotected)
                .or(this::lost);
        return found.isPresent() || isExplained ? found : Optional.of(ended().orElseGet(this::underWay));
    }

    /** Of a tunnel that is down, its own diagnosis says why. */
    private Optional<Diagnosis> uncarried() {
        if (history.subject.tunnel().isPresent()) {
            return Optional.empty();
        }
        String region = history.subject.region();
        return Optional.of(
                history.faults().stream().anyMatch(applied -> applied.fault().fault() instanceof Fault.RegionOutage)
                        ? critical("the cloud's end is lost with its region", faults(), "repair " + region)
                        : critical("the circuit beneath is down", faults(), "repair " + history.subject.path()));
    }

    /** A fault of the scenario that is about the session itself. */
    private Optional<Diagnosis> held() {
        return history.faults().stream()
                .map(applied -> applied.fault().fault())
                .filter(Fault.BgpSessionDown.class::isInstance)
                .map(fault -> ((Fault.BgpSessionDown) fault).cause())
                .findFirst()
                .map(cause -> cause == Fault.Cause.SHUTDOWN ? shutDown() : filteredInTheCloud());
    }

    private Diagnosis shutDown() {
        List<Evidence> evidence = new ArrayList<>(faults());
        history.last(frame -> frame.kind() == Kind.NOTIFICATION && frame.sender() == Side.CLOUD)
                .map(BgpTroubles::told)
                .ifPresent(evidence::add);
        return critical(
                "an operator has shut the session down at the cloud's end",
                evidence,
                "start the session again: repair the fault");
    }

    private Diagnosis filteredInTheCloud() {
        List<Evidence> evidence = new ArrayList<>(faults());
        List<PacketDropped> drops = history.drops(history.subject.cloudActor(), DropCause.PACKET_FILTER)
                .toList();
        if (!drops.isEmpty()) {
            evidence.add(Evidence.event(
                    drops.get(0).at(),
                    history.subject.name(Side.CLOUD) + " drops the first of " + Troubles.count(drops.size(), "segment")
                            + ": " + drops.get(0).cause().text()));
        }
        return critical(
                "a packet filter drops TCP port 179 at the cloud's end", evidence, "let TCP port 179 through there");
    }

    private Optional<Diagnosis> prefixLimit() {
        return history.notification(Side.CUSTOMER, BgpNotification.TOO_MANY_PREFIXES)
                .map(frame -> {
                    int limit = history.subject.device().prefixLimit().orElse(0);
                    String place = place("prefixLimit");
                    return critical(
                            "the cloud announces more than the " + Troubles.count(limit, "prefix")
                                    + " that the customer's device takes, which has shut the session down",
                            List.of(told(frame)),
                            "announce fewer, or raise prefixLimit at " + place
                                    + "; then let an operator start the session again");
                });
    }

    private Optional<Diagnosis> filtered() {
        List<PacketDropped> drops = history.drops(history.subject.customerActor(), DropCause.PACKET_FILTER)
                .toList();
        if (drops.isEmpty()) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>();
        history.last(frame -> frame.kind() == Kind.SYN)
                .ifPresent(syn -> evidence.add(Evidence.message(syn, syn.text() + ", from the customer")));
        history.last(frame -> frame.kind() == Kind.SYN_ACK)
                .ifPresent(answer -> evidence.add(
                        Evidence.message(answer, answer.text() + " from the cloud, which is never acknowledged")));
        evidence.add(Evidence.event(
                drops.get(0).at(),
                history.subject.name(Side.CUSTOMER) + " drops the first of " + Troubles.count(drops.size(), "segment")
                        + ": " + drops.get(0).cause().text()));
        return Optional.of(critical(
                "a packet filter of the customer's device drops TCP port 179",
                evidence,
                "let TCP port 179 in from " + history.subject.cloud().localBgpIp() + ": set filterTcp179: false at "
                        + place("filterTcp179")));
    }

    /** Flow Protection that leaves out the addresses of BGP. */
    private Optional<Diagnosis> unprotected() {
        for (Side side : Side.values()) {
            List<PacketDropped> drops = history.drops(history.subject.actor(side), DropCause.POLICY_MISMATCH)
                    .toList();
            if (!drops.isEmpty()) {
                return Optional.of(critical(
                        "BGP's own packets are outside of the protected data flows",
                        List.of(Evidence.event(
                                drops.get(0).at(),
                                history.subject.name(side) + " drops the first of "
                                        + Troubles.count(drops.size(), "packet") + ": "
                                        + drops.get(0).cause().text())),
                        "the vendor's diagnosis advises Destination Routing with BGP: leave out localSubnet and"
                                + " remoteSubnet"));
            }
        }
        return Optional.empty();
    }

    /** The path eats packets and nobody but BGP has noticed so far. */
    private Optional<Diagnosis> lost() {
        List<Evidence> evidence = new ArrayList<>(faults());
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        lastEnd().ifPresent(evidence::add);
        for (DropCause cause : List.of(DropCause.PATH_SILENT, DropCause.PATH_DOWN)) {
            List<PacketDropped> drops =
                    history.drops(history.subject.link(), cause).toList();
            if (!drops.isEmpty()) {
                evidence.add(Evidence.event(
                        drops.get(0).at(),
                        history.subject.path() + " has dropped " + Troubles.count(drops.size(), "packet") + " since: "
                                + cause.text()));
            }
        }
        return Optional.of(
                critical("no inbound BGP packets: the path drops them", evidence, "repair " + history.subject.path()));
    }

    /** The session ended, and nothing that is known keeps it down. */
    private Optional<Diagnosis> ended() {
        return lastEnd()
                .map(end -> trouble(
                        Severity.WARN,
                        "the session ended and has not come back yet",
                        List.of(end),
                        "wait for the session; see what ended it"));
    }

    private Optional<Evidence> lastEnd() {
        return history.moves().stream()
                .filter(moved -> moved.cause() != BgpCause.PROGRESS)
                .reduce((earlier, later) -> later)
                .map(moved -> history.last(frame -> frame.kind() == Kind.NOTIFICATION && frame.at() <= moved.at())
                        .filter(frame -> isNotified(moved))
                        .map(BgpTroubles::told)
                        .orElseGet(() -> Evidence.event(moved.at(), words(moved))));
    }

    private static boolean isNotified(BgpMoved moved) {
        return moved.cause() == BgpCause.NOTIFICATION_RECEIVED || moved.cause() == BgpCause.NOTIFICATION_SENT;
    }

    private Diagnosis underWay() {
        BgpState state = history.state(Side.CUSTOMER);
        List<Evidence> evidence = history.last(frame -> true)
                .map(frame -> Evidence.message(
                        frame, frame.text() + ", from the " + frame.sender().text()))
                .map(List::of)
                .orElse(List.of());
        return trouble(
                Severity.NORMAL,
                "the session is being made: it is " + state.text() + " at the customer",
                evidence,
                "ask again a little later");
    }

    private Optional<Diagnosis> unstable() {
        List<BgpMoved> ends = history.moves().stream()
                .filter(moved -> moved.from() == BgpState.ESTABLISHED && moved.at() > history.until - WINDOW)
                .toList();
        List<BgpMoved> ofCloud =
                ends.stream().filter(moved -> moved.side() == Side.CLOUD).toList();
        if (ofCloud.size() < OFTEN) {
            return Optional.empty();
        }
        boolean isTunnels = ofCloud.stream().allMatch(moved -> moved.cause() == BgpCause.DEVICE_LOST);
        return Optional.of(trouble(
                Severity.WARN,
                "the session is unstable: it has left Established " + ofCloud.size() + " times within "
                        + WINDOW / Time.SECOND + " s"
                        + (isTunnels ? ", each time with the tunnel or circuit beneath" : ""),
                ofCloud.stream()
                        .map(moved -> Evidence.event(moved.at(), words(moved)))
                        .toList(),
                isTunnels
                        ? "see why the tunnel or circuit is unstable"
                        : "see whether packets get through at these times"));
    }

    static String words(BgpMoved moved) {
        return "BGP at the " + moved.side().text() + " goes from "
                + moved.from().text() + " to " + moved.to().text() + ": "
                + moved.cause().text();
    }

    private static Evidence told(BgpFrame frame) {
        return Evidence.message(
                frame, frame.text() + ", from the " + frame.sender().text());
    }

    private List<Evidence> faults() {
        List<Evidence> evidence = new ArrayList<>();
        for (FaultApplied applied : history.faults()) {
            evidence.add(Evidence.event(
                    applied.at(), "fault in force: " + applied.fault().text()));
        }
        return evidence;
    }

    private String place(String key) {
        return positions
                .ofCustomer(history.subject.name(), key)
                .map(Object::toString)
                .orElse("the device");
    }

    private Diagnosis critical(String finding, List<Evidence> evidence, String remedy) {
        return trouble(Severity.CRITICAL, finding, evidence, remedy);
    }

    private Diagnosis trouble(Severity severity, String finding, List<Evidence> evidence, String remedy) {
        return new Diagnosis(code, severity, Optional.empty(), finding, evidence, remedy);
    }
}
