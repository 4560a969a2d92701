package dev.censim.proto.ike;

import dev.censim.model.policy.DpdConfig;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.Timers;
import dev.censim.proto.liveness.Liveness;
import dev.censim.proto.liveness.LivenessOutput;
import dev.censim.proto.liveness.LivenessPolicy;
import dev.censim.wire.Malformed;
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
 * One IKE SA: message ids, windows of one, retransmission, lifetimes and liveness. What the exchanges mean is told by the tasks.
 *
 * <pre>
 *  NEGOTIATING --AUTH--> ESTABLISHED --rekeyed, or the weaker of two--> REPLACED --+
 *       |                     |  \--closed here--> DELETING --+                    |
 *       | refused             | DELETE from the peer          | answer, or none    |
 *       +-------------> ANSWERING <-------------------------- | -------------------+
 *                             | half-open time                v
 *                             +----------------------------> GONE
 * </pre>
 */
final class IkeSa {

    enum State {
        NEGOTIATING,
        ESTABLISHED,
        /** Another IKE SA has taken its place; it still carries the deletion. */
        REPLACED,
        /** For the owner it is closed; the peer is being told. */
        DELETING,
        /** Closed; only repeats its last response if the peer did not get it. */
        ANSWERING,
        GONE
    }

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

    private State state = State.NEGOTIATING;
    private long peerSpi;
    private long establishedAt;
    /** Reported as established and not yet as closed. */
    private boolean isReported;
    /** Local SPI of the IKE SA that the peer has made to replace this one; 0 when there is none. */
    private long peerSuccessor;

    private @Nullable IkeKeys keys; // from IKE_SA_INIT on
    private @Nullable Handshake handshake; // from IKE_SA_INIT on; never in a rekeyed SA
    private Octets lowestNonce = Octets.EMPTY; // not empty once there are keys
    private @Nullable Liveness liveness; // while established, unless switched off

    /** @param expectedId message id of the peer's first request after this */
    IkeSa(boolean isInitiator, long localSpi, long peerSpi, int expectedId, Turn turn) {
        this.isInitiator = isInitiator;
        this.localSpi = localSpi;
        this.peerSpi = peerSpi;
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
        establishedAt = other.establishedAt;
        isReported = other.isReported;
        peerSuccessor = other.peerSuccessor;
        keys = other.keys;
        handshake = other.handshake;
        lowestNonce = other.lowestNonce;
        liveness = other.liveness == null ? null : other.liveness.copy();
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

    State state() {
        return state;
    }

    boolean isEstablished() {
        return state == State.ESTABLISHED;
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
        state = State.ESTABLISHED;
        establishedAt = turn.now();
        isReported = true;
        timers.stop(Timer.HALF_OPEN);
        Lifetime lifetime = Lifetime.of(turn.config().ike().ikeLifetime(), turn);
        timers.set(Timer.REKEY, lifetime.softAt());
        timers.set(Timer.LIFETIME, lifetime.hardAt());
        DpdConfig dpd = turn.config().dpd();
        if (dpd.enabled()) {
            LivenessPolicy policy = new LivenessPolicy(
                    dpd.delay().toNanos(), dpd.retryInterval().toNanos(), dpd.retries());
            liveness = new Liveness(policy, turn.now());
        }
        turn.note(new IkeOutput.IkeSaEstablished(spiInitiator(), spiResponder(), isInitiator, keys()));
    }

    void rekeyAt(long at) {
        timers.set(Timer.REKEY, at);
    }

    /** A negotiation under way has come to nothing; the endpoint may try again later. */
    void fail(IkeRefusal cause, Turn turn) {
        turn.note(new IkeOutput.Failed(cause));
        close(IkeCloseCause.FAILED, State.GONE, turn);
        turn.endpoint().negotiationFailed(turn);
    }

    /** Over for both ends, children included. */
    void close(IkeCloseCause cause, State last, Turn turn) {
        reportClosed(cause, turn);
        requests.clear();
        state = last;
        timers.stopAll();
        if (last == State.ANSWERING) {
            awaitPeer(turn);
        }
    }

    /** Over for this end, children included; the peer is told by a DELETE, with more if there is more to say. */
    void closeTelling(IkeCloseCause cause, List<Payload> more, Turn turn) {
        reportClosed(cause, turn);
        requests.clearQueue();
        state = State.DELETING;
        timers.stopAll();
        enqueue(new IkeDelete(more), turn);
    }

    /** Another IKE SA has taken its place, by rekeying or as the stronger of two; this end deletes this one. */
    void retire(Turn turn) {
        replaced();
        turn.children().retireAllOf(this);
        enqueue(new IkeDelete(List.of()), turn);
    }

    /** Another IKE SA has taken its place; the peer deletes this one, or else this end does after a while. */
    void awaitDeletion(Turn turn) {
        replaced();
        awaitPeer(turn);
    }

    private void replaced() {
        state = State.REPLACED;
        liveness = null;
        timers.stopAll();
    }

    private void reportClosed(IkeCloseCause cause, Turn turn) {
        turn.children().closeAllOf(this, cause, turn);
        if (isReported) {
            isReported = false;
            turn.note(new IkeOutput.IkeSaClosed(spiInitiator(), spiResponder(), cause));
        }
        liveness = null;
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
            turn.note(new IkeOutput.Send(bytes));
        }
    }

