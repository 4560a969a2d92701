package dev.censim.proto.ike;

import dev.censim.proto.Machine;
import dev.censim.proto.Timers;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One IKE SA: state, keys, lifetimes, and the requests of this end. Those of the peer are taken in by {@link Reception}; what the
 * exchanges mean is told by the tasks.
 */
final class IkeSa {

    private enum Timer {
        /** Of a responder that waits for IKE_AUTH, and of an SA that only waits for the peer's last word. */
        HALF_OPEN,
        REKEY,
        LIFETIME
    }

    private static final long HALF_OPEN_NANOS = 30_000_000_000L;

    private final boolean isInitiator;
    private final long localSpi;
    private final long createdAt;
    private final Requests requests;
    private final Responses responses;
    private final Timers<Timer> timers;
    private final PeerPath peerPath;

    private IkeSaState state = IkeSaState.NEGOTIATING;
    private long peerSpi;
    private long establishedAt;
    /** Reported as established and not yet as closed. */
    private boolean isReported;
    /** Local SPI of the IKE SA that the peer has made to replace this one; 0 when there is none. */
    private long peerSuccessor;

    private @Nullable IkeKeys keys; // from IKE_SA_INIT on
    private @Nullable Handshake handshake; // from IKE_SA_INIT on; never in a rekeyed SA
    private Octets lowestNonce = Octets.EMPTY; // not empty once there are keys
    private @Nullable Probing probing; // while established, unless switched off

    /** @param expectedId message id of the peer's first request after this */
    IkeSa(boolean isInitiator, long localSpi, long peerSpi, int expectedId, Turn turn) {
        this.isInitiator = isInitiator;
        this.localSpi = localSpi;
        this.peerSpi = peerSpi;
        peerPath = new PeerPath(isInitiator ? turn.config().firstPath() : turn.path());
        createdAt = turn.now();
        requests = new Requests(turn.config().retransmission());
        responses = new Responses(expectedId);
        timers = new Timers<>(Timer.class);
    }

    private IkeSa(IkeSa other) {
        isInitiator = other.isInitiator;
        localSpi = other.localSpi;
        createdAt = other.createdAt;
        requests = other.requests.copy();
        responses = other.responses.copy();
        timers = other.timers.copy();
        state = other.state;
        peerSpi = other.peerSpi;
        peerPath = other.peerPath.copy();
        establishedAt = other.establishedAt;
        isReported = other.isReported;
        peerSuccessor = other.peerSuccessor;
        keys = other.keys;
        handshake = other.handshake;
        lowestNonce = other.lowestNonce;
        probing = other.probing == null ? null : other.probing.copy();
    }

    IkeSa copy() {
        return new IkeSa(this);
    }

    boolean isInitiator() {
        return isInitiator;
    }

    long localSpi() {
        return localSpi;
    }

    long spiInitiator() {
        return isInitiator ? localSpi : peerSpi;
    }

    long spiResponder() {
        return isInitiator ? peerSpi : localSpi;
    }

    /** The peer has shown itself where the input came from. */
    void follow(Turn turn) {
        boolean hasMoved = peerPath.follow(turn.path(), state == IkeSaState.NEGOTIATING);
        if (hasMoved && isEstablished()) {
            turn.endpoint().encapsulate(this, turn);
        }
    }

    PeerPath peerPath() {
        return peerPath;
    }

    IkeSaState state() {
        return state;
    }

    boolean isEstablished() {
        return state == IkeSaState.ESTABLISHED;
    }

    long createdAt() {
        return createdAt;
    }

    long establishedAt() {
        return establishedAt;
    }

    Octets lowestNonce() {
        return lowestNonce;
    }

    Requests requests() {
        return requests;
    }

    Responses responses() {
        return responses;
    }

    boolean hasKeys() {
        return keys != null;
    }

    IkeKeys keys() {
        return Objects.requireNonNull(keys, "keys exist from IKE_SA_INIT on");
    }

    Handshake handshake() {
        return Objects.requireNonNull(handshake, "only an SA that was not born by rekeying has a handshake");
    }

