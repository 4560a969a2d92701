package dev.censim.scenarios.explain;

import dev.censim.facts.IkeExchange;
import dev.censim.facts.IkeFailure;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages that show a failure: the one in which an end found it, and the one in which it said so. */
final class Exhibits {

    private final History history;

    Exhibits(History history) {
        this.history = history;
    }

    /** @param failure as the end noted it that found it */
    List<Evidence> of(IkeFailed failure) {
        Side finder = failure.side();
        Side sender = finder.other();
        List<Evidence> evidence = new ArrayList<>();
        before(failure, sender)
                .ifPresent(frame -> evidence.add(Evidence.message(
                        frame,
                        frame.words() + " from the " + sender.text() + ", in which the " + finder.text() + " finds: "
                                + failure.cause().text())));
        answer(failure)
                .ifPresentOrElse(
                        frame -> evidence.add(Evidence.message(
                                frame, frame.words() + " from the " + finder.text() + ": notify " + told(failure))),
                        () -> evidence.add(Evidence.event(
                                failure.at(), "the " + finder.text() + " drops it and answers nothing")));
        return evidence;
    }

    /** The message that an end has just got: the request that it answers, or else the peer's last one of that exchange. */
    private Optional<IkeFrame> before(IkeFailed failure, Side sender) {
        Optional<IkeFrame> answer = answer(failure).filter(IkeFrame::isResponse);
        return history.frames().stream()
                .filter(frame -> frame.at() < failure.at()
                        && frame.sender() == sender
                        && frame.exchange() == onWire(failure.exchange())
                        && answer.filter(response -> !response.answers(frame)).isEmpty())
                .reduce((earlier, later) -> later);
    }

    /** What an end sends at the instant at which it finds a failure says so. */
    private Optional<IkeFrame> answer(IkeFailed failure) {
        return history.frames().stream()
                .filter(frame -> frame.at() == failure.at() && frame.sender() == failure.side())
                .findFirst();
    }

    /** What the peer read, when it has arrived; else what RFC 7296 section 2.21 makes of the cause. */
    private String told(IkeFailed failure) {
        return history.all(IkeFailed.class)
                .filter(other -> other.toldByPeer() && other.side() != failure.side() && other.at() >= failure.at())
                .findFirst()
                .map(other -> other.cause().text())
                .orElse(
                        failure.cause() == IkeFailure.INVALID_ID
                                ? IkeFailure.AUTHENTICATION_FAILED.text()
                                : failure.cause().text());
    }

    private static IkeExchange onWire(IkeExchange exchange) {
        boolean isRekeying = exchange == IkeExchange.REKEY_CHILD_SA || exchange == IkeExchange.REKEY_IKE_SA;
        return isRekeying ? IkeExchange.CREATE_CHILD_SA : exchange;
    }
}