    private byte[] encode(Exchange exchange, boolean response, int messageId, List<Payload> payloads, Turn turn) {
        IkeMessage message =
                new IkeMessage(spiInitiator(), spiResponder(), exchange, isInitiator, response, messageId, payloads);
        return exchange == Exchange.IKE_SA_INIT
                ? IkeCodec.encode(message)
                : SkPayload.seal(message, keys(), turn.entropy());
    }

    void repeatRequest(Turn turn) {
        int attempt = requests.repeated(turn.now());
        turn.note(new IkeOutput.Send(requests.message()));
        turn.note(new IkeOutput.Retransmitted(requests.nextId(), attempt));
    }

    private void process(IkeMessage response, byte[] raw, Turn turn) {
        IkeTask task = requests.finish();
        if (task.process(this, response, raw, turn) == IkeTask.Progress.AGAIN) {
            requests.reopen();
            ask(task, turn);
        } else if (state != State.GONE) {
            pump(turn);
        }
    }

    // ---- messages of the peer

    /** Acts on a message with this SA's SPIs; one that is not authentic changes nothing. */
    void received(IkeMessage message, byte[] raw, Turn turn) {
        if (message.fromInitiator() == isInitiator) {
            return;
        }
        if (message.exchange() == Exchange.IKE_SA_INIT) {
            if (message.response() && requests.awaits(message.messageId()) && requests.isAsking(IkeInit.class)) {
                process(message, raw, turn);
            }
        } else if (keys != null) {
            protectedMessage(message, raw, keys, turn);
        }
    }

    private void protectedMessage(IkeMessage message, byte[] raw, IkeKeys with, Turn turn) {
        try {
            Optional<IkeMessage> opened = SkPayload.open(message, raw, with);
            if (opened.isPresent()) {
                authentic(opened.get(), raw, Optional.empty(), turn);
            }
        } catch (Malformed e) {
            Refused refused = Refused.of(e);
            authentic(message.with(List.of(refused.notification())), raw, Optional.of(refused), turn);
        }
    }

    /** @param unreadable present when the message cannot be read although it is authentic; it then holds only this notify */
    private void authentic(IkeMessage message, byte[] raw, Optional<Refused> unreadable, Turn turn) {
        if (message.response()) {
            if (requests.awaits(message.messageId())) {
                proofOfLife(turn.now());
                process(message, raw, turn);
            }
        } else if (responses.expects(message.messageId())) {
            if (isReady(message)) {
                proofOfLife(turn.now());
                answer(message, raw, unreadable, turn);
            }
        } else if (responses.isRepetition(raw)) {
            turn.note(new IkeOutput.Send(responses.lastResponse()));
        }
    }

