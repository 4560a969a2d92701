package dev.censim.scenarios.explain;

import dev.censim.facts.IkeExchange;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.Side;
import dev.censim.scenarios.explain.message.IkeFrame;
import dev.censim.scenarios.explain.message.Item.Kind;
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
                                + failure.cause().text(failure.exchange()))));
        answer(failure)
                .ifPresentOrElse(
                        frame -> evidence.add(Evidence.message(
                                frame, frame.words() + " from the " + finder.text() + ": " + frame.content())),
                        () -> evidence.add(Evidence.event(
                                failure.at(), "the " + finder.text() + " drops it and answers nothing")));
        return evidence;
    }

    /** {@code IKE_AUTH response from the cloud: notify AUTHENTICATION_FAILED}. */
    static String told(IkeFrame frame) {
        return frame.words() + " from the " + frame.sender().text() + ": " + frame.content();
    }

    /** The message that an end has just got: the request that it answers, or else the peer's last one of that exchange. */
    private Optional<IkeFrame> before(IkeFailed failure, Side sender) {
        Optional<IkeFrame> answer = answer(failure).filter(IkeFrame::isResponse);
        return history.frames().stream()
                .filter(frame -> frame.at() < failure.at()
                        && frame.sender() == sender
                        && isOf(failure, frame)
                        && answer.filter(response -> !response.answers(frame)).isEmpty())
                .reduce((earlier, later) -> later);
    }

    /** What does not fit an end's version or mode is of an exchange that this end does not know. */
    private static boolean isOf(IkeFailed failure, IkeFrame frame) {
        return switch (failure.cause()) {
            case INVALID_MAJOR_VERSION, INVALID_EXCHANGE_TYPE -> frame.isOfPhase1();
            default -> frame.exchange() == onWire(failure.exchange());
        };
    }

    /** What an end sends at the instant at which it finds a failure says so. */
    private Optional<IkeFrame> answer(IkeFailed failure) {
        return history.frames().stream()
                .filter(frame -> frame.at() == failure.at()
                        && frame.sender() == failure.side()
                        && !frame.items(Kind.REFUSAL).isEmpty())
                .findFirst();
    }

    private static IkeExchange onWire(IkeExchange exchange) {
        boolean isRekeying = exchange == IkeExchange.REKEY_CHILD_SA || exchange == IkeExchange.REKEY_IKE_SA;
        return isRekeying ? IkeExchange.CREATE_CHILD_SA : exchange;
    }
}
