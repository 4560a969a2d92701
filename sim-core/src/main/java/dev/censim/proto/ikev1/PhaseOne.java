package dev.censim.proto.ikev1;

import dev.censim.crypto.KeyExchange;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.RetransmissionConfig;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.proto.ike.Retransmission;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.Identification;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.Notification;
import dev.censim.wire.ikev1.NotifyMessage;
import dev.censim.wire.ikev1.VendorId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Phase 1 of one ISAKMP SA: what its messages have told so far, and the message that is awaited or may have to be repeated (RFC 2409
 * section 5). What each message holds is told by {@link MainMode} and {@link AggressiveMode}.
 */
final class PhaseOne {

    /** By the mode and the number of the message. */
    enum Awaited {
        MAIN_1,
        MAIN_2,
        MAIN_3,
        MAIN_4,
        MAIN_5,
        MAIN_6,
        AGGRESSIVE_1,
        AGGRESSIVE_2,
        AGGRESSIVE_3,
        NOTHING
    }

    private static final int NONCE_LENGTH = 32;

    /** RFC 2409 section 5. */
    private static final int SHORTEST_NONCE = 8;

    private static final int LONGEST_NONCE = 256;
    private static final int UDP = 17;

    private final boolean isInitiator;
    private final Retransmission retransmission;
    private Awaited awaited;
    /** The initiator's SA payload, all of its transforms. */
    private Octets saInitiator = Octets.EMPTY;

    private Octets secret = Octets.EMPTY;
    private Octets ownPublic = Octets.EMPTY;
    private Octets peerPublic = Octets.EMPTY;
    private Octets ownNonce = Octets.EMPTY;
    private Octets peerNonce = Octets.EMPTY;
    private Octets peerId = Octets.EMPTY;
    private boolean peerTraversesNat;
    private boolean peerAnswersDpd;
    private Octets lastReceived = Octets.EMPTY;
    private Octets lastUnreadable = Octets.EMPTY;
    private Octets lastSent = Octets.EMPTY;

    PhaseOne(boolean isInitiator, Awaited first, RetransmissionConfig schedule) {
        this.isInitiator = isInitiator;
        awaited = first;
        retransmission = new Retransmission(schedule);
    }

    private PhaseOne(PhaseOne other) {
        isInitiator = other.isInitiator;
        retransmission = other.retransmission.copy();
        awaited = other.awaited;
        saInitiator = other.saInitiator;
        secret = other.secret;
        ownPublic = other.ownPublic;
        peerPublic = other.peerPublic;
        ownNonce = other.ownNonce;
        peerNonce = other.peerNonce;
        peerId = other.peerId;
        peerTraversesNat = other.peerTraversesNat;
        peerAnswersDpd = other.peerAnswersDpd;
        lastReceived = other.lastReceived;
        lastUnreadable = other.lastUnreadable;
        lastSent = other.lastSent;
    }

    PhaseOne copy() {
        return new PhaseOne(this);
    }

    // ---- messages

    void begin(IsakmpSa sa, Turn turn) {
        if (sa.mode() == ExchangeType.AGGRESSIVE) {
            AggressiveMode.begin(sa, turn);
        } else {
            MainMode.begin(sa, turn);
        }
    }

    /** A message of the mode. One that was received before is not read again: it may ask for the answer once more. */
    void received(IsakmpSa sa, IsakmpMessage message, byte[] raw, Turn turn) {
        if (isRepeated(raw)) {
            repeat(sa, turn);
            return;
        }
        boolean isInPlace = message.exchange() == sa.mode() && message.messageId() == 0;
        if (!isInPlace || awaited == Awaited.NOTHING || isProtected() && !message.isEncrypted()) {
            turn.discard(IkeDiscard.UNEXPECTED);
            return;
        }
        try {
            Payloads payloads = read(sa, message);
            sa.peerPath().follow(turn.path(), true);
            process(sa, message, payloads, turn);
            lastReceived = Octets.of(raw);
        } catch (Refused refused) {
            refuse(sa, refused, raw, turn);
        } catch (Malformed e) {
            turn.discard(IkeDiscard.MALFORMED);
        }
    }

    boolean isRepeated(byte[] raw) {
        return lastReceived.length() > 0 && Arrays.equals(lastReceived.bytes(), raw);
    }

    private static void process(IsakmpSa sa, IsakmpMessage message, Payloads payloads, Turn turn) throws Refused {
        if (sa.mode() == ExchangeType.AGGRESSIVE) {
            AggressiveMode.process(sa, message, payloads, turn);
        } else {
            MainMode.process(sa, message, payloads, turn);
        }
    }

    /** The third message of aggressive mode may be in the clear (RFC 2409 section 5.4). */
    private boolean isProtected() {
        return awaited == Awaited.MAIN_5 || awaited == Awaited.MAIN_6;
    }

