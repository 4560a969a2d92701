package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import dev.censim.wire.ike.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The child SAs of an endpoint, in order of creation, and the choice of the one to send through. They belong to the endpoint and
 * only name their IKE SA, because a rekeyed IKE SA bequeaths them (RFC 7296 section 2.18).
 */
final class Children {

    /** RFC 4303 section 2.1: SPIs 1 to 255 are reserved, 0 is never sent. */
    private static final int RESERVED_SPIS = 256;

    /** How long a rekeyed child takes in packets after its deletion; as strongSwan's delete_rekeyed_delay. */
    private static final long LINGER_NANOS = 5_000_000_000L;

    private final List<Child> children = new ArrayList<>();
    /** Inbound SPI of the child to send through; 0 when there is none. */
    private int outbound;

    Children copy() {
        Children copy = new Children();
        children.forEach(child -> copy.children.add(child.copy()));
        copy.outbound = outbound;
        return copy;
    }

    int newSpi(Entropy entropy) {
        int spi = (int) entropy.nextLong();
        while (Integer.compareUnsigned(spi, RESERVED_SPIS) < 0 || find(spi) != null) {
            spi = (int) entropy.nextLong();
        }
        return spi;
    }

    @Nullable
    Child find(int spiIn) {
        return children.stream()
                .filter(child -> child.spiIn() == spiIn)
                .findFirst()
                .orElse(null);
    }

    /** By the SPI that the peer calls it, its inbound one; a lingering child is gone for the peer. */
    @Nullable
    Child findByPeer(int spiOut) {
        return children.stream()
                .filter(child -> child.sa().spiOut() == spiOut && child.state() != Child.State.LINGERING)
                .findFirst()
                .orElse(null);
    }

    /** @param confirmed whether the peer is known to be able to receive */
    void install(ChildSa sa, IkeSa owner, boolean confirmed, Turn turn) {
        Lifetime lifetime = Lifetime.of(turn.config().ipsec().ipsecLifetime(), turn.entropy(), turn.now());
        children.add(new Child(sa, owner.localSpi(), confirmed, lifetime.softAt(), lifetime.hardAt()));
        turn.note(new IkeOutput.ChildInstalled(sa));
        switchOutbound(turn);
    }

    /**
     * A child has come of CREATE_CHILD_SA for new traffic. When both ends began at once there are two, and as with rekeyings
     * (RFC 7296 section 2.8.1) the one of the exchange with the lowest nonce goes, by the end that began it.
     */
    void created(ChildSa sa, IkeSa owner, Octets lowestNonce, boolean isOurs, Turn turn) {
        Child strongest = null;
        for (Child child : children) {
            if (child.sa().equals(sa)) {
                child.created(lowestNonce, isOurs);
            }
            if (child.isCreatedIn(owner)
                    && (strongest == null || strongest.createNonce().compareTo(child.createNonce()) < 0)) {
                strongest = child;
            }
        }
        for (Child child : List.copyOf(children)) {
            if (child != strongest && child.isCreatedIn(owner)) {
                child.doubt();
                if (child.isOurs()) {
                    child.retire();
                    owner.enqueue(new ChildDelete(child.spiIn(), false), turn);
                }
            }
        }
    }

    void close(Child child, IkeCloseCause cause, Turn turn) {
        children.remove(child);
        turn.note(new IkeOutput.ChildClosed(child.sa(), cause));
    }

    /** Deleted by agreement. When another child has taken its place, late packets may still come in for a while. */
    void deleted(Child child, IkeCloseCause otherwise, Turn turn) {
        boolean isReplaced = children.stream().anyMatch(other -> other != child && other.isInstalled());
        if (isReplaced) {
            child.linger(turn.now() + LINGER_NANOS);
        } else {
            close(child, otherwise, turn);
        }
    }

    /** The peer deletes a child that it has rekeyed: this shows that it has the new one. */
    void deletedByPeer(Child child, Turn turn) {
        children.stream()
                .filter(other -> other.sa().replacesSpiIn().equals(OptionalInt.of(child.spiIn())))
                .forEach(Child::confirm);
        deleted(child, IkeCloseCause.PEER_DELETED, turn);
    }

    void closeAllOf(IkeSa owner, IkeCloseCause cause, Turn turn) {
        for (Child child : List.copyOf(children)) {
            if (child.owner() == owner.localSpi()) {
                boolean isOver = child.state() == Child.State.LINGERING;
                close(child, isOver ? IkeCloseCause.REPLACED : cause, turn);
            }
        }
    }

    void move(IkeSa from, IkeSa to) {
        children.stream()
                .filter(child -> child.owner() == from.localSpi())
                .forEach(child -> child.moveTo(to.localSpi()));
    }

    /** They go with their IKE SA, soon. */
    void retireAllOf(IkeSa owner) {
        children.stream()
                .filter(child -> child.owner() == owner.localSpi() && child.isInstalled())
                .forEach(Child::retire);
    }

    /** The peer is about to delete them. */
    void doubtAllOf(IkeSa owner) {
        children.stream().filter(child -> child.owner() == owner.localSpi()).forEach(Child::doubt);
    }

    boolean isAnyInstalled() {
        return children.stream().anyMatch(Child::isInstalled);
    }

    boolean isAnyInstalledOf(IkeSa owner) {
        return children.stream().anyMatch(child -> child.isInstalled() && child.owner() == owner.localSpi());
    }

    /** Names the child to send through, when it is another one than before. */
    void switchOutbound(Turn turn) {
        Child best = null;
        for (Child child : children) {
            if (child.state() != Child.State.LINGERING && (best == null || child.rank() >= best.rank())) {
                best = child;
            }
        }
        int before = outbound;
        outbound = best == null ? 0 : best.spiIn();
        if (best != null && outbound != before) {
            turn.note(new IkeOutput.OutboundSwitched(best.sa()));
        }
    }

    long deadline() {
        long next = Machine.NEVER;
        for (int i = 0; i < children.size(); i++) {
            next = Math.min(next, children.get(i).deadline());
        }
        return next;
    }

    void expire(Turn turn) {
        for (Child child : List.copyOf(children)) {
            IkeSa owner = turn.endpoint().find(child.owner());
            if (child.hardAt() <= turn.now()) {
                end(child, owner, turn);
            } else if (child.softAt() <= turn.now()) {
                child.rekeyAt(Machine.NEVER);
                if (owner != null) {
                    owner.enqueue(new ChildRekey(child.spiIn()), turn);
                }
            }
        }
    }

    private void end(Child child, @Nullable IkeSa owner, Turn turn) {
        if (child.state() == Child.State.LINGERING) {
            close(child, IkeCloseCause.REPLACED, turn);
            return;
        }
        boolean isBeingDeleted = owner != null && owner.requests().isDeleting(child.spiIn());
        deleted(child, IkeCloseCause.EXPIRED, turn);
        if (owner != null && !isBeingDeleted) {
            owner.enqueue(new ChildDelete(child.spiIn(), true), turn);
        }
    }
}
