package dev.censim.scenarios.explain;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.Side;
import dev.censim.model.address.Ipv4;
import dev.censim.scenarios.explain.message.BgpFrame;
import dev.censim.scenarios.explain.message.BgpFrame.Kind;
import dev.censim.scenarios.explain.message.BgpNotification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges differences between the ends of a BGP session by what was seen on the wire. One that a segment or a message has revealed is
 * critical while the session is down; the others are told all the same, because they will cost the next attempt.
 */
final class BgpMismatches {

    private final BgpHistory history;
    private final Code code;

    /** @param code what a finding goes by */
    BgpMismatches(BgpHistory history, Code code) {
        this.history = history;
        this.code = code;
    }

    List<Diagnosis> of(List<Difference> differences) {
        return differences.stream().map(this::of).toList();
    }

    private Diagnosis of(Difference difference) {
        List<Evidence> evidence = evidence(difference.parameter());
        boolean isCause = !history.isUp() && history.isCarried() && !evidence.isEmpty();
        String finding = finding(difference);
        return new Diagnosis(
                code,
                isCause ? Severity.CRITICAL : Severity.WARN,
                Optional.of(difference),
                evidence.isEmpty() ? finding + "; " + notYet() : finding,
                evidence,
                Remedies.agree(difference));
    }

    private String finding(Difference difference) {
        Ipv4 asCustomer = history.subject.device().localBgpIp();
        return switch (difference.parameter()) {
            case ENABLE_BGP -> "no inbound BGP packets: BGP is not enabled in the customer's device";
            case LOCAL_BGP_IP ->
                "the BGP IP is wrong or not in the same /30: the customer's device looks for the cloud at "
                        + difference.customer().value();
            case PEER_BGP_IP ->
                "the BGP IP is wrong or not in the same /30: the customer's device calls itself " + asCustomer;
            case AUTH_KEY ->
                "the two ends do not agree on AuthKey: each drops what the other signs, in silence (RFC 2385)";
            case BGP_HOLD ->
                isHoldOff(difference)
                        ? "the hold time agreed on is 0 s, the lower of both: no KEEPALIVE is sent, and a peer that falls"
                                + " silent is not noticed (RFC 4271 section 4.4)"
                        : "the customer's hold time is below the 3 s that the cloud takes (RFC 4271 section 6.2)";
            default -> "the two ends do not agree on " + difference.parameter().text();
        };
    }

    private static boolean isHoldOff(Difference difference) {
        return difference.cloud().value().equals("0s")
                || difference.customer().value().equals("0s");
    }

    private String notYet() {
        if (history.isUp()) {
            return "nothing has revealed it so far";
        }
        return history.isCarried()
                ? "the session has not come to it: something else is in the way"
                : "the session has not come to it: "
                        + (history.subject.tunnel().isPresent() ? "the tunnel" : "the circuit") + " beneath is down";
    }

    private List<Evidence> evidence(Parameter parameter) {
        return switch (parameter) {
            case ENABLE_BGP -> silence();
            case LOCAL_BGP_IP -> astray();
            case PEER_BGP_IP -> unknownSource();
            case AUTH_KEY -> unsigned();
            case LOCAL_ASN -> refused(Side.CUSTOMER, BgpNotification.BAD_PEER_AS);
            case PEER_ASN -> refused(Side.CLOUD, BgpNotification.BAD_PEER_AS);
            case BGP_HOLD -> hold();
            default -> List.of();
        };
    }

    /** Nothing has come from the customer since the session could have been made. */
    private List<Evidence> silence() {
        boolean isSilent = history.last(frame -> frame.sender() == Side.CUSTOMER && frame.at() >= history.downSince())
                .isEmpty();
        if (!isSilent || !history.isCarried()) {
            return List.of();
        }
        String from = history.subject.tunnel().isPresent() ? "the tunnel comes up" : "the circuit is up";
        return List.of(Evidence.event(
                Math.max(history.carriedSince(), history.downSince()),
                from + ", and no segment for TCP port 179 has come in from the customer since"));
    }

    private Optional<BgpFrame> lastSyn() {
        return history.last(frame -> frame.kind() == Kind.SYN && frame.at() >= history.downSince());
    }

    /** The device calls an address that is not the cloud's, and the packet is dropped where it would have to be routed. */
    private List<Evidence> astray() {
        Ipv4 wrong = history.subject.device().peerBgpIp();
        List<Evidence> evidence = new ArrayList<>();
        lastSyn().filter(syn -> syn.destination().equals(wrong)).ifPresent(syn -> {
            evidence.add(called(syn));
            history.drops(history.subject.cloudActor(), DropCause.TTL_EXPIRED)
                    .reduce((earlier, later) -> later)
                    .ifPresent(drop -> evidence.add(Evidence.event(
                            drop.at(),
                            history.subject.name(Side.CLOUD) + " is not " + wrong + " and drops it: "
                                    + drop.cause().text())));
        });
        return evidence;
    }

    /** The cloud has no peer of that address and refuses the connection. */
    private List<Evidence> unknownSource() {
        Ipv4 wrong = history.subject.device().localBgpIp();
        List<Evidence> evidence = new ArrayList<>();
        lastSyn().filter(syn -> syn.source().equals(wrong)).ifPresent(syn -> {
            evidence.add(called(syn));
            history.last(frame -> frame.kind() == Kind.RST
                            && frame.sender() == Side.CLOUD
                            && frame.at() >= history.downSince())
                    .ifPresent(rst ->
                            evidence.add(Evidence.message(rst, "TCP RST from the cloud, which has no peer " + wrong)));
        });
        return evidence;
    }

    private static Evidence called(BgpFrame syn) {
        return Evidence.message(syn, "TCP SYN from the customer, " + syn.source() + " to " + syn.destination());
    }

    private List<Evidence> unsigned() {
        List<PacketDropped> drops = history.drops(history.subject.cloudActor(), DropCause.TCP_SIGNATURE)
                .toList();
        List<Evidence> evidence = new ArrayList<>();
        lastSyn().filter(syn -> !drops.isEmpty()).ifPresent(syn -> {
            evidence.add(called(syn));
            evidence.add(Evidence.event(
                    drops.get(0).at(),
                    history.subject.name(Side.CLOUD) + " drops the first of "
                            + Troubles.count(drops.size(), "segment") + " in silence: "
                            + drops.get(0).cause().text()));
        });
        return evidence;
    }

    /** The OPEN that an end did not like, and what it said. */
    private List<Evidence> refused(Side refuser, BgpNotification notification) {
        List<Evidence> evidence = new ArrayList<>();
        history.notification(refuser, notification).ifPresent(refusal -> {
            history.before(refusal, refuser.other(), Kind.OPEN)
                    .ifPresent(open -> evidence.add(Evidence.message(
                            open, open.text() + ", from the " + open.sender().text())));
            evidence.add(Evidence.message(refusal, refusal.text() + ", from the " + refuser.text()));
        });
        return evidence;
    }

    private List<Evidence> hold() {
        List<Evidence> refused = refused(Side.CLOUD, BgpNotification.UNACCEPTABLE_HOLD_TIME);
        if (!refused.isEmpty() || !history.isUp()) {
            return refused;
        }
        return history.last(frame -> frame.kind() == Kind.OPEN
                        && frame.open().filter(open -> open.holdSeconds() == 0).isPresent())
                .map(open -> Evidence.message(
                        open, open.text() + ", from the " + open.sender().text()))
                .map(List::of)
                .orElse(List.of());
    }
}
