package dev.censim.proto.ike;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;

/** A request or an answer that is not accepted, as the error notify that says so (RFC 7296 section 2.21). */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int notifyType;
    private final transient Octets data;
    private final IkeRefusal cause;
    private final boolean toldByPeer;

    private Refused(int notifyType, Octets data, IkeRefusal cause, boolean toldByPeer) {
        super("notify " + notifyType, null, false, false);
        this.notifyType = notifyType;
        this.data = data;
        this.cause = cause;
        this.toldByPeer = toldByPeer;
    }

    /** This end refuses. */
    Refused(int notifyType, Octets data) {
        this(notifyType, data, cause(notifyType), false);
    }

    Refused(int notifyType) {
        this(notifyType, Octets.EMPTY);
    }

    static Refused syntax() {
        return new Refused(NotifyType.INVALID_SYNTAX);
    }

    /** The peer is or asks for somebody else: to the peer no different from a wrong key (section 2.21.2). */
    static Refused id() {
        return new Refused(NotifyType.AUTHENTICATION_FAILED, Octets.EMPTY, IkeRefusal.INVALID_ID, false);
    }

    /** The peer refuses. */
    static Refused told(Payload.Notify error) {
        return new Refused(error.notifyType(), Octets.EMPTY, cause(error.notifyType()), true);
    }

    /** What cannot be read, as its decoder says. */
    static Refused of(Malformed malformed) {
        boolean isCritical = malformed.code() == NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD;
        return new Refused(
                malformed.code(), isCritical ? Octets.of(new byte[] {(byte) malformed.subcode()}) : Octets.EMPTY);
    }

    /** Whether a negotiation has failed; otherwise the peer will try again or there was nothing to negotiate. */
    boolean isFinal() {
        return cause != IkeRefusal.OTHER && notifyType != NotifyType.INVALID_KE_PAYLOAD;
    }

    Payload.Notify notification() {
        return Payload.Notify.of(notifyType, data);
    }

    int notifyType() {
        return notifyType;
    }

    IkeOutput.Failed failed(IkeExchange exchange) {
        return new IkeOutput.Failed(cause, exchange, toldByPeer);
    }

    private static IkeRefusal cause(int notifyType) {
        return switch (notifyType) {
            case NotifyType.AUTHENTICATION_FAILED -> IkeRefusal.AUTHENTICATION_FAILED;
            case NotifyType.NO_PROPOSAL_CHOSEN -> IkeRefusal.NO_PROPOSAL_CHOSEN;
            case NotifyType.TS_UNACCEPTABLE -> IkeRefusal.TS_UNACCEPTABLE;
            case NotifyType.INVALID_KE_PAYLOAD -> IkeRefusal.INVALID_KE_PAYLOAD;
            case NotifyType.INVALID_SYNTAX -> IkeRefusal.INVALID_SYNTAX;
            case NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD -> IkeRefusal.UNSUPPORTED_CRITICAL_PAYLOAD;
            case NotifyType.INVALID_MAJOR_VERSION -> IkeRefusal.INVALID_MAJOR_VERSION;
            default -> IkeRefusal.OTHER;
        };
    }
}
