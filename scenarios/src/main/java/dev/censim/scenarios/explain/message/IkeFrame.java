package dev.censim.scenarios.explain.message;

import dev.censim.facts.IkeExchange;
import dev.censim.facts.Side;
import dev.censim.scenarios.explain.message.Item.Kind;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An IKE message as an observer between the gateways sees it.
 *
 * @param number in the order of the capture, from 1
 * @param at when it was put on the path
 * @param exchange as its header says; CREATE_CHILD_SA whatever its purpose
 * @param spiInitiator of IKEv1 the cookie, as the other one
 * @param isResponse told by IKEv2 only
 * @param ordinal its place among the messages of its exchange, from 1; counted for IKEv1, which names its messages by it
 * @param octets as they were sent, without the non-ESP marker
 */
public record IkeFrame(
        int number,
        long at,
        Side sender,
        int majorVersion,
        IkeExchange exchange,
        long spiInitiator,
        long spiResponder,
        int messageId,
        boolean isResponse,
        int ordinal,
        Reading reading,
        Octets octets) {

    private static final int VERSION_1 = 1;
    private static final int FLAG_ENCRYPTION = 0x01;

    /** Empty when it is of an exchange that is not spoken here. */
    static Optional<IkeFrame> of(Datagram datagram, int ordinal, Reading reading) {
        byte[] b = datagram.octets().bytes();
        return exchange(IkeHeader.exchangeType(b, 0))
                .map(exchange -> new IkeFrame(
                        datagram.number(),
                        datagram.at(),
                        datagram.sender(),
                        IkeHeader.majorVersion(b, 0),
                        exchange,
                        IkeHeader.spiInitiator(b, 0),
                        IkeHeader.spiResponder(b, 0),
                        IkeHeader.messageId(b, 0),
                        IkeHeader.isResponse(b, 0),
                        ordinal,
                        reading,
                        datagram.octets()));
    }

    /** RFC 2408 section 3.1, RFC 2409 appendix A, RFC 7296 section 3.1. */
    private static Optional<IkeExchange> exchange(int type) {
        return switch (type) {
            case 2 -> Optional.of(IkeExchange.MAIN_MODE);
            case 4 -> Optional.of(IkeExchange.AGGRESSIVE_MODE);
            case 5, 37 -> Optional.of(IkeExchange.INFORMATIONAL);
            case 32 -> Optional.of(IkeExchange.QUICK_MODE);
            case 34 -> Optional.of(IkeExchange.IKE_SA_INIT);
            case 35 -> Optional.of(IkeExchange.IKE_AUTH);
            case 36 -> Optional.of(IkeExchange.CREATE_CHILD_SA);
            default -> Optional.empty();
        };
    }

    /** The same message, sent once more. */
    IkeFrame again(Datagram repetition) {
        return new IkeFrame(
                repetition.number(),
                repetition.at(),
                sender,
                majorVersion,
                exchange,
                spiInitiator,
                spiResponder,
                messageId,
                isResponse,
                ordinal,
                reading,
                octets);
    }

    public boolean isVersion1() {
        return majorVersion == VERSION_1;
    }

    /** Whether it is of an exchange that makes an IKE SA. */
    public boolean isOfPhase1() {
        return switch (exchange) {
            case IKE_SA_INIT, IKE_AUTH, MAIN_MODE, AGGRESSIVE_MODE -> true;
            default -> false;
        };
    }

    /** Whether a negotiation begins with it: the peer has not named its SPI yet. */
    public boolean isFirst() {
        return spiResponder == 0 && !isResponse && isOfPhase1();
    }

    /** Whether this is the same message as another, sent once more: to the octet (RFC 7296 section 2.1, RFC 2409 section 5). */
    public boolean repeats(IkeFrame other) {
        return sender == other.sender && octets.equals(other.octets);
    }

    /** Whether this is the response to a request; IKEv2 only. */
    public boolean answers(IkeFrame request) {
        return isResponse
                && !request.isResponse
                && request.sender != sender
                && request.exchange == exchange
                && request.spiInitiator == spiInitiator
                && request.messageId == messageId;
    }

    /** Whether dead peer detection is all that it is for. */
    public boolean isProbe() {
        return !reading.items().isEmpty() && reading.items().stream().allMatch(item -> item.kind() == Kind.PROBE);
    }

    /** What it carries of a kind. */
    public List<Item> items(Kind kind) {
        return reading.items().stream().filter(item -> item.kind() == kind).toList();
    }

    /** {@code IKE_AUTH request}, {@code main mode message 3}, {@code informational}. */
    public String words() {
        if (!isVersion1()) {
            return exchange.text() + (isResponse ? " response" : " request");
        }
        return exchange == IkeExchange.INFORMATIONAL ? "informational" : exchange.text() + " message " + ordinal;
    }

    /** What it carries, as far as a story tells it: {@code notify NO_PROPOSAL_CHOSEN}; empty when that is nothing. */
    public String content() {
        return reading.items().stream().filter(Item::isTold).map(Item::text).collect(Collectors.joining(", "));
    }

    /** Its words, and what it carries: {@code informational: R-U-THERE}. */
    public String told() {
        if (!content().isEmpty()) {
            return words() + ": " + content();
        }
        if (exchange != IkeExchange.INFORMATIONAL || reading.isReadable()) {
            return words();
        }
        return words() + (isEncrypted() ? ", encrypted" : ", unreadable");
    }

    /** RFC 2408 section 3.1, RFC 7296 section 3.14. */
    private boolean isEncrypted() {
        byte[] b = octets.bytes();
        return isVersion1()
                ? (IkeHeader.flags(b, 0) & FLAG_ENCRYPTION) != 0
                : IkeHeader.nextPayload(b, 0) == Payload.SK;
    }
}
