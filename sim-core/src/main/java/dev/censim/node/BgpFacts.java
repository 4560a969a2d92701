package dev.censim.node;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.BgpSession;
import dev.censim.proto.bgp.Reason;
import dev.censim.proto.bgp.SpeakerOutput;

/** What BGP tells of itself, in the words of facts. */
final class BgpFacts {

    private BgpFacts() {}

    /** @param session its number in the whole network, which the output does not know; likewise below */
    static NetworkFact of(BgpTransport.Output.Moved moved, long at, GatewayConfig gateway, int session) {
        return new NetworkFact.BgpMoved(
                at, gateway.id(), session, gateway.side(), state(moved.from()), state(moved.to()), moved.cause());
    }

    static void note(SpeakerOutput.RoutesReceived routes, GatewayConfig gateway, int session, Turn turn) {
        int asPathLength = routes.attributes().asPath().length();
        for (Prefix prefix : routes.prefixes()) {
            turn.note(new NetworkFact.BgpRouteReceived(
                    turn.now(), gateway.id(), session, gateway.side(), prefix, asPathLength));
        }
    }

    static void note(SpeakerOutput.RoutesWithdrawn routes, GatewayConfig gateway, int session, Turn turn) {
        for (Prefix prefix : routes.prefixes()) {
            turn.note(new NetworkFact.BgpRouteWithdrawn(turn.now(), gateway.id(), session, gateway.side(), prefix));
        }
    }

    private static BgpState state(BgpSession.State state) {
        return switch (state) {
            case IDLE -> BgpState.IDLE;
            case CONNECT -> BgpState.CONNECT;
            case ACTIVE -> BgpState.ACTIVE;
            case OPEN_SENT -> BgpState.OPEN_SENT;
            case OPEN_CONFIRM -> BgpState.OPEN_CONFIRM;
            case ESTABLISHED -> BgpState.ESTABLISHED;
        };
    }

    static BgpCause cause(Reason reason) {
        return switch (reason) {
            case ADMIN_START, AUTOMATIC_START, TCP_CONNECTED, OPEN_RECEIVED, KEEPALIVE_RECEIVED -> BgpCause.PROGRESS;
            case CONNECT_RETRY_EXPIRED -> BgpCause.CONNECTION_FAILED;
            case TCP_FAILED -> BgpCause.CONNECTION_LOST;
            case HOLD_TIMER_EXPIRED -> BgpCause.HOLD_TIMER_EXPIRED;
            case NOTIFICATION_RECEIVED -> BgpCause.NOTIFICATION_RECEIVED;
            case MESSAGE_HEADER_ERROR,
                    BAD_PEER_AS,
                    OPEN_MESSAGE_ERROR,
                    UPDATE_MESSAGE_ERROR,
                    FSM_ERROR,
                    COLLISION,
                    TOO_MANY_PREFIXES -> BgpCause.NOTIFICATION_SENT;
            case ADMIN_SHUTDOWN -> BgpCause.ADMINISTRATIVE_SHUTDOWN;
            case ADMIN_RESET -> BgpCause.ADMINISTRATIVE_RESET;
            case BFD_DOWN -> BgpCause.BFD_DOWN;
        };
    }
}
