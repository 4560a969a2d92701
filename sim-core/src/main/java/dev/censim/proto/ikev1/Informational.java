package dev.censim.proto.ikev1;

import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.Deletion;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.Notification;
import dev.censim.wire.ikev1.NotifyMessage;
import java.util.List;

/** Informational exchanges, one message without an answer each: RFC 2409 section 5.7, RFC 2408 sections 3.14 and 3.15, RFC 3706. */
final class Informational {

    private static final int SEQUENCE_LENGTH = 4;

    private Informational() {}

    // ---- from the peer

    static void received(IsakmpSa sa, IsakmpMessage message, Turn turn) {
        Ikev1Keys keys = sa.keys();
        if (!message.isEncrypted()) {
            inTheClear(sa, message, turn);
        } else if (keys == null) {
            turn.discard(IkeDiscard.UNEXPECTED);
        } else if (sa.messageIds().contains(message.messageId())) {
            turn.discard(IkeDiscard.OUT_OF_WINDOW);
        } else {
            sealed(sa, message, keys, turn);
        }
    }

    /** Nothing in the clear is believed once there is an SA; before, it may say why there will be none. */
    private static void inTheClear(IsakmpSa sa, IsakmpMessage message, Turn turn) {
        if (sa.state() != IsakmpSa.State.NEGOTIATING) {
            turn.discard(IkeDiscard.NOT_AUTHENTIC);
            return;
        }
        try {
            Payloads payloads = Payloads.read(message.nextPayload(), message.body());
            for (Octets body : payloads.bodies(IsakmpPayload.NOTIFY)) {
                Notification notification = Notification.read(body);
                if (notification.isError()) {
                    sa.fail(told(notification, PhaseOne.exchange(sa.mode())), turn);
                    return;
                }
            }
        } catch (Malformed e) {
            turn.discard(IkeDiscard.MALFORMED);
        }
    }

    private static void sealed(IsakmpSa sa, IsakmpMessage message, Ikev1Keys keys, Turn turn) {
        int id = message.messageId();
        try {
            Payloads payloads = EncryptedBody.open(message, keys, Ikev1KeySchedule.iv(keys, sa.lastBlock(), id));
            Octets expected = Ikev1KeySchedule.hash1(keys, id, payloads.behindFirst());
            if (payloads.leadingHash().filter(expected::equals).isEmpty()) {
                turn.discard(IkeDiscard.NOT_AUTHENTIC);
                return;
            }
            sa.messageIds().add(id);
            for (IsakmpPayload payload : payloads.all()) {
                if (payload.type() == IsakmpPayload.NOTIFY) {
                    notified(sa, Notification.read(payload.body()), turn);
                } else if (payload.type() == IsakmpPayload.DELETE) {
                    sa.fresh(turn);
                    deleted(sa, Deletion.read(payload.body()), turn);
                }
            }
        } catch (Malformed e) {
            turn.discard(IkeDiscard.NOT_AUTHENTIC);
        }
    }

    private static void notified(IsakmpSa sa, Notification notification, Turn turn) {
        boolean isAcknowledgement = notification.type() == NotifyMessage.R_U_THERE_ACK;
        if (isAcknowledgement || notification.type() == NotifyMessage.R_U_THERE) {
            if (!notification.spi().equals(sa.cookies().spi())
                    || notification.data().length() != SEQUENCE_LENGTH) {
                turn.discard(IkeDiscard.UNEXPECTED);
            } else if (isAcknowledgement) {
                acknowledged(sa, (int) notification.data().toLong(), turn);
            } else {
                sa.fresh(turn);
                turn.note(new IkeOutput.Alive(false));
                send(sa, List.of(liveness(sa, NotifyMessage.R_U_THERE_ACK, notification.data())), turn);
            }
            return;
        }
        sa.fresh(turn);
        if (notification.type() == NotifyMessage.INITIAL_CONTACT) {
            turn.endpoint().initialContact(sa, turn);
        } else if (notification.isError()) {
            refused(sa, notification, turn);
        }
    }

