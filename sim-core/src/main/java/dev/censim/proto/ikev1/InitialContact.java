package dev.censim.proto.ikev1;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.Notification;
import dev.censim.wire.ikev1.NotifyMessage;
import java.util.Optional;

/** The notify that tells the peer that its sender knows of no other SA with it: RFC 2407 section 4.6.3.3. */
final class InitialContact {

    private InitialContact() {}

    /** For the last message that the initiator of an SA sends in phase 1. */
    static Optional<IsakmpPayload> of(IsakmpSa sa, Turn turn) {
        if (turn.endpoint().isEstablishedBeside(sa)) {
            return Optional.empty();
        }
        Notification notification = new Notification(
                IsakmpProposal.ISAKMP, sa.cookies().spi(), NotifyMessage.INITIAL_CONTACT, Octets.EMPTY);
        return Optional.of(new IsakmpPayload(IsakmpPayload.NOTIFY, notification.body()));
    }

    static boolean isIn(Payloads message) {
        return message.bodies(IsakmpPayload.NOTIFY).stream().anyMatch(InitialContact::isIt);
    }

    private static boolean isIt(Octets notification) {
        try {
            return Notification.read(notification).type() == NotifyMessage.INITIAL_CONTACT;
        } catch (Malformed e) {
            return false;
        }
    }
}
