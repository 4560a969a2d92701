package dev.censim.proto.ike;

import dev.censim.proto.Machine;
import dev.censim.wire.ike.Octets;
import org.jspecify.annotations.Nullable;

/** A child SA and where it stands. */
final class Child {

    enum State {
        INSTALLED,
        /** Replaced or about to be deleted: packets may still come in. */
        RETIRING,
        /** Deleted at both ends after a rekeying; open for packets that are still under way. */
        LINGERING
    }

    private final ChildSa sa;
    /** The local SPI of the IKE SA that it belongs to. */
    private long owner;

    private State state = State.INSTALLED;
    /** The peer is known to be able to receive. */
    private boolean isConfirmed;
    /** When to rekey it. */
    private long softAt;
    /** When it ends. */
    private long hardAt;
    /** The lowest nonce of the exchange in which the peer rekeyed this child. */
    private @Nullable Octets peerRekeyNonce;

    /** The lowest nonce of the CREATE_CHILD_SA that made it for new traffic; empty when it came in another way. */
    private Octets createNonce = Octets.EMPTY;

    private boolean isOurs;

    Child(ChildSa sa, long owner, boolean isConfirmed, long softAt, long hardAt) {
        this.sa = sa;
        this.owner = owner;
        this.isConfirmed = isConfirmed;
        this.softAt = softAt;
        this.hardAt = hardAt;
    }

    private Child(Child other) {
        this(other.sa, other.owner, other.isConfirmed, other.softAt, other.hardAt);
        state = other.state;
        peerRekeyNonce = other.peerRekeyNonce;
        createNonce = other.createNonce;
        isOurs = other.isOurs;
    }

    Child copy() {
        return new Child(this);
    }

    ChildSa sa() {
        return sa;
    }

    int spiIn() {
        return sa.spiIn();
    }

    long owner() {
        return owner;
    }

    void moveTo(long newOwner) {
        owner = newOwner;
    }

    State state() {
        return state;
    }

    boolean isInstalled() {
        return state == State.INSTALLED;
    }

    /** No longer to be rekeyed or sent through. */
    void retire() {
        state = State.RETIRING;
        softAt = Machine.NEVER;
    }

    void linger(long until) {
        state = State.LINGERING;
        softAt = Machine.NEVER;
        hardAt = until;
    }

    /** The peer has rekeyed it in an exchange with this lowest nonce. */
    void replacedByPeer(Octets lowestNonce) {
        peerRekeyNonce = lowestNonce;
        softAt = Machine.NEVER;
    }

    @Nullable
    Octets peerRekeyNonce() {
        return peerRekeyNonce;
    }

    /** @param byThisEnd who began the exchange */
    void created(Octets lowestNonce, boolean byThisEnd) {
        createNonce = lowestNonce;
        isOurs = byThisEnd;
    }

    Octets createNonce() {
        return createNonce;
    }

    boolean isOurs() {
        return isOurs;
    }

    /** Made for new traffic within this IKE SA, and in use. */
    boolean isCreatedIn(IkeSa sa) {
        return isInstalled() && owner == sa.localSpi() && createNonce.length() > 0;
    }

    /** How well packets can be sent through it; the highest rank is used, the newest within a rank. */
    int rank() {
        return state != State.INSTALLED ? 0 : isConfirmed ? 2 : 1;
    }

    void confirm() {
        isConfirmed = true;
    }

    void doubt() {
        isConfirmed = false;
    }

    void rekeyAt(long at) {
        softAt = at;
    }

    long softAt() {
        return softAt;
    }

    long hardAt() {
        return hardAt;
    }

    long deadline() {
        return Math.min(softAt, hardAt);
    }
}
