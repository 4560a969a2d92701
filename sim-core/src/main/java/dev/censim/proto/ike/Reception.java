package dev.censim.proto.ike;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.Payload;
import java.util.List;
import java.util.Optional;

/** What an IKE SA does with a message: RFC 7296 sections 2.1 to 2.3, 2.5 and 2.21. One that is not authentic changes nothing. */
final class Reception {

    private Reception() {}

    /**
     * Acts on a message with the SPIs of this SA.
     *
     * @param raw as received
     */
    static void received(IkeSa sa, IkeMessage message, byte[] raw, Turn turn) {
        Requests requests = sa.requests();
        if (message.fromInitiator() == sa.isInitiator()) {
            turn.discard(IkeDiscard.UNKNOWN_SA);
        } else if (message.exchange() == Exchange.IKE_SA_INIT) {
            if (requests.awaits(message.messageId()) && requests.isAsking(IkeInit.class)) {
                sa.process(message, raw, turn);
            } else {
                turn.discard(IkeDiscard.OUT_OF_WINDOW);
            }
        } else if (sa.hasKeys()) {
            sealed(sa, message, raw, turn);
        } else {
            turn.discard(IkeDiscard.UNEXPECTED);
        }
    }

    private static void sealed(IkeSa sa, IkeMessage message, byte[] raw, Turn turn) {
        try {
            Optional<IkeMessage> opened = SkPayload.open(message, raw, sa.keys());
            if (opened.isPresent()) {
                authentic(sa, opened.get(), raw, Optional.empty(), turn);
            } else {
                turn.discard(IkeDiscard.NOT_AUTHENTIC);
            }
        } catch (Malformed e) {
            Refused refused = Refused.of(e);
            authentic(sa, message.with(List.of(refused.notification())), raw, Optional.of(refused), turn);
        }
    }

    /** @param unreadable present when the message cannot be read although it is authentic; it then holds only this notify */
    private static void authentic(IkeSa sa, IkeMessage message, byte[] raw, Optional<Refused> unreadable, Turn turn) {
        if (message.response()) {
            if (sa.requests().awaits(message.messageId())) {
                fresh(sa, turn);
                sa.process(message, raw, turn);
            } else {
                turn.discard(IkeDiscard.OUT_OF_WINDOW);
            }
        } else if (sa.responses().expects(message.messageId())) {
            if (isReady(sa, message)) {
                fresh(sa, turn);
                answer(sa, message, raw, unreadable, turn);
            } else {
                turn.discard(IkeDiscard.UNEXPECTED);
            }
        } else if (sa.responses().isRepetition(raw)) {
            turn.answer(sa.responses().lastResponse());
        } else {
            turn.discard(IkeDiscard.OUT_OF_WINDOW);
        }
    }

    /** A message that only the peer can have sent, and only now. */
    private static void fresh(IkeSa sa, Turn turn) {
        sa.proofOfLife(turn.now());
        sa.follow(turn);
    }

    /** Before IKE_AUTH is done a responder takes nothing else, and an initiator nothing at all: the peer will repeat it. */
    private static boolean isReady(IkeSa sa, IkeMessage request) {
        return switch (sa.state()) {
            case NEGOTIATING -> !sa.isInitiator() && request.exchange() == Exchange.IKE_AUTH;
            case ANSWERING, GONE -> false;
            case ESTABLISHED, REPLACED, DELETING -> true;
        };
    }

    private static void answer(IkeSa sa, IkeMessage request, byte[] raw, Optional<Refused> unreadable, Turn turn) {
        List<Payload> payloads;
        try {
            if (unreadable.isPresent()) {
                throw unreadable.get();
            }
            payloads = answer(sa, request, turn);
        } catch (Refused refused) {
            payloads = List.of(refused.notification());
            refusedPeer(sa, refused, IkeExchange.of(request), turn);
        }
        byte[] response = sa.encode(request.exchange(), true, request.messageId(), payloads, turn);
        sa.responses().answered(raw, response);
        turn.answer(response);
    }

    private static List<Payload> answer(IkeSa sa, IkeMessage request, Turn turn) throws Refused {
        return switch (request.exchange()) {
            case IKE_AUTH -> IkeAuth.answer(sa, request, turn);
            case CREATE_CHILD_SA -> ChildCreate.answerAny(sa, request, turn);
            case INFORMATIONAL -> IkeDelete.answer(sa, request, turn);
            case IKE_SA_INIT -> throw Refused.syntax();
        };
    }

    private static void refusedPeer(IkeSa sa, Refused refused, IkeExchange exchange, Turn turn) {
        if (refused.isFinal()) {
            turn.note(refused.failed(exchange));
        }
        if (sa.state() == IkeSaState.NEGOTIATING) {
            sa.close(IkeCloseCause.FAILED, IkeSaState.ANSWERING, turn);
        }
    }
}
