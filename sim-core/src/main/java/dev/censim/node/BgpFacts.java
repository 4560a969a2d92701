package dev.censim.node;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.proto.bgp.BgpSession;
import dev.censim.proto.bgp.Reason;

/** What BGP tells of itself, in the words of facts. */
final class BgpFacts {

    private BgpFacts() {}

    static BgpState state(BgpSession.State state) {
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
            case ADMIN_SHUTDOWN -> BgpCause.STOPPED;
            case ADMIN_RESET -> BgpCause.ADMINISTRATIVE_RESET;
        };
    }
}
