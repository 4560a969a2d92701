package dev.censim.proto.ike;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What an {@link Ike} wants done or known, in the order in which it happens. */
public sealed interface IkeOutput {

    /**
     * A message to the peer. The driver puts the non-ESP marker in front of it when it leaves from the NAT traversal port (RFC 3948
     * section 2.2).
     */
    record Send(byte[] message, UdpPath path) implements IkeOutput {
        @Override
        public boolean equals(Object other) {
            return other instanceof Send send && Arrays.equals(message, send.message) && path.equals(send.path);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(message) + path.hashCode();
        }

        @Override
        public String toString() {
            return "Send[" + HexFormat.of().formatHex(message) + ", " + path + "]";
        }
    }

    /**
     * ESP of this tunnel goes within UDP on this path from now on, or, when empty, as IP protocol 50, which is how a tunnel begins
     * (RFC 7296 section 2.23). Both forms are accepted at any time.
     */
    record EspPath(Optional<UdpPath> path) implements IkeOutput {}

    /** The one octet 0xff to the peer, without marker, so that the NAT keeps its mapping (RFC 3948 section 2.3). */
    record Keepalive(UdpPath path) implements IkeOutput {}

    /** A datagram for IKE was dropped without any effect. */
    record Discarded(IkeDiscard cause) implements IkeOutput {}

    /**
     * Keys are known, before anything is authenticated: with them an observer can read all further messages of this SA, also of a
     * negotiation that fails afterwards.
     */
    record IkeKeysDerived(long spiInitiator, long spiResponder, IkeKeys keys) implements IkeOutput {}

    /** As {@link IkeKeysDerived} of an ISAKMP SA, by its cookies. */
    record Ikev1KeysDerived(long cookieInitiator, long cookieResponder, Ikev1Keys keys) implements IkeOutput {}

    /**
     * Its keys were derived before. SPIs of IKEv1 are its cookies.
     *
     * @param initiator whether this end is the original initiator
     */
    record IkeSaEstablished(long spiInitiator, long spiResponder, boolean initiator) implements IkeOutput {}

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

    /** Dead peer detection, or with it a request's last retransmission on an established SA, stayed without answer. */
    record PeerDead() implements IkeOutput {}

    /**
     * A negotiation failed at this end, whoever began it.
     *
     * @param toldByPeer the peer refused and said so; otherwise this end found it, or heard nothing
     */
    record Failed(IkeRefusal cause, IkeExchange exchange, boolean toldByPeer) implements IkeOutput {}
}
