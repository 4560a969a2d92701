package dev.censim.scenarios.explain;

import dev.censim.facts.IkeExchange;
import dev.censim.facts.Side;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import dev.censim.wire.ike.IkeHeader;
import java.util.Optional;

/**
 * An IKE message as an observer between the gateways sees it: its header, which both versions share and never encrypt.
 *
 * @param number in the order of the capture, from 1
 * @param at when it was put on the path
 * @param exchange as its header says; CREATE_CHILD_SA whatever its purpose, which is encrypted
 * @param isFromInitiator of the IKE SA; told by IKEv2 only
 * @param isResponse told by IKEv2 only
 */
record IkeFrame(
        int number,
        long at,
        Side sender,
        int majorVersion,
        IkeExchange exchange,
        long spiInitiator,
        long spiResponder,
        int messageId,
        boolean isFromInitiator,
        boolean isResponse) {

    private static final int IKE_PORT = 500;
    private static final int NAT_TRAVERSAL_PORT = 4500;

    /** RFC 3948 section 2.2. */
    private static final int NON_ESP_MARKER = 4;

    private static final int VERSION_1 = 1;

    /**
     * What a captured packet is for a tunnel; empty when it is no IKE message of that tunnel.
     *
     * @param gateway the outer address of the cloud's end, which no other tunnel has
     */
    static Optional<IkeFrame> of(int number, long at, byte[] packet, int gateway) {
        boolean isFromCloud = Ipv4Header.source(packet, 0) == gateway;
        boolean isOurs = isFromCloud || Ipv4Header.destination(packet, 0) == gateway;
        if (!isOurs || Ipv4Header.protocol(packet, 0) != IpProtocol.UDP) {
            return Optional.empty();
        }
        int udp = Ipv4Header.headerLength(packet, 0);
        int message = udp + UdpHeader.LENGTH;
        int source = UdpHeader.sourcePort(packet, udp);
        int destination = UdpHeader.destinationPort(packet, udp);
        boolean isMarked = source == NAT_TRAVERSAL_PORT || destination == NAT_TRAVERSAL_PORT;
        if (!isMarked && source != IKE_PORT && destination != IKE_PORT) {
            return Optional.empty();
        }
        int header = isMarked ? message + NON_ESP_MARKER : message;
        if (packet.length < header + IkeHeader.LENGTH || isMarked && !isZero(packet, message)) {
            return Optional.empty();
        }
        return exchange(IkeHeader.exchangeType(packet, header))
                .map(exchange -> of(number, at, packet, header, exchange, isFromCloud ? Side.CLOUD : Side.CUSTOMER));
    }

    private static IkeFrame of(int number, long at, byte[] packet, int header, IkeExchange exchange, Side sender) {
        return new IkeFrame(
                number,
                at,
                sender,
                IkeHeader.majorVersion(packet, header),
                exchange,
                IkeHeader.spiInitiator(packet, header),
                IkeHeader.spiResponder(packet, header),
                IkeHeader.messageId(packet, header),
                IkeHeader.fromInitiator(packet, header),
                IkeHeader.isResponse(packet, header));
    }

    private static boolean isZero(byte[] packet, int at) {
        return (packet[at] | packet[at + 1] | packet[at + 2] | packet[at + 3]) == 0;
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

    /** Whether a negotiation begins with it: the peer has not named its SPI yet. */
    boolean isFirst() {
        return spiResponder == 0
                && !isResponse
                && (exchange == IkeExchange.IKE_SA_INIT
                        || exchange == IkeExchange.MAIN_MODE
                        || exchange == IkeExchange.AGGRESSIVE_MODE);
    }

    /** Whether this is the same message as another, sent once more. */
    boolean repeats(IkeFrame other) {
        return sender == other.sender
                && exchange == other.exchange
                && spiInitiator == other.spiInitiator
                && spiResponder == other.spiResponder
                && messageId == other.messageId
                && isResponse == other.isResponse;
    }

    /** Whether this is the response to a request; IKEv2 only. */
    boolean answers(IkeFrame request) {
        return isResponse
                && !request.isResponse
                && request.sender != sender
                && request.exchange == exchange
                && request.spiInitiator == spiInitiator
                && request.messageId == messageId;
    }

    /** {@code IKE_AUTH request}; IKEv1 has no such bit. */
    String words() {
        if (majorVersion == VERSION_1) {
            return exchange.text() + " message";
        }
        return exchange.text() + (isResponse ? " response" : " request");
    }
}