    private static Payloads read(IsakmpSa sa, IsakmpMessage message) throws Malformed, Refused {
        if (!message.isEncrypted()) {
            return Payloads.read(message.nextPayload(), message.body());
        }
        Ikev1Keys keys = sa.keys();
        if (keys == null) {
            throw new Malformed(NotifyMessage.PAYLOAD_MALFORMED, 0, 0, "encrypted before there are keys");
        }
        try {
            Payloads payloads = EncryptedBody.open(message, keys, sa.lastBlock());
            sa.wentOn(EncryptedBody.lastBlock(message.body(), keys));
            return payloads;
        } catch (Malformed e) {
            throw Refused.unreadable();
        }
    }

    /**
     * Sends the next message, and awaits another one or none. What is awaited is asked for by repetition, at both ends.
     *
     * @param isEncrypted whether under the keys of this SA
     */
    void send(IsakmpSa sa, List<IsakmpPayload> payloads, boolean isEncrypted, Awaited next, Turn turn) {
        Octets body = isEncrypted
                ? EncryptedBody.seal(payloads, sa.requiredKeys(), sa.lastBlock())
                : Octets.of(IsakmpCodec.chain(payloads));
        if (isEncrypted) {
            sa.wentOn(EncryptedBody.lastBlock(body, sa.requiredKeys()));
        }
        byte[] message = sa.encode(sa.mode(), isEncrypted, 0, payloads, body);
        await(next, turn.now());
        lastSent = Octets.of(message);
        turn.send(message, sa.peerPath().path());
    }

    /**
     * Another message, which the last one sent asks for; or nothing more. What was sent before the last message is not an answer to it, and
     * two ends that took it for one would ask each other for ever.
     */
    void await(Awaited next, long now) {
        awaited = next;
        if (next == Awaited.NOTHING) {
            retransmission.stop();
            lastSent = Octets.EMPTY;
        } else {
            retransmission.begin(now);
        }
    }

    void repeat(IsakmpSa sa, Turn turn) {
        if (lastSent.length() > 0) {
            turn.send(lastSent.bytes(), sa.peerPath().path());
            turn.note(new IkeOutput.Retransmitted(0, retransmission.repeated(turn.now())));
        }
    }

    /**
     * The peer is told under the keys once it has shown that it has the same ones: in the clear it need not believe it any more (RFC 2409
     * section 5.7). What cannot be read may come from anybody, and so the right message may still come; its repetitions are nothing new.
     */
    private void refuse(IsakmpSa sa, Refused refused, byte[] raw, Turn turn) {
        IkeOutput.Failed failure = refused.failed(exchange(sa.mode()));
        boolean isUnreadable = refused.refusal() == IkeRefusal.UNDECRYPTABLE;
        if (isProtected() && !isUnreadable) {
            Informational.refusePeer(sa, refused.notifyType(), turn);
            if (awaited == Awaited.MAIN_6) {
                // The peer has the SA already.
                Informational.deleteIsakmpSa(sa, turn);
            }
        } else {
            sendNotify(sa, refused.notifyType(), turn);
        }
        if (!isUnreadable) {
            sa.fail(failure, turn);
        } else if (!Arrays.equals(lastUnreadable.bytes(), raw)) {
            lastUnreadable = Octets.of(raw);
            turn.note(failure);
        }
    }

    static void sendNotify(IsakmpSa sa, int notifyType, Turn turn) {
        Octets body = new Notification(IsakmpProposal.ISAKMP, Octets.EMPTY, notifyType, Octets.EMPTY).body();
        turn.send(
                IsakmpCodec.encode(new IsakmpMessage(
                        sa.cookies().initiator(),
                        sa.cookies().responder(),
                        ExchangeType.INFORMATIONAL,
                        false,
                        sa.newMessageId(turn),
                        IsakmpPayload.NOTIFY,
                        Octets.of(IsakmpCodec.chain(List.of(new IsakmpPayload(IsakmpPayload.NOTIFY, body)))))),
                sa.peerPath().path());
    }

    static IkeExchange exchange(ExchangeType mode) {
        return mode == ExchangeType.AGGRESSIVE ? IkeExchange.AGGRESSIVE_MODE : IkeExchange.MAIN_MODE;
    }

    Awaited awaited() {
        return awaited;
    }

    Retransmission retransmission() {
        return retransmission;
    }

    // ---- payloads, as both modes have them

    IsakmpPayload offer(IkeConfig config) {
        saInitiator = PhaseOneProposal.offer(config);
        return new IsakmpPayload(IsakmpPayload.SA, saInitiator);
    }

    IsakmpPayload choose(Payloads message, IkeConfig config) throws Refused {
        saInitiator = message.required(IsakmpPayload.SA);
        return new IsakmpPayload(IsakmpPayload.SA, PhaseOneProposal.choose(saInitiator, config));
    }

    void accept(Payloads message, IkeConfig config) throws Refused {
        PhaseOneProposal.accept(message.required(IsakmpPayload.SA), config);
    }

