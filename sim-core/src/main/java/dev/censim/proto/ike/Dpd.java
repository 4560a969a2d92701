package dev.censim.proto.ike;

import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.Payload;
import java.util.List;
import java.util.Optional;

/** The empty INFORMATIONAL that the peer must answer: RFC 7296 section 2.4. */
record Dpd() implements IkeTask {

    @Override
    public Dpd copy() {
        return this;
    }

    @Override
    public Exchange exchange() {
        return Exchange.INFORMATIONAL;
    }

    @Override
    public Optional<List<Payload>> build(IkeSa sa, Turn turn) {
        return Optional.of(List.of());
    }

    /** That there is an answer is all that was asked. */
    @Override
    public Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) {
        turn.note(new IkeOutput.Alive(true));
        return Progress.DONE;
    }
}
