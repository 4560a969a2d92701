package dev.censim.proto.ike;

import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** CREATE_CHILD_SA for a new child SA: RFC 7296 section 1.3.1. */
final class ChildCreate implements IkeTask {

    private @Nullable ChildOffer offer; // once sent

    ChildCreate() {}

    @Override
    public ChildCreate copy() {
        ChildCreate copy = new ChildCreate();
        copy.offer = offer;
        return copy;
    }

    @Override
    public Exchange exchange() {
        return Exchange.CREATE_CHILD_SA;
    }

    @Override
    public Optional<List<Payload>> build(IkeSa sa, Turn turn) {
        if (!sa.isEstablished() || turn.children().isAnyInstalled()) {
            return Optional.empty();
        }
        ChildOffer drawn = ChildOffer.draw(turn);
        offer = drawn;
        return Optional.of(drawn.payloadsWithNonce(turn));
    }

    /** When refused, the IKE SA is closed as well: another one, with its child made in IKE_AUTH, may fare better. */
    @Override
    public Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) {
        ChildOffer sent = offer;
        if (sent == null || !sa.isEstablished()) {
            return Progress.DONE;
        }
        try {
            ChildSa child = sent.accept(sa, response, OptionalInt.empty(), turn);
            turn.children().install(child, sa, !turn.children().isAnyInstalled(), turn);
            turn.children().created(child, sa, sent.lowestNonce(response), true, turn);
        } catch (Refused refused) {
            turn.endpoint().negotiationFailed(turn);
            if (refused.notifyType() != NotifyType.TEMPORARY_FAILURE) {
                turn.note(refused.failed(IkeExchange.CREATE_CHILD_SA));
                sa.closeTelling(IkeCloseCause.FAILED, List.of(), turn);
            }
        }
        return Progress.DONE;
    }

    /** The responder of every kind of CREATE_CHILD_SA: sections 1.3 and 2.25. */
    static List<Payload> answerAny(IkeSa sa, IkeMessage request, Turn turn) throws Refused {
        Payload.SecurityAssociation offer =
                request.first(Payload.SecurityAssociation.class).orElseThrow(Refused::syntax);
        if (!sa.isEstablished()) {
            throw new Refused(NotifyType.TEMPORARY_FAILURE);
        }
        if (offer.proposals().stream().anyMatch(proposal -> proposal.protocol() == Protocol.IKE)) {
            return IkeRekey.answer(sa, request, offer, turn);
        }
        if (sa.requests().isAsking(IkeRekey.class)) {
            throw new Refused(NotifyType.TEMPORARY_FAILURE);
        }
        Optional<Payload.Notify> rekeyed = request.notify(NotifyType.REKEY_SA);
        return rekeyed.isPresent() ? ChildRekey.answer(sa, request, rekeyed.get(), turn) : answer(sa, request, turn);
    }

    private static List<Payload> answer(IkeSa sa, IkeMessage request, Turn turn) throws Refused {
        ChildAnswer answer = ChildAnswer.inCreate(sa, request, OptionalInt.empty(), turn);
        turn.children().install(answer.child(), sa, !turn.children().isAnyInstalled(), turn);
        turn.children().created(answer.child(), sa, answer.lowestNonce(), false, turn);
        return answer.payloads();
    }
}
