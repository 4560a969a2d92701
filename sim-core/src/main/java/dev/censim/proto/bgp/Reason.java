package dev.censim.proto.bgp;

/** Why a session changed its state. */
public enum Reason {
    /** An operator started it. */
    ADMIN_START,
    /** It restarted by itself after the idle-hold time, RFC 4271 section 8.1.1. */
    AUTOMATIC_START,
    CONNECT_RETRY_EXPIRED,
    TCP_CONNECTED,
    TCP_FAILED,
    OPEN_RECEIVED,
    KEEPALIVE_RECEIVED,
    /** Nothing was heard for the hold time; we sent NOTIFICATION 4/0. */
    HOLD_TIMER_EXPIRED,
    /** The peer ended the session. */
    NOTIFICATION_RECEIVED,
    /** We sent NOTIFICATION 1. */
    MESSAGE_HEADER_ERROR,
    /** The peer is not the AS that it should be; we sent NOTIFICATION 2/2. */
    BAD_PEER_AS,
    /** We sent NOTIFICATION 2 with another subcode. */
    OPEN_MESSAGE_ERROR,
    /** We sent NOTIFICATION 3. */
    UPDATE_MESSAGE_ERROR,
    /** A message that the state does not allow; we sent NOTIFICATION 5. */
    FSM_ERROR,
    /** Another connection to the same peer was kept instead, RFC 4271 section 6.8; we sent Cease 6/7 if there was a connection. */
    COLLISION,
    /** The peer announced more prefixes than it may; we sent Cease 6/1. */
    TOO_MANY_PREFIXES,
    /** An operator stopped it; we sent Cease 6/2. */
    ADMIN_SHUTDOWN,
    /** An operator reset it; we sent Cease 6/4. */
    ADMIN_RESET,
    /** BFD found the path to the peer failed, RFC 5882 section 10.2; we sent Cease 6/10. */
    BFD_DOWN;

    /** What became of a session that was ended by a NOTIFICATION of ours. */
    static Reason ofError(int code, int subcode) {
        return switch (code) {
            case 1 -> MESSAGE_HEADER_ERROR;
            case 2 -> subcode == 2 ? BAD_PEER_AS : OPEN_MESSAGE_ERROR;
            case 3 -> UPDATE_MESSAGE_ERROR;
            default -> FSM_ERROR;
        };
    }
}