    /** An ACK of another question proves nothing (RFC 3706 section 5.4). */
    private static void acknowledged(IsakmpSa sa, int sequence, Turn turn) {
        DeadPeerDetection dpd = sa.dpd();
        if (dpd == null || !dpd.isAnsweredBy(sequence)) {
            turn.discard(IkeDiscard.UNEXPECTED);
            return;
        }
        sa.fresh(turn);
        turn.note(new IkeOutput.Alive(true));
    }

    private static void refused(IsakmpSa sa, Notification notification, Turn turn) {
        if (sa.state() == IsakmpSa.State.NEGOTIATING) {
            sa.fail(told(notification, PhaseOne.exchange(sa.mode())), turn);
        } else if (!sa.quickModes().refused(sa, notification, told(notification, IkeExchange.QUICK_MODE), turn)) {
            turn.note(told(notification, PhaseOne.exchange(sa.mode())));
        }
    }

    private static IkeOutput.Failed told(Notification notification, IkeExchange exchange) {
        return new IkeOutput.Failed(Refused.told(notification.type(), exchange), exchange, true);
    }

    private static void deleted(IsakmpSa sa, Deletion deletion, Turn turn) {
        for (Octets spi : deletion.spis()) {
            if (deletion.protocol() == IsakmpProposal.ESP && spi.length() == 4) {
                turn.phaseTwoSas().deletedByPeer((int) spi.toLong(), turn);
            } else if (deletion.protocol() == IsakmpProposal.ISAKMP && spi.length() == 16) {
                turn.endpoint().deletedByPeer(spi, turn);
            }
        }
    }

    // ---- to the peer

    static void areYouThere(IsakmpSa sa, int sequence, Turn turn) {
        send(sa, List.of(liveness(sa, NotifyMessage.R_U_THERE, Octets.ofInt(sequence))), turn);
    }

    private static IsakmpPayload liveness(IsakmpSa sa, int type, Octets sequence) {
        return notify(new Notification(IsakmpProposal.ISAKMP, sa.cookies().spi(), type, sequence));
    }

    /** A quick mode that is not accepted, by the SPI that the peer gave. */
    static void refuseQuickMode(IsakmpSa sa, int notifyType, int spi, Turn turn) {
        Octets about = spi == 0 ? Octets.EMPTY : Octets.ofInt(spi);
        send(sa, List.of(notify(new Notification(IsakmpProposal.ESP, about, notifyType, Octets.EMPTY))), turn);
    }

    /** A phase 1 that this end does not accept, of which the peer has the keys. */
    static void refusePeer(IsakmpSa sa, int notifyType, Turn turn) {
        send(
                sa,
                List.of(notify(
                        new Notification(IsakmpProposal.ISAKMP, sa.cookies().spi(), notifyType, Octets.EMPTY))),
                turn);
    }

    static void deleteIsakmpSa(IsakmpSa sa, Turn turn) {
        send(
                sa,
                List.of(delete(
                        new Deletion(IsakmpProposal.ISAKMP, List.of(sa.cookies().spi())))),
                turn);
    }

    /** @param spiIn by which this end receives */
    static void deleteEspSa(IsakmpSa sa, int spiIn, Turn turn) {
        send(sa, List.of(delete(new Deletion(IsakmpProposal.ESP, List.of(Octets.ofInt(spiIn))))), turn);
    }

    private static IsakmpPayload notify(Notification notification) {
        return new IsakmpPayload(IsakmpPayload.NOTIFY, notification.body());
    }

    private static IsakmpPayload delete(Deletion deletion) {
        return new IsakmpPayload(IsakmpPayload.DELETE, deletion.body());
    }

    private static void send(IsakmpSa sa, List<IsakmpPayload> payloads, Turn turn) {
        Ikev1Keys keys = sa.requiredKeys();
        int id = sa.newMessageId(turn);
        List<IsakmpPayload> hashed = Payloads.behindHash(payloads, rest -> Ikev1KeySchedule.hash1(keys, id, rest));
        Octets body = EncryptedBody.seal(hashed, keys, Ikev1KeySchedule.iv(keys, sa.lastBlock(), id));
        turn.send(
                sa.encode(ExchangeType.INFORMATIONAL, true, id, hashed, body),
                sa.peerPath().path());
    }
}