    /** What this end can do: RFC 3706 section 5, RFC 3947 section 3.1. */
    static List<IsakmpPayload> vendorIds(Turn turn) {
        List<IsakmpPayload> ids = new ArrayList<>();
        ids.add(new IsakmpPayload(IsakmpPayload.VENDOR_ID, VendorId.DPD));
        if (turn.config().natTraversal().enabled()) {
            ids.add(new IsakmpPayload(IsakmpPayload.VENDOR_ID, VendorId.NAT_TRAVERSAL));
        }
        return ids;
    }

    void noteVendorIds(Payloads message) {
        peerAnswersDpd = message.hasVendorId(VendorId.DPD);
        peerTraversesNat = message.hasVendorId(VendorId.NAT_TRAVERSAL);
    }

    boolean peerAnswersDpd() {
        return peerAnswersDpd;
    }

    /** Both ends look for a NAT. */
    boolean traversesNat(Turn turn) {
        return peerTraversesNat && turn.config().natTraversal().enabled();
    }

    /** KE and nonce of this end, drawn now. */
    List<IsakmpPayload> keyAndNonce(Turn turn) {
        DhGroup group = turn.config().ike().ikePfs();
        byte[] drawn = KeyExchange.secret(group, turn.entropy());
        secret = Octets.of(drawn);
        ownPublic = Octets.of(turn.knownSecrets().publicValue(group, drawn));
        ownNonce = Octets.of(turn.entropy().bytes(NONCE_LENGTH));
        return List.of(
                new IsakmpPayload(IsakmpPayload.KE, ownPublic), new IsakmpPayload(IsakmpPayload.NONCE, ownNonce));
    }

    void takeKeyAndNonce(Payloads message) throws Refused {
        peerPublic = message.required(IsakmpPayload.KE);
        peerNonce = message.required(IsakmpPayload.NONCE);
        if (peerNonce.length() < SHORTEST_NONCE || peerNonce.length() > LONGEST_NONCE) {
            throw new Refused(NotifyMessage.PAYLOAD_MALFORMED, IkeRefusal.INVALID_SYNTAX);
        }
    }

    /** Both halves are known: SKEYID and what follows from it. */
    void derive(IsakmpSa sa, Turn turn) throws Refused {
        IkeConfig config = turn.config().ike();
        byte[] shared = turn.knownSecrets()
                .shared(config.ikePfs(), secret.bytes(), ownPublic.bytes(), peerPublic.bytes())
                .orElseThrow(Refused::key);
        byte[] skeyid = Ikev1KeySchedule.skeyid(
                config.ikeAuthAlg(), config.psk(), own(ownNonce, peerNonce), own(peerNonce, ownNonce));
        Ikev1Keys keys = Ikev1KeySchedule.derive(
                config.ikeEncAlg(),
                config.ikeAuthAlg(),
                skeyid,
                shared,
                sa.cookies().initiator(),
                sa.cookies().responder());
        sa.keyed(keys, Ikev1KeySchedule.firstIv(keys, own(ownPublic, peerPublic), own(peerPublic, ownPublic)), turn);
    }

    private Cookies ownFirst(Cookies cookies) {
        return isInitiator ? cookies : cookies.swapped();
    }

    private Octets own(Octets ifInitiator, Octets otherwise) {
        return isInitiator ? ifInitiator : otherwise;
    }

    static IsakmpPayload identity(IkeConfig config) {
        return new IsakmpPayload(
                IsakmpPayload.ID, Identification.of(config.localId()).body());
    }

    /** The peer's name as it is configured here; port and protocol are 0, or those of IKE (RFC 2407 section 4.6.2). */
    void takeIdentity(Payloads message, IkeConfig config) throws Refused {
        peerId = message.required(IsakmpPayload.ID);
        Identification id;
        try {
            id = Identification.read(peerId);
        } catch (Malformed e) {
            throw Refused.of(e);
        }
        boolean isOfIke = id.protocol() == 0 && id.port() == 0
                || id.protocol() == UDP && (id.port() == 0 || id.port() == 500 || id.port() == 4500);
        if (!isOfIke || !id.isSameAs(Identification.of(config.remoteId()))) {
            throw Refused.id();
        }
    }

    /** HASH_I at the initiator, HASH_R at the responder. */
    IsakmpPayload hash(IsakmpSa sa, Ikev1Keys keys, IsakmpPayload identity) {
        return new IsakmpPayload(
                IsakmpPayload.HASH,
                Ikev1KeySchedule.authentication(
                        keys, ownPublic, peerPublic, ownFirst(sa.cookies()), saInitiator, identity.body()));
    }

    /** The peer holds the pre-shared key, and has seen the same offer and the same keys. */
    void verify(IsakmpSa sa, Ikev1Keys keys, Payloads message) throws Refused {
        Octets expected = Ikev1KeySchedule.authentication(
                keys, peerPublic, ownPublic, ownFirst(sa.cookies()).swapped(), saInitiator, peerId);
        if (!message.required(IsakmpPayload.HASH).equals(expected)) {
            throw Refused.authentication();
        }
    }
}
