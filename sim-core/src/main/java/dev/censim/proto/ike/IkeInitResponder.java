package dev.censim.proto.ike;

import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.IkeConfig;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * IKE_SA_INIT at the responder: RFC 7296 sections 1.2, 2.6 and 2.7. Until a request has passed every cheap check nothing is kept of
 * it and nothing is computed for it.
 */
final class IkeInitResponder {

    private IkeInitResponder() {}

    /** @param raw the request as received */
    static void answer(IkeMessage request, byte[] raw, Turn turn) {
        try {
            Payload.Nonce nonce = request.first(Payload.Nonce.class).orElseThrow(Refused::syntax);
            checkCookie(request, nonce.data(), turn);
            accept(request, nonce.data(), raw, turn);
        } catch (Refused refused) {
            send(request, 0, List.of(refused.notification()), turn);
            if (refused.isFinal()) {
                turn.note(refused.failed(IkeExchange.IKE_SA_INIT));
            }
        }
    }

    /** Section 2.6: with many half-open SAs only who shows that it receives at its address is served. */
    private static void checkCookie(IkeMessage request, Octets nonce, Turn turn) throws Refused {
        if (turn.endpoint().isCrowded()) {
            Octets cookie = turn.endpoint().cookie(nonce, request.spiInitiator());
            boolean isShown = request.notify(NotifyType.COOKIE)
                    .filter(notify -> notify.data().equals(cookie))
                    .isPresent();
            if (!isShown) {
                throw new Refused(NotifyType.COOKIE, cookie);
            }
        }
    }

    private static void accept(IkeMessage request, Octets ni, byte[] raw, Turn turn) throws Refused {
        Payload.SecurityAssociation offer =
                request.first(Payload.SecurityAssociation.class).orElseThrow(Refused::syntax);
        Payload.KeyExchangePayload ke =
                request.first(Payload.KeyExchangePayload.class).orElseThrow(Refused::syntax);
        IkeConfig config = turn.config().ike();
        Proposals.Choice choice = Proposals.ike(config, turn.endpoint().groups(), 0)
                .choose(offer, Octets.EMPTY)
                .orElseThrow(() -> new Refused(NotifyType.NO_PROPOSAL_CHOSEN));
        DhGroup group = choice.group().orElseThrow(Refused::syntax);
        KeyPair half = agreeOn(group, ke, turn);
        byte[] shared = half.shared(ke, turn).orElseThrow(Refused::syntax);
        Octets nr = Octets.of(turn.entropy().bytes(IkeInit.NONCE_LENGTH));
        IkeSa sa = new IkeSa(false, turn.endpoint().newSpi(), request.spiInitiator(), 1, turn);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(new Payload.SecurityAssociation(List.of(choice.answer())));
        payloads.add(half.payload());
        payloads.add(new Payload.Nonce(nr));
        payloads.addAll(NatDetection.notifies(sa.spiInitiator(), sa.spiResponder(), turn.path(), turn.config()));
        byte[] response = send(request, sa.localSpi(), payloads, turn);
        byte[] skeyseed = KeySchedule.skeyseed(config.ikeAuthAlg(), shared, ni, nr);
        IkeKeys keys = KeySchedule.derive(
                config.ikeEncAlg(), config.ikeAuthAlg(), skeyseed, ni, nr, sa.spiInitiator(), sa.spiResponder());
        sa.keyed(request.spiInitiator(), keys, ni, nr, turn);
        sa.handshake(new Handshake(Octets.of(raw), Octets.of(response), ni, nr));
        sa.peerPath()
                .found(
                        NatDetection.of(request, turn.path(), turn.config()),
                        false,
                        turn.config().natTraversal());
        sa.awaitPeer(turn);
        turn.endpoint().add(sa);
    }

    /** Section 1.2: a KE payload of another group than the chosen one is answered with the number of that group. */
    static KeyPair agreeOn(DhGroup group, Payload.KeyExchangePayload ke, Turn turn) throws Refused {
        if (ke.group() != group.number()) {
            Octets number = Octets.of(new byte[] {0, (byte) group.number()});
            throw new Refused(NotifyType.INVALID_KE_PAYLOAD, number);
        }
        return KeyPair.generate(group, turn);
    }

    private static byte[] send(IkeMessage request, long spiResponder, List<Payload> payloads, Turn turn) {
        byte[] response = IkeCodec.encode(new IkeMessage(
                request.spiInitiator(),
                spiResponder,
                Exchange.IKE_SA_INIT,
                false,
                true,
                request.messageId(),
                payloads));
        turn.answer(response);
        return response;
    }

    /** Whether this SA came of the very same request; if so the answer is repeated while the initiator may not have got it. */
    static boolean isRepeated(IkeSa sa, byte[] raw, Turn turn) {
        Optional<Handshake> handshake = sa.handshakeIfAny();
        if (sa.isInitiator()
                || handshake.isEmpty()
                || !handshake.get().request().equals(Octets.of(raw))) {
            return false;
        }
        if (sa.state() == IkeSaState.NEGOTIATING) {
            turn.answer(handshake.get().response().bytes());
        }
        return true;
    }
}
