package dev.censim.proto.ikev1;

import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.wire.Malformed;
import dev.censim.wire.ikev1.NotifyMessage;

/** A message that this end does not accept, as the notify that says so (RFC 2408 section 3.14.1). */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int notifyType;
    private final IkeRefusal refusal;

    Refused(int notifyType, IkeRefusal refusal) {
        super("notify " + notifyType, null, false, false);
        this.notifyType = notifyType;
        this.refusal = refusal;
    }

    static Refused proposal() {
        return new Refused(NotifyMessage.NO_PROPOSAL_CHOSEN, IkeRefusal.NO_PROPOSAL_CHOSEN);
    }

    /** The peer is, or asks for, another one than is configured. */
    static Refused id() {
        return new Refused(NotifyMessage.INVALID_ID_INFORMATION, IkeRefusal.INVALID_ID);
    }

    /** The client IDs of quick mode are not those that are configured. */
    static Refused clientIds() {
        return new Refused(NotifyMessage.INVALID_ID_INFORMATION, IkeRefusal.TS_UNACCEPTABLE);
    }

    /** A Diffie-Hellman value of another group or out of range. */
    static Refused key() {
        return new Refused(NotifyMessage.INVALID_KEY_INFORMATION, IkeRefusal.INVALID_KE_PAYLOAD);
    }

    /** HASH_I or HASH_R does not prove the pre-shared key. */
    static Refused authentication() {
        return new Refused(NotifyMessage.AUTHENTICATION_FAILED, IkeRefusal.AUTHENTICATION_FAILED);
    }

    /** An encrypted message of phase 1 cannot be read: as a rule the pre-shared keys differ (RFC 2409 section 5.4). */
    static Refused unreadable() {
        return new Refused(NotifyMessage.PAYLOAD_MALFORMED, IkeRefusal.UNDECRYPTABLE);
    }

    static Refused missing() {
        return new Refused(NotifyMessage.PAYLOAD_MALFORMED, IkeRefusal.MISSING_PAYLOAD);
    }

    static Refused unexpected() {
        return new Refused(NotifyMessage.PAYLOAD_MALFORMED, IkeRefusal.UNEXPECTED_PAYLOAD);
    }

    static Refused of(Malformed malformed) {
        return new Refused(malformed.code(), IkeRefusal.INVALID_SYNTAX);
    }

    int notifyType() {
        return notifyType;
    }

    IkeRefusal refusal() {
        return refusal;
    }

    IkeOutput.Failed failed(IkeExchange exchange) {
        return new IkeOutput.Failed(refusal, exchange, false);
    }

    /** What the peer means by an error notify. */
    static IkeRefusal told(int notifyType, IkeExchange exchange) {
        boolean isQuick = exchange == IkeExchange.QUICK_MODE;
        return switch (notifyType) {
            case NotifyMessage.NO_PROPOSAL_CHOSEN, NotifyMessage.BAD_PROPOSAL_SYNTAX -> IkeRefusal.NO_PROPOSAL_CHOSEN;
            case NotifyMessage.INVALID_ID_INFORMATION -> isQuick ? IkeRefusal.TS_UNACCEPTABLE : IkeRefusal.INVALID_ID;
            case NotifyMessage.AUTHENTICATION_FAILED -> IkeRefusal.AUTHENTICATION_FAILED;
            case NotifyMessage.INVALID_HASH_INFORMATION -> IkeRefusal.INVALID_HASH;
            case NotifyMessage.INVALID_KEY_INFORMATION -> IkeRefusal.INVALID_KE_PAYLOAD;
            case NotifyMessage.INVALID_EXCHANGE_TYPE -> IkeRefusal.INVALID_EXCHANGE_TYPE;
            case NotifyMessage.INVALID_MAJOR_VERSION -> IkeRefusal.INVALID_MAJOR_VERSION;
            case NotifyMessage.PAYLOAD_MALFORMED, NotifyMessage.INVALID_PAYLOAD_TYPE ->
                exchange == IkeExchange.MAIN_MODE ? IkeRefusal.UNDECRYPTABLE : IkeRefusal.INVALID_SYNTAX;
            default -> IkeRefusal.OTHER;
        };
    }
}
