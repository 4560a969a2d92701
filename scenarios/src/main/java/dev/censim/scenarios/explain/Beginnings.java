package dev.censim.scenarios.explain;

import dev.censim.facts.CloseCause;
import dev.censim.facts.IkeFailure;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.scenarios.explain.message.IkeFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tunnel that is down without anything to blame: nobody has begun, it is being negotiated, or it ran out. */
final class Beginnings {

    private final History history;

    Beginnings(History history) {
        this.history = history;
    }

    Diagnosis diagnosis() {
        long since = history.lastUp();
        Optional<IkeFailed> refused = history.last(
                IkeFailed.class, failed -> failed.at() > since && failed.cause() != IkeFailure.NO_RESPONSE);
        Optional<IkeFrame> last =
                history.frames().stream().filter(frame -> frame.at() > since).reduce((earlier, later) -> later);
        if (refused.isPresent()) {
            return refused(refused.get());
        }
        Optional<ChildSaClosed> expired = history.last(
                ChildSaClosed.class, closed -> closed.at() >= since && closed.cause() == CloseCause.EXPIRED);
        if (expired.isPresent()) {
            return Troubles.trouble(
                    Code.NEGOTIATION_FAILED,
                    Severity.CRITICAL,
                    "the SA's lifetime ended before a new one was there",
                    List.of(Evidence.event(expired.get().at(), "child SA closed: lifetime expired")),
                    "negotiate again; see why it was not rekeyed in time");
        }
        return last.map(this::underWay).orElseGet(this::notBegun);
    }

    /** The ends agree and one refused all the same: the vendor's diagnosis can say no more either. */
    private Diagnosis refused(IkeFailed failure) {
        Code code = switch (failure.cause()) {
            case NO_PROPOSAL_CHOSEN, INVALID_KE_PAYLOAD -> Code.PROPOSAL_MISMATCH;
            case UNDECRYPTABLE, INVALID_HASH, MISSING_PAYLOAD, AUTHENTICATION_FAILED -> Code.ALGORITHM_MISMATCH;
            case UNSUPPORTED_CRITICAL_PAYLOAD -> Code.PEER_MISMATCH;
            default -> Code.NEGOTIATION_FAILED;
        };
        return Troubles.trouble(
                code,
                Severity.CRITICAL,
                "the negotiation was refused although the two ends are configured alike",
                new Exhibits(history).of(failure),
                "look at the capture of the run (--pcap)");
    }

    private Diagnosis underWay(IkeFrame last) {
        return Troubles.trouble(
                Code.NO_EXCEPTION_FOUND,
                Severity.NORMAL,
                "the negotiation is under way",
                List.of(Evidence.message(
                        last, last.words() + " from the " + last.sender().text())),
                "ask again a little later");
    }

    private Diagnosis notBegun() {
        boolean begins = history.subject.tunnel().cloud().initiates()
                || history.subject.tunnel().customer().initiates();
        List<Evidence> evidence = new ArrayList<>(Troubles.faults(history));
        String why = begins
                ? "the end that initiates has not begun yet"
                : "neither end initiates (Apply Immediately is No), and no traffic has asked for the tunnel";
        return Troubles.trouble(
                Code.NO_EXCEPTION_FOUND,
                Severity.NORMAL,
                "the negotiation has not started: " + why,
                evidence,
                begins ? "ask again a little later" : "send traffic, or set effectImmediately: true at the connection");
    }
}