    Optional<Handshake> handshakeIfAny() {
        return Optional.ofNullable(handshake);
    }

    long peerSuccessor() {
        return peerSuccessor;
    }

    void peerSuccessor(long spi) {
        peerSuccessor = spi;
    }

    // ---- becoming

    /** IKE_SA_INIT, or the rekeying of an older IKE SA, has given the keys. */
    void keyed(long spiOfPeer, IkeKeys derived, Octets ni, Octets nr, Turn turn) {
        peerSpi = spiOfPeer;
        keys = derived;
        lowestNonce = ni.compareTo(nr) < 0 ? ni : nr;
        turn.note(new IkeOutput.IkeKeysDerived(spiInitiator(), spiResponder(), derived));
    }

    void handshake(Handshake exchanged) {
        handshake = exchanged;
    }

    /** Forgotten unless the peer goes on in time. */
    void awaitPeer(Turn turn) {
        timers.set(Timer.HALF_OPEN, turn.now() + HALF_OPEN_NANOS);
    }

    void establish(Turn turn) {
        state = IkeSaState.ESTABLISHED;
        establishedAt = turn.now();
        isReported = true;
        timers.stop(Timer.HALF_OPEN);
        Lifetime lifetime = Lifetime.of(turn.config().ike().ikeLifetime(), turn.entropy(), turn.now());
        timers.set(Timer.REKEY, lifetime.softAt());
        timers.set(Timer.LIFETIME, lifetime.hardAt());
        if (turn.config().dpd().enabled()) {
            probing = new Probing(turn.config().dpd(), turn.now());
        }
        turn.endpoint().encapsulate(this, turn);
        turn.note(new IkeOutput.IkeSaEstablished(spiInitiator(), spiResponder(), isInitiator));
    }

    long hardAt() {
        return timers.at(Timer.LIFETIME);
    }

    void rekeyAt(long at) {
        timers.set(Timer.REKEY, at);
    }

    /** A negotiation under way has come to nothing; the endpoint may try again later. */
    void fail(IkeOutput.Failed failure, Turn turn) {
        turn.note(failure);
        close(IkeCloseCause.FAILED, IkeSaState.GONE, turn);
        turn.endpoint().negotiationFailed(turn);
    }

    /** Over for both ends, children included. */
    void close(IkeCloseCause cause, IkeSaState last, Turn turn) {
        reportClosed(cause, turn);
        requests.clear();
        state = last;
        timers.stopAll();
        if (last == IkeSaState.ANSWERING) {
            awaitPeer(turn);
        }
    }

    /** Over for this end, children included; the peer is told by a DELETE, with more if there is more to say. */
    void closeTelling(IkeCloseCause cause, List<Payload> more, Turn turn) {
        reportClosed(cause, turn);
        requests.clearQueue();
        state = IkeSaState.DELETING;
        timers.stopAll();
        enqueue(new IkeDelete(more), turn);
    }

    /** Another IKE SA has taken its place, by rekeying or as the stronger of two; this end deletes this one. */
    void retire(Turn turn) {
        replaced(turn);
        turn.children().retireAllOf(this);
        enqueue(new IkeDelete(List.of()), turn);
    }

    /** Another IKE SA has taken its place; the peer deletes this one, or else this end does after a while. */
    void awaitDeletion(Turn turn) {
        replaced(turn);
        awaitPeer(turn);
    }

    private void replaced(Turn turn) {
        state = IkeSaState.REPLACED;
        stopProbing(turn);
        timers.stopAll();
    }

    private void reportClosed(IkeCloseCause cause, Turn turn) {
        turn.children().closeAllOf(this, cause, turn);
        if (isReported) {
            isReported = false;
            turn.note(new IkeOutput.IkeSaClosed(spiInitiator(), spiResponder(), cause));
        }
        stopProbing(turn);
    }

    /** A probe without answer would keep the window shut for the DELETE: it is now repeated as any other request. */
    private void stopProbing(Turn turn) {
        probing = null;
        if (requests.isAsking(Dpd.class)) {
            requests.startSchedule(turn.now());
        }
    }

