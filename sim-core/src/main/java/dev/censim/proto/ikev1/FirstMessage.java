package dev.censim.proto.ikev1;

import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.NotifyMessage;
import java.util.List;
import java.util.Optional;

/** The message with which a peer begins phase 1, and what speaks against answering it. */
final class FirstMessage {

    /** Half-open SAs from which on nobody may begin another one. */
    private static final int CROWD = 16;

    private static final long PROMPT_REPEAT_NANOS = 1_000_000_000L;

    private FirstMessage() {}

    static void received(IsakmpMessage message, byte[] raw, Turn turn) {
        List<IsakmpSa> sas = turn.endpoint().sas();
        Optional<IsakmpSa> known = sas.stream()
                .filter(sa -> !sa.isInitiator() && sa.cookies().initiator() == message.cookieInitiator())
                .findFirst();
        Optional<IsakmpSa> stronger =
                sas.stream().filter(sa -> isStronger(sa, message, turn)).findFirst();
        if (message.exchange() != turn.endpoint().mode()) {
            ofOtherMode(message, turn);
        } else if (known.isPresent()) {
            repeatAnswer(known.get(), raw, turn);
        } else if (stronger.isPresent()) {
            insist(stronger.get(), turn);
        } else if (sas.stream().filter(IsakmpSa::isHalfOpen).count() >= CROWD) {
            turn.discard(IkeDiscard.UNEXPECTED);
        } else {
            IsakmpSa sa = answering(message, turn);
            sas.add(sa);
            sa.received(message, raw, turn);
        }
    }

    private static IsakmpSa answering(IsakmpMessage message, Turn turn) {
        Cookies cookies = new Cookies(message.cookieInitiator(), turn.endpoint().newCookie());
        return new IsakmpSa(false, turn.endpoint().mode(), cookies, turn);
    }

    private static void repeatAnswer(IsakmpSa known, byte[] raw, Turn turn) {
        if (known.phaseOne().isRepeated(raw)) {
            known.phaseOne().repeat(known, turn);
        } else {
            turn.discard(IkeDiscard.OUT_OF_WINDOW);
        }
    }

    /** Both ends have begun, this one has no answer yet, and its cookie is the higher one. */
    private static boolean isStronger(IsakmpSa own, IsakmpMessage message, Turn turn) {
        return own.isBeingBegun()
                && own.keys() == null
                && own.peerPath().path().equals(turn.path())
                && Long.compareUnsigned(own.cookies().initiator(), message.cookieInitiator()) > 0;
    }

    /**
     * The stronger one goes on and does not answer the other, so that as a rule one negotiation is carried through and not two. That the peer
     * is heard at all is a reason not to wait for the next repetition.
     */
    private static void insist(IsakmpSa own, Turn turn) {
        if (turn.now() - own.phaseOne().retransmission().sentAt() >= PROMPT_REPEAT_NANOS) {
            own.phaseOne().repeat(own, turn);
        }
    }

    private static void ofOtherMode(IsakmpMessage message, Turn turn) {
        IkeExchange asked = PhaseOne.exchange(message.exchange());
        turn.note(new IkeOutput.Failed(IkeRefusal.INVALID_EXCHANGE_TYPE, asked, false));
        PhaseOne.sendNotify(answering(message, turn), NotifyMessage.INVALID_EXCHANGE_TYPE, turn);
    }

    /** A peer that begins in IKEv2 is not heard, which is what its negotiation fails of. */
    static void ofOtherVersion(byte[] raw, Turn turn) {
        boolean isFirst = IkeHeader.exchangeType(raw, 0) == Exchange.IKE_SA_INIT.number()
                && (IkeHeader.flags(raw, 0) & IkeHeader.FLAG_RESPONSE) == 0;
        if (isFirst) {
            turn.note(new IkeOutput.Failed(IkeRefusal.INVALID_MAJOR_VERSION, IkeExchange.IKE_SA_INIT, false));
        }
    }
}
