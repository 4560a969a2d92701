package dev.censim.proto.ikev1;

import dev.censim.crypto.KeyExchange;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.proto.ike.Retransmission;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.TrafficSelector;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * One quick mode, RFC 2409 section 5.5, which makes a pair of ESP SAs for one pair of client IDs:
 *
 * <pre>
 *   1  HASH(1), SA, Ni, [KE], IDci, IDcr   -->
 *   2                                      <--  HASH(2), SA, Nr, [KE], IDci, IDcr
 *   3  HASH(3)                             -->
 * </pre>
 *
 * <p>The responder receives by the new pair from message 2 on and sends through it from message 3 on.
 */
final class QuickMode {

    private enum Awaited {
        SECOND,
        THIRD,
        NOTHING
    }

    private static final int NONCE_LENGTH = 32;

    private final boolean isInitiator;
    private final int messageId;
    private final int spiIn;
    private final OptionalInt replaces;
    private final long beganAt;
    private final Retransmission retransmission;

    private Awaited awaited = Awaited.NOTHING;
    private Octets iv;
    private Octets ni = Octets.EMPTY;
    private Octets nr = Octets.EMPTY;
    private Octets secret = Octets.EMPTY;
    private Octets ownPublic = Octets.EMPTY;
    private Octets lastReceived = Octets.EMPTY;
    private Octets lastSent = Octets.EMPTY;

    private QuickMode(IsakmpSa sa, boolean isInitiator, int messageId, OptionalInt replaces, Turn turn) {
        this.isInitiator = isInitiator;
        this.messageId = messageId;
        this.replaces = replaces;
        spiIn = turn.phaseTwoSas().newSpi(turn.entropy());
        beganAt = turn.now();
        retransmission = new Retransmission(turn.config().retransmission());
        iv = Ikev1KeySchedule.iv(sa.requiredKeys(), sa.lastBlock(), messageId);
    }

    private QuickMode(QuickMode other) {
        isInitiator = other.isInitiator;
        messageId = other.messageId;
        spiIn = other.spiIn;
        replaces = other.replaces;
        beganAt = other.beganAt;
        retransmission = other.retransmission.copy();
        awaited = other.awaited;
        iv = other.iv;
        ni = other.ni;
        nr = other.nr;
        secret = other.secret;
        ownPublic = other.ownPublic;
        lastReceived = other.lastReceived;
        lastSent = other.lastSent;
    }

    QuickMode copy() {
        return new QuickMode(this);
    }

    int messageId() {
        return messageId;
    }

    int spiIn() {
        return spiIn;
    }

    OptionalInt replaces() {
        return replaces;
    }

    /** A message of the peer is awaited. */
    boolean isPending() {
        return awaited != Awaited.NOTHING;
    }

    // ---- the three messages

    /** Sends message 1. */
    static QuickMode begin(IsakmpSa sa, OptionalInt replaces, Turn turn) {
        QuickMode quickMode = new QuickMode(sa, true, sa.newMessageId(turn), replaces, turn);
        IpsecConfig config = turn.config().ipsec();
        quickMode.ni = Octets.of(turn.entropy().bytes(NONCE_LENGTH));
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(new IsakmpPayload(IsakmpPayload.SA, proposal(sa, turn).offer(quickMode.spiIn)));
        payloads.add(new IsakmpPayload(IsakmpPayload.NONCE, quickMode.ni));
        config.ipsecPfs().ifPresent(group -> payloads.add(quickMode.keyExchange(group, turn)));
        payloads.addAll(ClientIds.ofInitiator(turn.config()).payloads());
        quickMode.send(
                sa,
                payloads,
                rest -> Ikev1KeySchedule.hash1(sa.requiredKeys(), quickMode.messageId, rest),
                Awaited.SECOND,
                turn);
        return quickMode;
    }

    /** Takes message 1 and sends message 2; empty when it is not authentic or not accepted. */
    static Optional<QuickMode> answer(IsakmpSa sa, IsakmpMessage message, byte[] raw, Turn turn) {
        QuickMode quickMode = new QuickMode(sa, false, message.messageId(), OptionalInt.empty(), turn);
        Optional<Payloads> authentic = quickMode.open(
                sa, message, raw, rest -> Ikev1KeySchedule.hash1(sa.requiredKeys(), message.messageId(), rest), turn);
        if (authentic.isEmpty()) {
            return Optional.empty();
        }
        sa.messageIds().add(message.messageId());
        Payloads in = authentic.get();
        try {
            quickMode.message1(sa, in, turn);
            return Optional.of(quickMode);
        } catch (Refused refused) {
            turn.note(refused.failed(IkeExchange.QUICK_MODE));
            Informational.refuseQuickMode(sa, refused.notifyType(), QuickProposal.spi(in), turn);
            return Optional.empty();
        }
    }

