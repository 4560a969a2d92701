package dev.censim.proto.ike;

import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * CREATE_CHILD_SA that replaces a child SA: RFC 7296 sections 1.3.3, 2.8 and 2.25.1. The new child is installed first; the old one
 * is then deleted by the end that began, and takes in packets until that is answered.
 */
final class ChildRekey implements IkeTask {

    private final int spiIn;
    private @Nullable ChildOffer offer; // once sent

    /** @param spiIn of the child to replace */
    ChildRekey(int spiIn) {
        this.spiIn = spiIn;
    }

    @Override
    public ChildRekey copy() {
        ChildRekey copy = new ChildRekey(spiIn);
        copy.offer = offer;
        return copy;
    }

    @Override
    public Exchange exchange() {
        return Exchange.CREATE_CHILD_SA;
    }

    @Override
    public Optional<List<Payload>> build(IkeSa sa, Turn turn) {
        Child old = turn.children().find(spiIn);
        if (!sa.isEstablished() || old == null || !isWanted(old)) {
            return Optional.empty();
        }
        ChildOffer drawn = ChildOffer.draw(turn);
        offer = drawn;
        List<Payload> payloads = new ArrayList<>();
        payloads.add(new Payload.Notify(Protocol.ESP, Octets.ofInt(spiIn), NotifyType.REKEY_SA, Octets.EMPTY));
        payloads.addAll(drawn.payloadsWithNonce(turn));
        return Optional.of(payloads);
    }

    /** Not when the peer has rekeyed or deleted it in the meantime. */
    private static boolean isWanted(Child old) {
        return old.isInstalled() && old.peerRekeyNonce() == null;
    }

    @Override
    public Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) {
        ChildOffer sent = offer;
        Child old = turn.children().find(spiIn);
        if (sent == null) {
            return Progress.DONE;
        }
        try {
            ChildSa fresh = sent.accept(sa, response, OptionalInt.of(spiIn), turn);
            replace(sa, old, fresh, sent.lowestNonce(response), turn);
        } catch (Refused refused) {
            if (response.error().isEmpty()) {
                sa.enqueue(new ChildDelete(sent.spiIn(), true), turn);
            }
            if (old != null && isWanted(old)) {
                refused(old, refused, turn);
            }
        }
        return Progress.DONE;
    }

    /** Section 2.8.1: when both ends have rekeyed it, the new child of the exchange with the lowest of the four nonces goes. */
    private void replace(IkeSa sa, @Nullable Child old, ChildSa fresh, Octets lowestNonce, Turn turn) {
        Octets theirs = old == null ? null : old.peerRekeyNonce();
        boolean isKept = theirs == null || theirs.compareTo(lowestNonce) < 0;
        turn.children().install(fresh, sa, isKept, turn);
        Child leaving = isKept ? old : turn.children().find(fresh.spiIn());
        if (leaving != null && leaving.isInstalled()) {
            leaving.retire();
            sa.enqueue(new ChildDelete(leaving.spiIn(), false), turn);
        }
    }

    private static void refused(Child old, Refused refused, Turn turn) {
        switch (refused.notifyType()) {
            case NotifyType.TEMPORARY_FAILURE ->
                old.rekeyAt(Lifetime.afterCollision(old.hardAt(), turn.entropy(), turn.now()));
            case NotifyType.CHILD_SA_NOT_FOUND -> turn.children().close(old, IkeCloseCause.PEER_DELETED, turn);
            default -> {
                turn.note(refused.failed(IkeExchange.REKEY_CHILD_SA));
                old.rekeyAt(Lifetime.afterRefusal(turn.entropy(), turn.now()));
            }
        }
    }

    /** The responder; packets go out through the old child until the peer deletes it, which shows that it has the new one. */
    static List<Payload> answer(IkeSa sa, IkeMessage request, Payload.Notify rekeyed, Turn turn) throws Refused {
        Child old = rekeyed.spi().length() == 4
                ? turn.children().findByPeer((int) rekeyed.spi().toLong())
                : null;
        if (old == null) {
            throw new Refused(NotifyType.CHILD_SA_NOT_FOUND);
        }
        if (!isWanted(old)) {
            throw new Refused(NotifyType.TEMPORARY_FAILURE);
        }
        ChildAnswer answer = ChildAnswer.inCreate(sa, request, OptionalInt.of(old.spiIn()), turn);
        turn.children().install(answer.child(), sa, false, turn);
        old.replacedByPeer(answer.lowestNonce());
        return answer.payloads();
    }
}
