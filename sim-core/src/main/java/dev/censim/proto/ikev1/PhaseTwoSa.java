package dev.censim.proto.ikev1;

import dev.censim.proto.Machine;
import dev.censim.proto.ike.ChildSa;
import dev.censim.wire.ike.Octets;

/** A pair of ESP SAs and where it stands. */
final class PhaseTwoSa {

    enum State {
        INSTALLED,
        /** Another pair is used in its place; packets may still come in, and go out when nothing else is left. */
        RETIRING,
        /** Deleted after another took its place; open for packets that are under way. */
        LINGERING
    }

    /**
     * The quick mode that made it.
     *
     * @param isOurs whether this end began it
     * @param beganAt when it began, or its first message came
     * @param lowestNonce of the two
     */
    record Origin(boolean isOurs, long beganAt, Octets lowestNonce) {}

    private final ChildSa pair;
    private final Origin origin;
    private final long installedAt;

    private State state = State.INSTALLED;
    /** Since when the peer is known to be able to receive. */
    private long confirmedAt;
    /** When to rekey it. */
    private long softAt;
    /** When it ends. */
    private long hardAt;
    /** The peer may take it for the better one. */
    private boolean isContested;
    /** When this end deletes it because another took its place. */
    private long deletionAt = Machine.NEVER;
    /** Until when the pair whose place it takes is sent through; {@link Machine#NEVER} when that is over. */
    private long waitsUntil = Machine.NEVER;

    PhaseTwoSa(ChildSa pair, Origin origin, long installedAt, long softAt, long hardAt) {
        this.pair = pair;
        this.origin = origin;
        this.installedAt = installedAt;
        this.softAt = softAt;
        this.hardAt = hardAt;
        confirmedAt = origin.isOurs() ? installedAt : Machine.NEVER;
    }

    private PhaseTwoSa(PhaseTwoSa other) {
        this(other.pair, other.origin, other.installedAt, other.softAt, other.hardAt);
        state = other.state;
        confirmedAt = other.confirmedAt;
        isContested = other.isContested;
        deletionAt = other.deletionAt;
        waitsUntil = other.waitsUntil;
    }

    PhaseTwoSa copy() {
        return new PhaseTwoSa(this);
    }

    ChildSa pair() {
        return pair;
    }

    int spiIn() {
        return pair.spiIn();
    }

    Origin origin() {
        return origin;
    }

    long installedAt() {
        return installedAt;
    }

    State state() {
        return state;
    }

    boolean isInstalled() {
        return state == State.INSTALLED;
    }

    boolean isConfirmed() {
        return confirmedAt != Machine.NEVER;
    }

    long confirmedAt() {
        return confirmedAt;
    }

    void confirm(long now) {
        confirmedAt = now;
    }

    /** No longer to be rekeyed. */
    void retire() {
        state = State.RETIRING;
        softAt = Machine.NEVER;
    }

    void deleteAt(long at) {
        deletionAt = Math.min(deletionAt, at);
    }

    /** When it is to be deleted at all, then not before. */
    void putDeletionOff(long until) {
        if (deletionAt != Machine.NEVER) {
            deletionAt = Math.max(deletionAt, until);
        }
    }

    boolean isContested() {
        return isContested;
    }

    void contest() {
        isContested = true;
    }

    void linger(long until) {
        state = State.LINGERING;
        softAt = Machine.NEVER;
        deletionAt = Machine.NEVER;
        hardAt = until;
    }

    void rekeyAt(long at) {
        softAt = at;
    }

    /** Packets go out through what it replaces for so long. */
    void waitUntil(long at) {
        waitsUntil = at;
    }

    void waitNoMore() {
        waitsUntil = Machine.NEVER;
    }

    long waitsUntil() {
        return waitsUntil;
    }

    /** How well packets can be sent through it, 0 for not at all; the highest rank is used, the newest within a rank. */
    int rank() {
        if (!isConfirmed() || state == State.LINGERING) {
            return 0;
        } else if (waitsUntil != Machine.NEVER) {
            return 1;
        }
        return state == State.RETIRING ? 2 : 3;
    }

    long softAt() {
        return softAt;
    }

    long hardAt() {
        return hardAt;
    }

    long deletionAt() {
        return deletionAt;
    }

    long deadline() {
        return Math.min(Math.min(deletionAt, waitsUntil), Math.min(softAt, hardAt));
    }
}
