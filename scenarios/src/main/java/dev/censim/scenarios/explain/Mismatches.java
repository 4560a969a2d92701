package dev.censim.scenarios.explain;

import dev.censim.facts.DropCause;
import dev.censim.facts.IkeExchange;
import dev.censim.facts.NetworkFact.ChildSaInstalled;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.Side;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.topology.TunnelEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges differences between the ends by what happened on the wire. One that a message has revealed is critical while the tunnel is
 * down; one that no message has revealed is told all the same, because it will cost the next attempt.
 */
final class Mismatches {

    private final History history;
    private final Exhibits exhibits;
    private final Offers offers;

    Mismatches(History history) {
        this.history = history;
        exhibits = new Exhibits(history);
        offers = new Offers(history);
    }

    List<Diagnosis> of(List<Difference> differences) {
        return differences.stream().map(this::of).toList();
    }

    private Diagnosis of(Difference difference) {
        if (difference.parameter() == Parameter.GATEWAY_IP) {
            return astray(difference);
        }
        if (difference.parameter() == Parameter.NAT_TRAVERSAL
                && !history.stoppedByNat().isEmpty()) {
            return stoppedByNat(difference);
        }
        Parameter parameter = difference.parameter();
        Optional<IkeFailed> failure = history.last(
                IkeFailed.class,
                failed -> !failed.toldByPeer()
                        && Negotiated.in(failed.exchange(), failed.cause()).contains(parameter));
        String finding = "the two ends do not agree on " + parameter.text()
                + (difference.note().isEmpty() ? "" : ": " + difference.note());
        boolean isCause =
                failure.isPresent() && !history.isUp() && failure.get().at() >= lastInstalled();
        return new Diagnosis(
                parameter.code(),
                isCause ? Severity.CRITICAL : Severity.WARN,
                Optional.of(difference),
                failure.isPresent() ? finding : finding + "; " + unrefused(parameter),
                failure.map(exhibits::of).orElseGet(() -> otherwise(parameter)),
                Remedies.agree(difference));
    }

    /** What goes to an address that nobody has, or comes from one that the receiver does not know, is dropped. */
    private Diagnosis astray(Difference difference) {
        List<Evidence> evidence = new ArrayList<>();
        history.last(PacketDropped.class, drop -> drop.cause() == DropCause.NO_HOST)
                .ifPresent(drop -> {
                    Side sender = drop.actor() == history.subject.link() ? Side.CUSTOMER : Side.CLOUD;
                    history.frames().stream()
                            .filter(frame -> frame.sender() == sender && frame.at() < drop.at())
                            .reduce((earlier, later) -> later)
                            .map(frame -> Evidence.message(
                                    frame, frame.words() + " from the " + sender.text() + " goes astray"))
                            .ifPresent(evidence::add);
                    evidence.add(Evidence.event(
                            drop.at(),
                            history.subject.names().actors().get(drop.actor()) + " drops it: "
                                    + drop.cause().text()));
                });
        return new Diagnosis(
                difference.parameter().code(),
                evidence.isEmpty() || history.isUp() ? Severity.WARN : Severity.CRITICAL,
                Optional.of(difference),
                "the device looks for the cloud's end where it is not",
                evidence,
                Remedies.agree(difference));
    }

    /** NAT detection needs both ends (RFC 7296 section 2.23): with one alone ESP goes without UDP, and ends at the NAT. */
    private Diagnosis stoppedByNat(Difference difference) {
        return new Diagnosis(
                difference.parameter().code(),
                Severity.CRITICAL,
                Optional.of(difference),
                "the two ends do not agree on NAT Traversal, so ESP is not put into UDP although there is a NAT in between",
                Stream.concat(offers.of(Parameter.NAT_TRAVERSAL).stream(), Troubles.natEvidence(history).stream())
                        .toList(),
                Remedies.agree(difference));
    }

    private long lastInstalled() {
        return history.last(ChildSaInstalled.class, child -> true)
                .map(ChildSaInstalled::at)
                .orElse(-1L);
    }

    /** Why nobody has refused it. */
    private String unrefused(Parameter parameter) {
        boolean isVersion2 = history.subject.tunnel().cloud().ike().ikeVersion() == IkeVersion.IKEV2;
        return switch (parameter) {
            case IKE_LIFETIME, IPSEC_LIFETIME ->
                isVersion2
                        ? "IKEv2 does not negotiate lifetimes (RFC 7296 section 2.8), so no message reveals it: the end with"
                                + " the shorter one rekeys"
                        : "IKEv1 offers a lifetime, but each end keeps to its own: the end with the shorter one rekeys";
            case DPD -> "no message reveals it: the end without DPD keeps a dead tunnel until its SAs expire";
            case NAT_TRAVERSAL -> "without a NAT between the gateways nothing depends on it";
            case IPSEC_PFS ->
                isVersion2
                        ? "the first child SA is made in IKE_AUTH, which has no key exchange of its own (RFC 7296 section 1.2):"
                                + " it shows when the child SA is first rekeyed"
                        : notYet();
            case LOCAL_SUBNET, REMOTE_SUBNET ->
                history.isUp() && isOverlapping()
                        ? "IKEv2 has narrowed the child SA to what both allow (RFC 7296 section 2.9): other traffic is dropped"
                        : notYet();
            default -> notYet();
        };
    }

    /** Whether some traffic is of both ends' flows, so that IKEv2 narrows instead of refusing (RFC 7296 section 2.9). */
    private boolean isOverlapping() {
        TunnelEnd cloud = history.subject.tunnel().cloud();
        TunnelEnd customer = history.subject.tunnel().customer();
        return isOverlapping(cloud.localSubnets(), customer.remoteSubnets())
                && isOverlapping(cloud.remoteSubnets(), customer.localSubnets());
    }

    private static boolean isOverlapping(List<Prefix> one, List<Prefix> other) {
        return one.stream().anyMatch(a -> other.stream().anyMatch(a::overlaps));
    }

    private String notYet() {
        return history.isUp()
                ? "no message has revealed it so far"
                : "the negotiation has not come to it: something else is in the way";
    }

    /** What shows it although nobody has refused it. */
    private List<Evidence> otherwise(Parameter parameter) {
        boolean isSelector = parameter == Parameter.LOCAL_SUBNET || parameter == Parameter.REMOTE_SUBNET;
        return isSelector && history.isUp() ? narrowed() : offers.of(parameter);
    }

    /** Narrowed selectors are in the answer that made the child SA. */
    private List<Evidence> narrowed() {
        return history.frames().stream()
                .filter(frame -> frame.exchange() == IkeExchange.IKE_AUTH && frame.isResponse())
                .reduce((earlier, later) -> later)
                .map(frame -> Evidence.message(
                        frame,
                        frame.words() + " from the " + frame.sender().text()
                                + ", whose traffic selectors are narrowed"))
                .map(List::of)
                .orElse(List.of());
    }
}
