package dev.censim.proto.ikev1;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Lifetime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ESP SAs of an endpoint, in order of creation, and the choice of the pair to send through. They belong to no ISAKMP SA: they outlive
 * the one that made them, and any other one deletes them.
 *
 * <p>Nothing in a quick mode says that it rekeys (RFC 2409 has no REKEY_SA). So a pair takes the place of those that were complete before it; of
 * two that became complete at about the same time, because their quick modes crossed, the one with the lowest nonce goes, as in IKEv2. The end
 * that began the quick mode deletes what was replaced, after a while, because a DELETE is not answered and may overtake the third message.
 * When quick modes crossed and messages got lost, the ends may differ about which pair goes: it is open for what comes in until its lifetime
 * ends.
 */
final class PhaseTwoSas {

    /** RFC 4303 section 2.1: SPIs 1 to 255 are reserved, 0 is never sent. */
    static final int RESERVED_SPIS = 256;

    private static final long DELETION_NANOS = 5_000_000_000L;
    private static final long LINGER_NANOS = 5_000_000_000L;

    /** A quick mode that takes longer has lost a message. */
    private static final long LONGEST_ROUND_TRIP_NANOS = 1_000_000_000L;

    /**
     * How long the end that began a quick mode goes on to send through the pair that it replaces, unless that one ends soon. The third message
     * has no answer, and the peer may begin to receive only when it has read it.
     */
    private static final long HANDOVER_NANOS = 1_000_000_000L;

    /** When a rekeying is due and there is no ISAKMP SA for it yet. */
    private static final long WAIT_FOR_PHASE_ONE_NANOS = 1_000_000_000L;

    private final List<PhaseTwoSa> sas = new ArrayList<>();
    /** Inbound SPI of the pair to send through; 0 when there is none. */
    private int outbound;

