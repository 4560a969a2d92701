package dev.censim.proto.ike;

import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.Payload;
import java.util.List;
import java.util.Optional;

/**
 * The meaning of one exchange that this end begins; message ids and retransmission are the IKE SA's. The answering side of the same
 * exchange is a static method {@code answer} in the same file. Tasks refer to SAs by SPI only, so a copy has no web to rebuild.
 */
interface IkeTask {

    enum Progress {
        DONE,
        /** The same exchange, with the same message id, from {@link #build} again. */
        AGAIN
    }

    Exchange exchange();

    /** The payloads of the request; empty when there is nothing left to ask. */
    Optional<List<Payload>> build(IkeSa sa, Turn turn);

    /**
     * Acts on the response.
     *
     * @param raw the response as received
     */
    Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn);

    /** An equal task that is independent from now on; one without mutable state returns itself. */
    IkeTask copy();
}