    /** A message of this exchange behind the first. */
    void received(IsakmpSa sa, IsakmpMessage message, byte[] raw, Turn turn) {
        if (Arrays.equals(lastReceived.bytes(), raw)) {
            repeat(sa, turn);
            if (isInitiator && awaited == Awaited.NOTHING) {
                turn.phaseTwoSas().putDeletionsOff(spiIn, turn);
            }
            return;
        }
        if (awaited == Awaited.NOTHING) {
            turn.discard(IkeDiscard.OUT_OF_WINDOW);
            return;
        }
        boolean isSecond = awaited == Awaited.SECOND;
        Ikev1Keys keys = sa.requiredKeys();
        UnaryOperator<Octets> hash = rest -> isSecond
                ? Ikev1KeySchedule.hash2(keys, messageId, ni, rest)
                : Ikev1KeySchedule.hash3(keys, messageId, ni, nr);
        Optional<Payloads> authentic = open(sa, message, raw, hash, turn);
        if (authentic.isPresent() && isSecond) {
            message2(sa, authentic.get(), turn);
        } else if (authentic.isPresent()) {
            await(Awaited.NOTHING, turn.now());
            turn.phaseTwoSas().confirm(spiIn, turn);
        }
    }

    private void message1(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        IpsecConfig config = turn.config().ipsec();
        QuickProposal.Choice choice = proposal(sa, turn).choose(in.required(IsakmpPayload.SA));
        ClientIds ids = ClientIds.accept(in, turn.config());
        ni = in.required(IsakmpPayload.NONCE);
        nr = Octets.of(turn.entropy().bytes(NONCE_LENGTH));
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(new IsakmpPayload(IsakmpPayload.SA, QuickProposal.answer(choice, spiIn)));
        payloads.add(new IsakmpPayload(IsakmpPayload.NONCE, nr));
        config.ipsecPfs().ifPresent(group -> payloads.add(keyExchange(group, turn)));
        ChildSa pair =
                pair(sa, shared(in, config.ipsecPfs(), turn), choice.spi(), ids.initiator(), ids.responder(), turn);
        payloads.addAll(ClientIds.asSent(in));
        send(sa, payloads, rest -> Ikev1KeySchedule.hash2(sa.requiredKeys(), messageId, ni, rest), Awaited.THIRD, turn);
        turn.phaseTwoSas().install(pair, new PhaseTwoSa.Origin(false, beganAt, lowestNonce()), turn);
    }

    private void message2(IsakmpSa sa, Payloads in, Turn turn) {
        try {
            int spiOut = proposal(sa, turn).accept(in.required(IsakmpPayload.SA));
            ClientIds ids = ClientIds.ofInitiator(turn.config());
            ids.requireSame(in);
            nr = in.required(IsakmpPayload.NONCE);
            byte[] shared = shared(in, turn.config().ipsec().ipsecPfs(), turn);
            ChildSa pair = pair(sa, shared, spiOut, ids.responder(), ids.initiator(), turn);
            send(
                    sa,
                    List.of(),
                    rest -> Ikev1KeySchedule.hash3(sa.requiredKeys(), messageId, ni, nr),
                    Awaited.NOTHING,
                    turn);
            turn.phaseTwoSas().install(pair, new PhaseTwoSa.Origin(true, beganAt, lowestNonce()), turn);
        } catch (Refused refused) {
            Informational.refuseQuickMode(sa, refused.notifyType(), QuickProposal.spi(in), turn);
            Informational.deleteEspSa(sa, spiIn, turn); // the peer has installed its pair already
            fail(sa, refused.failed(IkeExchange.QUICK_MODE), turn);
        }
    }

    /** It has come to nothing: refused at either end, or not answered. */
    void fail(IsakmpSa sa, IkeOutput.Failed failure, Turn turn) {
        await(Awaited.NOTHING, turn.now());
        turn.note(failure);
        turn.phaseTwoSas().abandon(spiIn, turn);
        if (isInitiator) {
            turn.endpoint().quickModeFailed(sa, this, failure.cause() == IkeRefusal.NO_RESPONSE, turn);
        }
    }

    // ---- parts

    private static QuickProposal proposal(IsakmpSa sa, Turn turn) {
        return new QuickProposal(
                turn.config().ipsec(),
                sa.peerPath().espPath(turn.config().natTraversal()).isPresent());
    }

