package dev.censim.proto.ike;

import dev.censim.model.policy.IkeConfig;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.Payload.Authentication;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** IKE_AUTH with a pre-shared key, and the first child SA: RFC 7296 sections 1.2, 2.4, 2.15 and 2.21.2. */
final class IkeAuth implements IkeTask {

    private @Nullable ChildOffer offer; // once sent

    IkeAuth() {}

    @Override
    public IkeAuth copy() {
        IkeAuth copy = new IkeAuth();
        copy.offer = offer;
        return copy;
    }

    @Override
    public Exchange exchange() {
        return Exchange.IKE_AUTH;
    }

    @Override
    public Optional<List<Payload>> build(IkeSa sa, Turn turn) {
        IkeConfig config = turn.config().ike();
        Payload.Identification own = Identity.of(true, config.localId());
        ChildOffer child = new ChildOffer(
                turn.children().newSpi(turn.entropy()), sa.handshake().ni(), Optional.empty());
        offer = child;
        List<Payload> payloads = new ArrayList<>();
        payloads.add(own);
        if (!turn.endpoint().isEstablished()) {
            payloads.add(Payload.Notify.of(NotifyType.INITIAL_CONTACT));
        }
        payloads.add(Identity.of(false, config.remoteId()));
        payloads.add(new Authentication(Authentication.SHARED_KEY, Octets.of(signature(sa, own, config))));
        payloads.addAll(child.payloads(turn));
        return Optional.of(payloads);
    }

    @Override
    public Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) {
        if (response.first(Authentication.class).isEmpty()) {
            Refused refused = response.error().map(Refused::told).orElseGet(Refused::syntax);
            sa.fail(refused.failed(IkeExchange.IKE_AUTH), turn);
            return Progress.DONE;
        }
        try {
            checkPeer(sa, response, turn);
        } catch (Refused refused) {
            turn.note(refused.failed(IkeExchange.IKE_AUTH));
            sa.closeTelling(IkeCloseCause.FAILED, List.of(refused.notification()), turn);
            turn.endpoint().negotiationFailed(turn);
            return Progress.DONE;
        }
        sa.establish(turn);
        firstChild(sa, response, turn);
        turn.endpoint().established(sa, false, turn);
        return Progress.DONE;
    }

    /** Section 2.21.2: an IKE SA whose first child was refused is established all the same. */
    private void firstChild(IkeSa sa, IkeMessage response, Turn turn) {
        ChildOffer sent = offer;
        if (sent == null) {
            throw new IllegalStateException("an answer without a request");
        }
        try {
            ChildSa child =
                    sent.accept(sa.keys(), response, sa.handshake().nr(), Optional.empty(), OptionalInt.empty(), turn);
            turn.children().install(child, sa, true, turn);
        } catch (Refused refused) {
            turn.note(refused.failed(IkeExchange.IKE_AUTH));
            if (response.error().isEmpty()) {
                sa.enqueue(new ChildDelete(sent.spiIn(), true), turn);
            }
            turn.endpoint().negotiationFailed(turn);
        }
    }

    /** The responder. */
    static List<Payload> answer(IkeSa sa, IkeMessage request, Turn turn) throws Refused {
        if (sa.state() != IkeSaState.NEGOTIATING) {
            throw Refused.syntax();
        }
        IkeConfig config = turn.config().ike();
        checkPeer(sa, request, turn);
        Payload.Identification own = Identity.of(false, config.localId());
        if (request.identification(false).filter(asked -> !asked.equals(own)).isPresent()) {
            throw Refused.id();
        }
        List<Payload> payloads = new ArrayList<>();
        payloads.add(own);
        payloads.add(new Authentication(Authentication.SHARED_KEY, Octets.of(signature(sa, own, config))));
        sa.establish(turn);
        payloads.addAll(answerChild(sa, request, turn));
        turn.endpoint()
                .established(sa, request.notify(NotifyType.INITIAL_CONTACT).isPresent(), turn);
        if (!turn.children().isAnyInstalledOf(sa)) {
            turn.endpoint().negotiationFailed(turn);
        }
        return payloads;
    }

    private static List<Payload> answerChild(IkeSa sa, IkeMessage request, Turn turn) {
        try {
            ChildAnswer answer = ChildAnswer.inAuth(sa, request, turn);
            turn.children().install(answer.child(), sa, true, turn);
            return answer.payloads();
        } catch (Refused refused) {
            turn.note(refused.failed(IkeExchange.IKE_AUTH));
            return List.of(refused.notification());
        }
    }

    /** The peer is who it should be and holds the shared key. */
    private static void checkPeer(IkeSa sa, IkeMessage message, Turn turn) throws Refused {
        IkeConfig config = turn.config().ike();
        boolean peerIsInitiator = !sa.isInitiator();
        Payload.Identification peer = message.identification(peerIsInitiator).orElseThrow(Refused::syntax);
        Authentication auth = message.first(Authentication.class).orElseThrow(Refused::syntax);
        if (!peer.equals(Identity.of(peerIsInitiator, config.remoteId()))) {
            throw Refused.id();
        }
        boolean isSigned = auth.method() == Authentication.SHARED_KEY
                && MessageDigest.isEqual(auth.data().bytes(), signature(sa, peer, config));
        if (!isSigned) {
            throw new Refused(NotifyType.AUTHENTICATION_FAILED);
        }
    }

    /** Section 2.15: what the owner of an ID payload signs. */
    private static byte[] signature(IkeSa sa, Payload.Identification id, IkeConfig config) {
        Handshake h = sa.handshake();
        boolean initiator = id.initiator();
        return KeySchedule.auth(
                config.ikeAuthAlg(),
                config.psk(),
                (initiator ? h.request() : h.response()).bytes(),
                initiator ? h.nr() : h.ni(),
                initiator ? sa.keys().skPi() : sa.keys().skPr(),
                id.body());
    }
}