    PhaseTwoSas copy() {
        PhaseTwoSas copy = new PhaseTwoSas();
        sas.forEach(sa -> copy.sas.add(sa.copy()));
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

    private @Nullable PhaseTwoSa find(int spiIn) {
        return sas.stream().filter(sa -> sa.spiIn() == spiIn).findFirst().orElse(null);
    }

    boolean isAnyInstalled() {
        return sas.stream().anyMatch(PhaseTwoSa::isInstalled);
    }

    boolean isEmpty() {
        return sas.isEmpty();
    }

    /** Packets may come in by it. One that this end asked for is confirmed by the answer, another one by the third message. */
    void install(ChildSa pair, PhaseTwoSa.Origin origin, Turn turn) {
        Lifetime lifetime = Lifetime.of(turn.config().ipsec().ipsecLifetime(), turn.entropy(), turn.now());
        PhaseTwoSa fresh = new PhaseTwoSa(pair, origin, turn.now(), lifetime.softAt(), lifetime.hardAt());
        PhaseTwoSa used = find(outbound);
        if (fresh.isConfirmed() && used != null) {
            fresh.waitUntil(turn.now() + Math.min(HANDOVER_NANOS, (used.hardAt() - turn.now()) / 4));
        }
        sas.add(fresh);
        turn.note(new IkeOutput.ChildInstalled(pair));
        if (fresh.isConfirmed()) {
            replaceOthers(fresh, turn);
        }
        switchOutbound(turn);
    }

    /** The peer has installed it, too. */
    void confirm(int spiIn, Turn turn) {
        PhaseTwoSa sa = find(spiIn);
        if (sa != null && !sa.isConfirmed()) {
            sa.confirm(turn.now());
            replaceOthers(sa, turn);
        }
    }

    /**
     * The peer still waits for the third message of the quick mode that made this pair, and so sends through what it replaces. It asks again
     * after about twice the time at the latest.
     */
    void putDeletionsOff(int spiIn, Turn turn) {
        PhaseTwoSa fresh = find(spiIn);
        if (fresh != null) {
            long until = turn.now() + 2 * (turn.now() - fresh.installedAt()) + DELETION_NANOS;
            sas.forEach(sa -> sa.putDeletionOff(until));
        }
    }

    /** The quick mode that should have confirmed it has come to nothing. */
    void abandon(int spiIn, Turn turn) {
        PhaseTwoSa sa = find(spiIn);
        if (sa != null && !sa.isConfirmed()) {
            close(sa, IkeCloseCause.FAILED, turn);
        }
    }

    private void replaceOthers(PhaseTwoSa fresh, Turn turn) {
        for (PhaseTwoSa other : sas) {
            if (other == fresh || !other.isInstalled() || !other.isConfirmed() || !fresh.isInstalled()) {
                continue;
            }
            if (isContest(other, fresh, turn.now())) {
                boolean isWeaker =
                        other.origin().lowestNonce().compareTo(fresh.origin().lowestNonce()) < 0;
                PhaseTwoSa loser = isWeaker ? other : fresh;
                loser.contest();
                retire(loser, loser.origin().isOurs(), turn);
            } else {
                retire(other, fresh.origin().isOurs(), turn);
            }
        }
    }

    /** Quick modes that crossed are complete within a round trip of each other, at both ends; how long one takes is told by the fresh one. */
    private static boolean isContest(PhaseTwoSa other, PhaseTwoSa fresh, long now) {
        long roundTrip = Math.min(now - fresh.origin().beganAt(), LONGEST_ROUND_TRIP_NANOS);
        return now - other.confirmedAt() < 2 * roundTrip;
    }

    private static void retire(PhaseTwoSa sa, boolean isToBeDeletedHere, Turn turn) {
        sa.retire();
        if (isToBeDeletedHere) {
            sa.deleteAt(turn.now() + DELETION_NANOS);
        }
    }

    /** The peer deletes the pair that it receives by under this SPI, and with it the other direction. */
    void deletedByPeer(int spiOut, Turn turn) {
        for (PhaseTwoSa sa : List.copyOf(sas)) {
            if (sa.pair().spiOut() == spiOut && sa.state() != PhaseTwoSa.State.LINGERING) {
                confirmYounger(sa, turn);
                end(sa, IkeCloseCause.PEER_DELETED, turn);
            }
        }
    }

    /** Who deletes a pair has another one in its place: when this end knows of none, the third message of that one was lost. */
    private void confirmYounger(PhaseTwoSa deleted, Turn turn) {
        if (sas.stream().anyMatch(other -> other != deleted && other.isInstalled() && other.isConfirmed())) {
            return;
        }
        for (PhaseTwoSa sa : List.copyOf(sas)) {
            if (!sa.isConfirmed() && sa.origin().beganAt() >= deleted.installedAt()) {
                confirm(sa.spiIn(), turn);
            }
        }
    }

    /** Deleted. When another pair has taken its place, late packets may still come in for a while. */
    private void end(PhaseTwoSa sa, IkeCloseCause otherwise, Turn turn) {
        boolean isReplaced = sas.stream().anyMatch(other -> other != sa && other.isInstalled() && other.isConfirmed());
        if (isReplaced) {
            boolean isStillUsed = sa.isContested() && sa.hardAt() != Machine.NEVER;
            sa.linger(isStillUsed ? sa.hardAt() : turn.now() + LINGER_NANOS);
        } else {
            close(sa, otherwise, turn);
        }
    }

    private void close(PhaseTwoSa sa, IkeCloseCause cause, Turn turn) {
        sas.remove(sa);
        turn.note(new IkeOutput.ChildClosed(
                sa.pair(), sa.state() == PhaseTwoSa.State.LINGERING ? IkeCloseCause.REPLACED : cause));
    }

    void closeAll(IkeCloseCause cause, Turn turn) {
        List.copyOf(sas).forEach(sa -> close(sa, cause, turn));
    }

    /** The peer knows nothing of what was before it began anew. */
    void closeInstalledUntil(long instant, Turn turn) {
        List.copyOf(sas).stream()
                .filter(sa -> sa.installedAt() <= instant)
                .forEach(sa -> close(sa, IkeCloseCause.REPLACED, turn));
    }

    /** Tells the peer of each, and closes them. */
    void deleteAll(IsakmpSa through, Turn turn) {
        for (PhaseTwoSa sa : sas) {
            if (sa.state() != PhaseTwoSa.State.LINGERING) {
                Informational.deleteEspSa(through, sa.spiIn(), turn);
            }
        }
        closeAll(IkeCloseCause.CLOSED, turn);
    }

    /** A rekeying that failed is tried again, as long as the lifetime allows. */
    void rekeyLater(int spiIn, Turn turn) {
        PhaseTwoSa sa = find(spiIn);
        if (sa != null && sa.isInstalled()) {
            sa.rekeyAt(Lifetime.afterRefusal(turn.entropy(), turn.now()));
        }
    }

    /** Names the pair to send through, when it is another one than before. */
    void switchOutbound(Turn turn) {
        PhaseTwoSa best = null;
        for (PhaseTwoSa sa : sas) {
            if (sa.rank() > 0 && (best == null || sa.rank() >= best.rank())) {
                best = sa;
            }
        }
        int before = outbound;
        outbound = best == null ? 0 : best.spiIn();
        if (best != null && outbound != before) {
            turn.note(new IkeOutput.OutboundSwitched(best.pair()));
        }
    }

    // ---- time

    long deadline() {
        long next = Machine.NEVER;
        for (int i = 0; i < sas.size(); i++) {
            next = Math.min(next, sas.get(i).deadline());
        }
        return next;
    }

    void expire(Turn turn) {
        for (PhaseTwoSa sa : List.copyOf(sas)) {
            if (sa.hardAt() <= turn.now() || sa.deletionAt() <= turn.now()) {
                delete(sa, turn);
                continue;
            }
            if (sa.waitsUntil() <= turn.now()) {
                sa.waitNoMore();
            }
            if (sa.softAt() <= turn.now()) {
                boolean hasBegun = turn.endpoint().rekey(sa.spiIn(), turn);
                sa.rekeyAt(hasBegun ? Machine.NEVER : turn.now() + WAIT_FOR_PHASE_ONE_NANOS);
            }
        }
    }

    private void delete(PhaseTwoSa sa, Turn turn) {
        if (sa.state() == PhaseTwoSa.State.LINGERING) {
            close(sa, IkeCloseCause.REPLACED, turn);
            return;
        }
        turn.endpoint().current().ifPresent(through -> Informational.deleteEspSa(through, sa.spiIn(), turn));
        end(sa, IkeCloseCause.EXPIRED, turn);
    }
}