    private IsakmpPayload keyExchange(DhGroup group, Turn turn) {
        byte[] drawn = KeyExchange.secret(group, turn.entropy());
        secret = Octets.of(drawn);
        ownPublic = Octets.of(turn.knownSecrets().publicValue(group, drawn));
        return new IsakmpPayload(IsakmpPayload.KE, ownPublic);
    }

    /** Of this exchange's Diffie-Hellman; nothing without perfect forward secrecy. */
    private byte[] shared(Payloads in, Optional<DhGroup> group, Turn turn) throws Refused {
        Optional<Octets> peer = in.first(IsakmpPayload.KE);
        if (group.isEmpty()) {
            if (peer.isPresent()) {
                throw Refused.unexpected();
            }
            return new byte[0];
        }
        return turn.knownSecrets()
                .shared(
                        group.get(),
                        secret.bytes(),
                        ownPublic.bytes(),
                        peer.orElseThrow(Refused::missing).bytes())
                .orElseThrow(Refused::key);
    }

    /** Each direction has keying material of its own, by the SPI of the end that receives (section 5.5). */
    private ChildSa pair(IsakmpSa sa, byte[] shared, int spiOut, Prefix remote, Prefix local, Turn turn) {
        IpsecConfig config = turn.config().ipsec();
        int e = config.ipsecEncAlg().keyLength();
        int end = e + config.ipsecAuthAlg().hashLength();
        byte[] in = Ikev1KeySchedule.keymat(sa.requiredKeys(), shared, spiIn, ni, nr, end);
        byte[] out = Ikev1KeySchedule.keymat(sa.requiredKeys(), shared, spiOut, ni, nr, end);
        return new ChildSa(
                spiIn,
                spiOut,
                config.ipsecEncAlg(),
                config.ipsecAuthAlg(),
                Arrays.copyOf(in, e),
                Arrays.copyOfRange(in, e, end),
                Arrays.copyOf(out, e),
                Arrays.copyOfRange(out, e, end),
                List.of(TrafficSelector.of(local)),
                List.of(TrafficSelector.of(remote)),
                replaces);
    }

    private Octets lowestNonce() {
        return ni.compareTo(nr) < 0 ? ni : nr;
    }

    /** The payloads of a message if its HASH is right; it is then chained and remembered. */
    private Optional<Payloads> open(
            IsakmpSa sa, IsakmpMessage message, byte[] raw, UnaryOperator<Octets> hash, Turn turn) {
        try {
            Payloads payloads = EncryptedBody.open(message, sa.requiredKeys(), iv);
            if (payloads.leadingHash().equals(Optional.of(hash.apply(payloads.behindFirst())))) {
                iv = EncryptedBody.lastBlock(message.body(), sa.requiredKeys());
                lastReceived = Octets.of(raw);
                sa.fresh(turn);
                return Optional.of(payloads);
            }
        } catch (Malformed e) {
            // as good as a wrong hash: whoever sent it does not hold the keys
        }
        turn.discard(IkeDiscard.NOT_AUTHENTIC);
        return Optional.empty();
    }

    private void send(IsakmpSa sa, List<IsakmpPayload> payloads, UnaryOperator<Octets> hash, Awaited next, Turn turn) {
        List<IsakmpPayload> hashed = Payloads.behindHash(payloads, hash);
        Octets body = EncryptedBody.seal(hashed, sa.requiredKeys(), iv);
        iv = EncryptedBody.lastBlock(body, sa.requiredKeys());
        byte[] message = sa.encode(ExchangeType.QUICK_MODE, true, messageId, hashed, body);
        await(next, turn.now());
        lastSent = Octets.of(message);
        turn.send(message, sa.peerPath().path());
    }

    /** As in {@link PhaseOne#await}. */
    private void await(Awaited next, long now) {
        awaited = next;
        if (next == Awaited.NOTHING) {
            retransmission.stop();
            lastSent = Octets.EMPTY;
        } else {
            retransmission.begin(now);
        }
    }

    private void repeat(IsakmpSa sa, Turn turn) {
        if (lastSent.length() > 0) {
            turn.send(lastSent.bytes(), sa.peerPath().path());
            turn.note(new IkeOutput.Retransmitted(messageId, retransmission.repeated(turn.now())));
        }
    }

    // ---- time

    long deadline() {
        return retransmission.deadline();
    }

    void expire(IsakmpSa sa, Turn turn) {
        if (deadline() > turn.now()) {
            return;
        }
        if (!retransmission.isExhausted()) {
            repeat(sa, turn);
        } else {
            fail(sa, new IkeOutput.Failed(IkeRefusal.NO_RESPONSE, IkeExchange.QUICK_MODE, false), turn);
        }
    }
}