    /** Before IKE_AUTH is done a responder takes nothing else, and an initiator nothing at all: the peer will repeat it. */
    private boolean isReady(IkeMessage request) {
        return switch (state) {
            case NEGOTIATING -> !isInitiator && request.exchange() == Exchange.IKE_AUTH;
            case ANSWERING, GONE -> false;
            default -> true;
        };
    }

    private void answer(IkeMessage request, byte[] raw, Optional<Refused> unreadable, Turn turn) {
        List<Payload> payloads;
        try {
            if (unreadable.isPresent()) {
                throw unreadable.get();
            }
            payloads = answer(request, turn);
        } catch (Refused refused) {
            payloads = List.of(refused.notification());
            refusedPeer(refused, turn);
        }
        byte[] response = encode(request.exchange(), true, request.messageId(), payloads, turn);
        responses.answered(raw, response);
        turn.note(new IkeOutput.Send(response));
    }

    private List<Payload> answer(IkeMessage request, Turn turn) throws Refused {
        return switch (request.exchange()) {
            case IKE_AUTH -> IkeAuth.answer(this, request, turn);
            case CREATE_CHILD_SA -> ChildCreate.answerAny(this, request, turn);
            case INFORMATIONAL -> IkeDelete.answer(this, request, turn);
            case IKE_SA_INIT -> throw Refused.syntax();
        };
    }

    private void refusedPeer(Refused refused, Turn turn) {
        if (refused.isFinal()) {
            turn.note(new IkeOutput.Failed(refused.cause()));
        }
        if (state == State.NEGOTIATING) {
            close(IkeCloseCause.FAILED, State.ANSWERING, turn);
        }
    }

    // ---- time

    /** Something that only the peer can send has come in. */
    void proofOfLife(long now) {
        if (liveness != null) {
            if (liveness.isAsking() && requests.isAsking(Dpd.class)) {
                requests.startSchedule(now);
            }
            liveness.proofOfLife(now);
        }
    }

    long deadline() {
        long probe = liveness == null ? Machine.NEVER : liveness.deadline();
        return Math.min(probe, Math.min(requests.deadline(), timers.next()));
    }

    void expire(Turn turn) {
        if (requests.deadline() <= turn.now()) {
            if (requests.isExhausted()) {
                noResponse(turn);
            } else {
                repeatRequest(turn);
            }
        }
        if (liveness != null) {
            probe(liveness, turn);
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
        if (state == State.REPLACED) {
            closeTelling(IkeCloseCause.REPLACED, List.of(), turn);
        } else {
            close(IkeCloseCause.REPLACED, State.GONE, turn);
        }
    }

    /** RFC 7296 section 2.4. A request that is without answer already is as good a question as a new one. */
    private void probe(Liveness asking, Turn turn) {
        Outbox<LivenessOutput> due = new Outbox<>();
        asking.expire(turn.now(), due);
        for (LivenessOutput output = due.poll(); output != null; output = due.poll()) {
            if (output instanceof LivenessOutput.GaveUp) {
                peerDead(turn);
            } else if (requests.isIdle()) {
                enqueue(new Dpd(), turn);
            } else {
                repeatRequest(turn);
            }
            if (requests.isAsking(Dpd.class)) {
                requests.stopSchedule();
            }
        }
    }

    private void noResponse(Turn turn) {
        switch (state) {
            case NEGOTIATING -> fail(IkeRefusal.NO_RESPONSE, turn);
            case ESTABLISHED -> peerDead(turn);
            default -> close(IkeCloseCause.REPLACED, State.GONE, turn);
        }
    }

    private void peerDead(Turn turn) {
        turn.note(new IkeOutput.PeerDead());
        close(IkeCloseCause.PEER_DEAD, State.GONE, turn);
    }
}
