package dev.censim.proto.ike;

import java.util.Arrays;
import java.util.HexFormat;

/** What an {@link IkeEndpoint} wants done or known, in the order in which it happens. */
public sealed interface IkeOutput {

    /** A message from port 500 to the peer's port 500. */
    record Send(byte[] message) implements IkeOutput {
        @Override
        public boolean equals(Object other) {
            return other instanceof Send send && Arrays.equals(message, send.message);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(message);
        }

        @Override
        public String toString() {
            return "Send[" + HexFormat.of().formatHex(message) + "]";
        }
    }

    /**
     * Keys are known, before anything is authenticated: with them an observer can read all further messages of this SA, also of a
     * negotiation that fails afterwards.
     */
    record IkeKeysDerived(long spiInitiator, long spiResponder, IkeKeys keys) implements IkeOutput {}

    /** @param initiator whether this end is the original initiator */
    record IkeSaEstablished(long spiInitiator, long spiResponder, boolean initiator, IkeKeys keys)
            implements IkeOutput {}

    /** Follows an {@link IkeSaEstablished} of the same SPIs; the children that went with it were reported closed before. */
    record IkeSaClosed(long spiInitiator, long spiResponder, IkeCloseCause cause) implements IkeOutput {}

    /**
     * Packets may come in through this child from now on, and until {@link ChildClosed}. Which child to send through is said by
     * {@link OutboundSwitched}, in most cases next.
     */
    record ChildInstalled(ChildSa child) implements IkeOutput {}

    /**
     * Packets go out through this child from now on. After a rekeying by the peer this comes when the peer is known to have the
     * new child, so that no packet is lost (RFC 7296 section 2.8); after {@link ChildClosed} of the child in use it names the next
     * one, and stays away when there is none.
     */
    record OutboundSwitched(ChildSa child) implements IkeOutput {}

    /** Neither direction of this child is to be used any longer. */
    record ChildClosed(ChildSa child, IkeCloseCause cause) implements IkeOutput {}

    /**
     * A request was sent again.
     *
     * @param attempt 1 for the first repetition
     */
    record Retransmitted(int messageId, int attempt) implements IkeOutput {}

    /**
     * An empty INFORMATIONAL was answered: the peer lives (RFC 7296 section 2.4).
     *
     * @param asked this end asked and the peer answered; otherwise the peer asked, and the answer follows
     */
    record Alive(boolean asked) implements IkeOutput {}

    /** Dead peer detection, or a request's last retransmission on an established SA, stayed without answer. */
    record PeerDead() implements IkeOutput {}

    /**
     * A negotiation failed at this end, whoever began it.
     *
     * @param toldByPeer the peer refused and said so; otherwise this end found it, or heard nothing
     */
    record Failed(IkeRefusal cause, IkeExchange exchange, boolean toldByPeer) implements IkeOutput {}
}
