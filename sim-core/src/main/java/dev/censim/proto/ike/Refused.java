package dev.censim.proto.ike;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;

/** A request or an answer that this end does not accept, as the error notify that says so (RFC 7296 section 2.21). */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int notifyType;
    private final transient Octets data;

    Refused(int notifyType, Octets data) {
        super("notify " + notifyType, null, false, false);
        this.notifyType = notifyType;
        this.data = data;
    }

    Refused(int notifyType) {
        this(notifyType, Octets.EMPTY);
    }

    static Refused syntax() {
        return new Refused(NotifyType.INVALID_SYNTAX);
    }

    /** What cannot be read, as its decoder says. */
    static Refused of(Malformed malformed) {
        boolean isCritical = malformed.code() == NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD;
        return new Refused(
                malformed.code(), isCritical ? Octets.of(new byte[] {(byte) malformed.subcode()}) : Octets.EMPTY);
    }

    /** Whether a negotiation has failed; otherwise the peer will try again or there was nothing to negotiate. */
    boolean isFinal() {
        return cause() != IkeRefusal.OTHER && notifyType != NotifyType.INVALID_KE_PAYLOAD;
    }

    Payload.Notify notification() {
        return Payload.Notify.of(notifyType, data);
    }

    int notifyType() {
        return notifyType;
    }

    IkeRefusal cause() {
        return cause(notifyType);
    }

    static IkeRefusal cause(int notifyType) {
        return switch (notifyType) {
            case NotifyType.AUTHENTICATION_FAILED -> IkeRefusal.AUTHENTICATION_FAILED;
            case NotifyType.NO_PROPOSAL_CHOSEN -> IkeRefusal.NO_PROPOSAL_CHOSEN;
            case NotifyType.TS_UNACCEPTABLE -> IkeRefusal.TS_UNACCEPTABLE;
            case NotifyType.INVALID_KE_PAYLOAD -> IkeRefusal.INVALID_KE_PAYLOAD;
            case NotifyType.INVALID_SYNTAX -> IkeRefusal.INVALID_SYNTAX;
            default -> IkeRefusal.OTHER;
        };
    }
}