    // ---- requests of this end

    void enqueue(IkeTask task, Turn turn) {
        requests.add(task);
        pump(turn);
    }

    /** What still waits to be asked is asked within its successor. */
    void bequeathRequests(IkeSa successor, Turn turn) {
        requests.moveQueueTo(successor.requests);
        successor.pump(turn);
    }

    private void pump(Turn turn) {
        for (IkeTask task = requests.poll(); task != null; task = requests.poll()) {
            ask(task, turn);
        }
    }

    private void ask(IkeTask task, Turn turn) {
        Optional<List<Payload>> payloads = task.build(this, turn);
        if (payloads.isPresent()) {
            byte[] bytes = encode(task.exchange(), false, requests.nextId(), payloads.get(), turn);
            requests.begin(task, bytes, turn.now());
            turn.send(bytes, peerPath.path());
        }
    }

    byte[] encode(Exchange exchange, boolean response, int messageId, List<Payload> payloads, Turn turn) {
        IkeMessage message =
                new IkeMessage(spiInitiator(), spiResponder(), exchange, isInitiator, response, messageId, payloads);
        return exchange == Exchange.IKE_SA_INIT
                ? IkeCodec.encode(message)
                : SkPayload.seal(message, keys(), turn.entropy());
    }

    void repeatRequest(Turn turn) {
        int attempt = requests.repeated(turn.now());
        turn.send(requests.message(), peerPath.path());
        turn.note(new IkeOutput.Retransmitted(requests.nextId(), attempt));
    }

    /** The response to the request in the window. */
    void process(IkeMessage response, byte[] raw, Turn turn) {
        IkeTask task = requests.finish();
        if (task.process(this, response, raw, turn) == IkeTask.Progress.AGAIN) {
            requests.reopen();
            ask(task, turn);
        } else if (state != IkeSaState.GONE) {
            pump(turn);
        }
    }

    // ---- time

    /** Something that only the peer can send has come in. */
    void proofOfLife(long now) {
        if (probing != null) {
            probing.proofOfLife(requests, now);
        }
    }

    long deadline() {
        long probe = probing == null ? Machine.NEVER : probing.deadline();
        return Math.min(probe, Math.min(requests.deadline(), timers.next()));
    }

    void expire(Turn turn) {
        if (requests.deadline() <= turn.now()) {
            boolean isPatient = isEstablished() && probing == null; // DPD is off: until the lifetime ends (section 2.1)
            if (requests.isExhausted() && !isPatient) {
                noResponse(turn);
            } else {
                repeatRequest(turn);
            }
        }
        if (probing != null && !probing.expire(this, turn)) {
            peerDead(turn);
        }
        if (timers.take(Timer.HALF_OPEN, turn.now())) {
            peerIsLate(turn);
        }
        if (timers.take(Timer.REKEY, turn.now())) {
            enqueue(new IkeRekey(), turn);
        }
        if (timers.take(Timer.LIFETIME, turn.now())) {
            closeTelling(IkeCloseCause.EXPIRED, List.of(), turn);
        }
    }

    private void peerIsLate(Turn turn) {
        if (state == IkeSaState.REPLACED) {
            closeTelling(IkeCloseCause.REPLACED, List.of(), turn);
        } else {
            close(IkeCloseCause.REPLACED, IkeSaState.GONE, turn);
        }
    }

    private void noResponse(Turn turn) {
        switch (state) {
            case NEGOTIATING -> {
                IkeExchange unanswered =
                        requests.isAsking(IkeInit.class) ? IkeExchange.IKE_SA_INIT : IkeExchange.IKE_AUTH;
                fail(new IkeOutput.Failed(IkeRefusal.NO_RESPONSE, unanswered, false), turn);
            }
            case ESTABLISHED -> peerDead(turn);
            default -> close(IkeCloseCause.REPLACED, IkeSaState.GONE, turn);
        }
    }

    private void peerDead(Turn turn) {
        turn.note(new IkeOutput.PeerDead());
        close(IkeCloseCause.PEER_DEAD, IkeSaState.GONE, turn);
    }
}
