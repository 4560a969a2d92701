package dev.censim.proto.ikev1;

import dev.censim.proto.Machine;
import dev.censim.proto.Timers;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.proto.ike.Lifetime;
import dev.censim.proto.ike.Nats;
import dev.censim.proto.ike.PeerPath;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ISAKMP SA: its phase 1, its keys, its lifetime, and the exchanges of phase 2 under it (RFC 2408, RFC 2409).
 *
 * <pre>
 *  NEGOTIATING --authenticated--> ESTABLISHED --another took its place--> REPLACED
 *       |                             |                                      |
 *       | refused, no answer          | DELETE, expired, peer dead           | DELETE, or after a while
 *       +-----------------------------+-------------> GONE <-----------------+
 * </pre>
 */
final class IsakmpSa {

    enum State {
        NEGOTIATING,
        ESTABLISHED,
        /** A newer one is used in its place; this one still opens what comes under it. */
        REPLACED,
        GONE
    }

    private enum Timer {
        /** Of a responder in phase 1. */
        HALF_OPEN,
        REKEY,
        LIFETIME,
        /** Of one that was replaced. */
        DELETION
    }

    private static final long HALF_OPEN_NANOS = 30_000_000_000L;

    /** How long the end that began a replaced SA waits before it deletes it: what is under way has arrived then. */
    private static final long OWN_DELETION_NANOS = 5_000_000_000L;

    /** And the other end, in case that DELETE was lost. */
    private static final long PEER_DELETION_NANOS = 30_000_000_000L;

    private final boolean isInitiator;
    private final ExchangeType mode;
    private final long createdAt;
    private final PeerPath peerPath;
    private final PhaseOne phaseOne;
    private final QuickModes quickModes;
    private final MessageIds messageIds;
    private final Timers<Timer> timers;

    private State state = State.NEGOTIATING;
    private Cookies cookies;
    private long establishedAt;
    private Octets lastBlock = Octets.EMPTY;
    private @Nullable Ikev1Keys keys; // once both Diffie-Hellman values are known
    private @Nullable DeadPeerDetection dpd; // while it watches the peer

    IsakmpSa(boolean isInitiator, ExchangeType mode, Cookies cookies, Turn turn) {
        this.isInitiator = isInitiator;
        this.mode = mode;
        this.cookies = cookies;
        createdAt = turn.now();
        peerPath = new PeerPath(turn.path());
        phaseOne = new PhaseOne(isInitiator, first(mode), turn.config().retransmission());
        quickModes = new QuickModes();
        messageIds = new MessageIds();
        timers = new Timers<>(Timer.class);
        if (!isInitiator) {
            timers.set(Timer.HALF_OPEN, turn.now() + HALF_OPEN_NANOS);
        }
    }

    private IsakmpSa(IsakmpSa other) {
        isInitiator = other.isInitiator;
        mode = other.mode;
        createdAt = other.createdAt;
        peerPath = other.peerPath.copy();
        phaseOne = other.phaseOne.copy();
        quickModes = other.quickModes.copy();
        messageIds = other.messageIds.copy();
        timers = other.timers.copy();
        state = other.state;
        cookies = other.cookies;
        establishedAt = other.establishedAt;
        lastBlock = other.lastBlock;
        keys = other.keys;
        dpd = other.dpd == null ? null : other.dpd.copy();
    }

    IsakmpSa copy() {
        return new IsakmpSa(this);
    }

    private static PhaseOne.Awaited first(ExchangeType mode) {
        return mode == ExchangeType.AGGRESSIVE ? PhaseOne.Awaited.AGGRESSIVE_1 : PhaseOne.Awaited.MAIN_1;
    }

    // ---- what it is

    boolean isInitiator() {
        return isInitiator;
    }

    ExchangeType mode() {
        return mode;
    }

    State state() {
        return state;
    }

    boolean isEstablished() {
        return state == State.ESTABLISHED;
    }

    /** This end has begun it and phase 1 is under way. */
    boolean isBeingBegun() {
        return isInitiator && state == State.NEGOTIATING;
    }

