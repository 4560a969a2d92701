package dev.censim.scenarios.explain;

import dev.censim.facts.IkeExchange;
import dev.censim.facts.Side;
import dev.censim.scenarios.explain.message.IkeFrame;
import dev.censim.scenarios.explain.message.Item;
import dev.censim.scenarios.explain.message.Item.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What messages of IKEv1 show of settings that are offered or announced and that nobody refuses: lifetimes (RFC 2407 section 4.5) and
 * NAT traversal (RFC 3947 section 3.1). IKEv2 has no such messages.
 */
final class Offers {

    private final History history;

    Offers(History history) {
        this.history = history;
    }

    /** The messages of the last negotiation that show it; empty when none does. */
    List<Evidence> of(Parameter parameter) {
        return switch (parameter) {
            case IKE_LIFETIME -> lifetime(IkeFrame::isOfPhase1);
            case IPSEC_LIFETIME -> lifetime(frame -> frame.exchange() == IkeExchange.QUICK_MODE);
            case NAT_TRAVERSAL -> withoutTraversal();
            default -> List.of();
        };
    }

    /** The offer, which is in the first message of an exchange. */
    private List<Evidence> lifetime(Predicate<IkeFrame> exchange) {
        return last(exchange.and(frame -> frame.ordinal() == 1))
                .map(frame -> Evidence.message(
                        frame, frame.words() + " from the " + frame.sender().text() + " offers " + duration(frame)))
                .map(List::of)
                .orElse(List.of());
    }

    private static String duration(IkeFrame frame) {
        List<Item> lifetimes = frame.items(Kind.LIFETIME);
        return lifetimes.isEmpty()
                ? "no life duration"
                : lifetimes.stream().map(Item::text).collect(Collectors.joining(", "));
    }

    /** Each end announces what it can in its first message. */
    private List<Evidence> withoutTraversal() {
        return Arrays.stream(Side.values())
                .flatMap(side -> last(frame -> frame.isOfPhase1() && frame.ordinal() <= 2 && frame.sender() == side)
                        .filter(frame ->
                                frame.items(Kind.NAT_TRAVERSAL_ANNOUNCED).isEmpty())
                        .stream())
                .map(frame -> Evidence.message(
                        frame,
                        frame.words() + " from the " + frame.sender().text()
                                + " is without the vendor ID of NAT traversal"))
                .toList();
    }

    private Optional<IkeFrame> last(Predicate<IkeFrame> condition) {
        return history.frames().stream()
                .filter(IkeFrame::isVersion1)
                .filter(condition)
                .reduce((earlier, later) -> later);
    }
}
