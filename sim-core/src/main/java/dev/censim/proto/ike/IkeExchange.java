package dev.censim.proto.ike;

import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.Protocol;

/** In which exchange a negotiation failed: those of both versions, and CREATE_CHILD_SA by its purpose (RFC 7296 section 1.3). */
public enum IkeExchange {
    IKE_SA_INIT,
    IKE_AUTH,
    CREATE_CHILD_SA,
    /** CREATE_CHILD_SA with REKEY_SA. */
    REKEY_CHILD_SA,
    /** CREATE_CHILD_SA that offers an IKE SA. */
    REKEY_IKE_SA,
    /** Of both versions. */
    INFORMATIONAL,
    /** IKEv1, identity protection (RFC 2409 section 5). */
    MAIN_MODE,
    AGGRESSIVE_MODE,
    QUICK_MODE;

    static IkeExchange of(IkeMessage request) {
        return switch (request.exchange()) {
            case IKE_SA_INIT -> IKE_SA_INIT;
            case IKE_AUTH -> IKE_AUTH;
            case INFORMATIONAL -> INFORMATIONAL;
            case CREATE_CHILD_SA -> purposeOf(request);
        };
    }

    private static IkeExchange purposeOf(IkeMessage request) {
        boolean offersIkeSa = request.all(Payload.SecurityAssociation.class).stream()
                .flatMap(offer -> offer.proposals().stream())
                .anyMatch(proposal -> proposal.protocol() == Protocol.IKE);
        if (offersIkeSa) {
            return REKEY_IKE_SA;
        }
        return request.notify(NotifyType.REKEY_SA).isPresent() ? REKEY_CHILD_SA : CREATE_CHILD_SA;
    }
}
