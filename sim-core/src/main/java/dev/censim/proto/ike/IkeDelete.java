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

/**
 * INFORMATIONAL that deletes the IKE SA: RFC 7296 section 1.4.1.
 *
 * @param more what else the peer is to know
 */
record IkeDelete(List<Payload> more) implements IkeTask {

    IkeDelete {
        more = List.copyOf(more);
    }

    @Override
    public IkeDelete copy() {
        return this;
    }

    @Override
    public Exchange exchange() {
        return Exchange.INFORMATIONAL;
    }

    @Override
    public Optional<List<Payload>> build(IkeSa sa, Turn turn) {
        List<Payload> payloads = new ArrayList<>(more);
        payloads.add(new Payload.Delete(Protocol.IKE, List.of()));
        return Optional.of(payloads);
    }

    @Override
    public Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) {
        sa.close(IkeCloseCause.REPLACED, IkeSaState.GONE, turn);
        return Progress.DONE;
    }

    /** The responder of every INFORMATIONAL, also of those that only ask for a sign of life (section 2.4). */
    static List<Payload> answer(IkeSa sa, IkeMessage request, Turn turn) {
        if (request.payloads().isEmpty()) {
            turn.note(new IkeOutput.Alive(false));
        }
        List<Octets> deleted = new ArrayList<>();
        boolean isOver = request.notify(NotifyType.AUTHENTICATION_FAILED).isPresent();
        for (Payload.Delete delete : request.all(Payload.Delete.class)) {
            if (delete.protocol() == Protocol.ESP) {
                delete.spis().forEach(spi -> deleteChild(sa, spi, deleted, turn));
            }
            isOver |= delete.protocol() == Protocol.IKE;
        }
        if (isOver) {
            deleteIkeSa(sa, turn);
            return List.of();
        }
        return deleted.isEmpty() ? List.of() : List.of(new Payload.Delete(Protocol.ESP, deleted));
    }

    /** Names the other direction in the answer, unless a request of this end is on its way that does so: section 1.4.1. */
    private static void deleteChild(IkeSa sa, Octets spi, List<Octets> deleted, Turn turn) {
        Child child = spi.length() == 4 ? turn.children().findByPeer((int) spi.toLong()) : null;
        if (child != null) {
            if (!sa.requests().isDeleting(child.spiIn())) {
                deleted.add(Octets.ofInt(child.spiIn()));
            }
            turn.children().deletedByPeer(child, turn);
        }
    }

    /** Section 2.25.2: whatever this end was asking is forgotten; what it holds passes to the SA that the peer has rekeyed it to. */
    private static void deleteIkeSa(IkeSa sa, Turn turn) {
        IkeSa successor = turn.endpoint().find(sa.peerSuccessor());
        if (successor != null) {
            IkeRekey.bequeath(sa, successor, turn);
        }
        boolean isReplaced = successor != null || turn.endpoint().isEstablishedBeside(sa);
        IkeCloseCause cause = isReplaced ? IkeCloseCause.REPLACED : IkeCloseCause.PEER_DELETED;
        sa.close(cause, IkeSaState.ANSWERING, turn);
    }
}