    /** The peer has begun it and phase 1 is under way. */
    boolean isHalfOpen() {
        return !isInitiator && state == State.NEGOTIATING;
    }

    /** Messages of phase 2 are taken in. */
    boolean isOpen() {
        return state == State.ESTABLISHED || state == State.REPLACED;
    }

    long createdAt() {
        return createdAt;
    }

    long establishedAt() {
        return establishedAt;
    }

    Cookies cookies() {
        return cookies;
    }

    PhaseOne phaseOne() {
        return phaseOne;
    }

    QuickModes quickModes() {
        return quickModes;
    }

    MessageIds messageIds() {
        return messageIds;
    }

    PeerPath peerPath() {
        return peerPath;
    }

    @Nullable
    Ikev1Keys keys() {
        return keys;
    }

    Ikev1Keys requiredKeys() {
        if (keys == null) {
            throw new IllegalStateException("no keys in " + state);
        }
        return keys;
    }

    /** Of phase 1, from which the IVs of phase 2 derive. */
    Octets lastBlock() {
        return lastBlock;
    }

    // ---- messages

    void received(IsakmpMessage message, byte[] raw, Turn turn) {
        switch (message.exchange()) {
            case IDENTITY_PROTECTION, AGGRESSIVE -> phaseOne.received(this, message, raw, turn);
            case QUICK_MODE -> {
                if (isOpen()) {
                    quickModes.received(this, message, raw, turn);
                } else {
                    turn.discard(IkeDiscard.UNEXPECTED);
                }
            }
            case INFORMATIONAL -> Informational.received(this, message, turn);
        }
    }

    /** A message that only the peer can have sent, and only now. */
    void fresh(Turn turn) {
        proofOfLife(turn.now());
        follow(turn);
    }

    /** The peer has shown itself where the input came from. */
    void follow(Turn turn) {
        boolean hasMoved = peerPath.follow(turn.path(), state == State.NEGOTIATING);
        if (hasMoved && isEstablished()) {
            turn.endpoint().encapsulate(this, turn);
        }
    }

    byte[] encode(
            ExchangeType exchange, boolean isEncrypted, int messageId, List<IsakmpPayload> payloads, Octets body) {
        return IsakmpCodec.encode(new IsakmpMessage(
                cookies.initiator(),
                cookies.responder(),
                exchange,
                isEncrypted,
                messageId,
                payloads.get(0).type(),
                body));
    }

    /** Random, never zero, of no exchange before (RFC 2408 section 3.1). */
    int newMessageId(Turn turn) {
        int id = (int) turn.entropy().nextLong();
        while (id == 0 || messageIds.contains(id)) {
            id = (int) turn.entropy().nextLong();
        }
        messageIds.add(id);
        return id;
    }

    // ---- phase 1

    /** The responder has given its cookie. */
    void respondedBy(long cookieResponder) {
        cookies = new Cookies(cookies.initiator(), cookieResponder);
    }

    void keyed(Ikev1Keys derived, Octets firstIv, Turn turn) {
        keys = derived;
        lastBlock = firstIv;
        turn.note(new IkeOutput.Ikev1KeysDerived(cookies.initiator(), cookies.responder(), derived));
    }

    /** An encrypted message of phase 1 was sent or read: the next one is chained to its last block (RFC 2409 appendix B). */
    void wentOn(Octets block) {
        lastBlock = block;
    }

    void findNats(Payloads message, Turn turn) {
        if (phaseOne.traversesNat(turn)) {
            Nats found = NatDiscovery.of(message, turn.path(), this, turn.config());
            peerPath.found(found, isInitiator, turn.config().natTraversal());
        }
    }

    void establish(boolean isInitialContact, Turn turn) {
        state = State.ESTABLISHED;
        establishedAt = turn.now();
        timers.stop(Timer.HALF_OPEN);
        Lifetime lifetime = Lifetime.of(turn.config().ike().ikeLifetime(), turn.entropy(), turn.now());
        timers.set(Timer.REKEY, lifetime.softAt());
        timers.set(Timer.LIFETIME, lifetime.hardAt());
        if (turn.config().dpd().enabled() && phaseOne.peerAnswersDpd()) {
            int first = (int) turn.entropy().nextLong() & Integer.MAX_VALUE;
            dpd = new DeadPeerDetection(turn.config().dpd(), first, turn.now());
        }
        turn.endpoint().encapsulate(this, turn);
        turn.note(new IkeOutput.IkeSaEstablished(cookies.initiator(), cookies.responder(), isInitiator));
        turn.endpoint().established(this, isInitialContact, turn);
    }

