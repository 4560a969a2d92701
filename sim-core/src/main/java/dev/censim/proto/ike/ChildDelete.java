package dev.censim.proto.ike;

import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * INFORMATIONAL that deletes a child SA: RFC 7296 section 1.4.1. The responder is {@link IkeDelete#answer}.
 *
 * @param isGone this end has forgotten it already, the peer is only told
 */
record ChildDelete(int spiIn, boolean isGone) implements IkeTask {

    @Override
    public ChildDelete copy() {
        return this;
    }

    @Override
    public Exchange exchange() {
        return Exchange.INFORMATIONAL;
    }

    @Override
    public Optional<List<Payload>> build(IkeSa sa, Turn turn) {
        Child child = turn.children().find(spiIn);
        boolean isKnown = child != null && child.state() != Child.State.LINGERING;
        return isGone || isKnown
                ? Optional.of(List.of(new Payload.Delete(Protocol.ESP, List.of(Octets.ofInt(spiIn)))))
                : Optional.empty();
    }

    @Override
    public Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) {
        Child child = turn.children().find(spiIn);
        if (child != null && child.state() != Child.State.LINGERING) {
            turn.children().deleted(child, IkeCloseCause.CLOSED, turn);
        }
        return Progress.DONE;
    }
}