    /** Phase 1 has come to nothing; the endpoint may try again later. */
    void fail(IkeOutput.Failed failure, Turn turn) {
        turn.note(failure);
        close(IkeCloseCause.FAILED, turn);
        if (isInitiator) {
            turn.endpoint().negotiationFailed(turn);
        }
    }

    // ---- the end

    /** Another SA is used in its place. Its phase 2 SAs live on. */
    void replace(Turn turn) {
        state = State.REPLACED;
        dpd = null;
        timers.stopAll();
        timers.set(Timer.DELETION, turn.now() + (isInitiator ? OWN_DELETION_NANOS : PEER_DELETION_NANOS));
    }

    /** The peer is told by a DELETE, which is not answered. */
    void closeTelling(IkeCloseCause cause, Turn turn) {
        Informational.deleteIsakmpSa(this, turn);
        close(cause, turn);
    }

    void close(IkeCloseCause cause, Turn turn) {
        boolean wasReported = isOpen();
        quickModes.abandon(turn);
        state = State.GONE;
        dpd = null;
        timers.stopAll();
        phaseOne.retransmission().stop();
        if (wasReported) {
            turn.note(new IkeOutput.IkeSaClosed(cookies.initiator(), cookies.responder(), cause));
        }
    }

    void rekeyAt(long at) {
        timers.set(Timer.REKEY, at);
    }

    /** Whether a rekeying is planned or not to happen any more. */
    boolean isRekeyPlanned() {
        return timers.isArmed(Timer.REKEY);
    }

    /** Whether it ends by itself. */
    boolean expires() {
        return timers.isArmed(Timer.LIFETIME);
    }

    // ---- time

    /** Something that only the peer can send has come in. */
    void proofOfLife(long now) {
        if (dpd != null) {
            dpd.proofOfLife(now);
        }
    }

    @Nullable
    DeadPeerDetection dpd() {
        return dpd;
    }

    long deadline() {
        long probe = dpd == null ? Machine.NEVER : dpd.deadline();
        long phaseOneAt = phaseOne.retransmission().deadline();
        return Math.min(Math.min(probe, phaseOneAt), Math.min(timers.next(), quickModes.deadline()));
    }

    void expire(Turn turn) {
        if (phaseOne.retransmission().deadline() <= turn.now()) {
            repeatPhaseOne(turn);
        }
        quickModes.expire(this, turn);
        if (dpd != null) {
            askPeer(dpd, turn);
        }
        if (timers.take(Timer.HALF_OPEN, turn.now())) {
            close(IkeCloseCause.FAILED, turn);
        }
        if (timers.take(Timer.REKEY, turn.now())) {
            turn.endpoint().rekey(turn);
        }
        if (timers.take(Timer.LIFETIME, turn.now())) {
            closeTelling(IkeCloseCause.EXPIRED, turn);
        }
        if (timers.take(Timer.DELETION, turn.now())) {
            closeTelling(IkeCloseCause.REPLACED, turn);
        }
    }

    private void repeatPhaseOne(Turn turn) {
        if (!phaseOne.retransmission().isExhausted()) {
            phaseOne.repeat(this, turn);
        } else if (isInitiator) {
            fail(new IkeOutput.Failed(IkeRefusal.NO_RESPONSE, PhaseOne.exchange(mode), false), turn);
        } else {
            close(IkeCloseCause.FAILED, turn);
        }
    }

    private void askPeer(DeadPeerDetection detection, Turn turn) {
        switch (detection.due(turn.now())) {
            case NOTHING -> {}
            case QUESTION -> Informational.areYouThere(this, detection.sequence(), turn);
            case PEER_IS_DEAD -> turn.endpoint().peerDead(turn);
        }
    }
}
