package dev.censim.proto.ike;

import dev.censim.model.policy.DhGroup;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.TrafficSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The responder's half of the negotiation of a child SA: RFC 7296 sections 1.2, 1.3.1, 2.9 and 2.17.
 *
 * @param child as agreed on, not yet installed
 * @param payloads SA, [Nr, [KEr,]] TSi, TSr
 * @param lowestNonce of the exchange
 */
record ChildAnswer(ChildSa child, List<Payload> payloads, Octets lowestNonce) {

    /** In IKE_AUTH, with the nonces of IKE_SA_INIT. */
    static ChildAnswer inAuth(IkeSa sa, IkeMessage request, Turn turn) throws Refused {
        Handshake handshake = sa.handshake();
        Proposals.Choice choice = choose(request, Optional.empty(), turn);
        ChildKeys keys = new ChildKeys(sa.keys(), Optional.empty(), handshake.ni(), handshake.nr(), false);
        return of(request, choice, keys, OptionalInt.empty(), turn);
    }

    /** In CREATE_CHILD_SA, with nonces of its own. */
    static ChildAnswer inCreate(IkeSa sa, IkeMessage request, OptionalInt replaces, Turn turn) throws Refused {
        Octets ni =
                request.first(Payload.Nonce.class).orElseThrow(Refused::syntax).data();
        Proposals.Choice choice = choose(request, turn.config().ipsec().ipsecPfs(), turn);
        narrowed(request, turn);
        Optional<Payload.KeyExchangePayload> ke = request.first(Payload.KeyExchangePayload.class);
        Optional<DhGroup> group = choice.group();
        Optional<KeyPair> half = Optional.empty();
        Optional<byte[]> shared = Optional.empty();
        if (group.isPresent()) {
            Payload.KeyExchangePayload theirs = ke.orElseThrow(Refused::syntax);
            half = Optional.of(IkeInitResponder.agreeOn(group.get(), theirs, turn));
            shared = Optional.of(half.get().shared(theirs, turn).orElseThrow(Refused::syntax));
        }
        Octets nr = Octets.of(turn.entropy().bytes(IkeInit.NONCE_LENGTH));
        ChildAnswer answer = of(request, choice, new ChildKeys(sa.keys(), shared, ni, nr, false), replaces, turn);
        List<Payload> payloads = new ArrayList<>(answer.payloads);
        payloads.add(1, new Payload.Nonce(nr));
        half.ifPresent(ours -> payloads.add(2, ours.payload()));
        return new ChildAnswer(answer.child, payloads, answer.lowestNonce);
    }

    private static Proposals.Choice choose(IkeMessage request, Optional<DhGroup> group, Turn turn) throws Refused {
        Payload.SecurityAssociation offer =
                request.first(Payload.SecurityAssociation.class).orElseThrow(Refused::syntax);
        int spi = turn.children().newSpi(turn.entropy());
        return Proposals.esp(turn.config().ipsec(), group)
                .choose(offer, Octets.ofInt(spi))
                .orElseThrow(() -> new Refused(NotifyType.NO_PROPOSAL_CHOSEN));
    }

    private record Narrowed(List<TrafficSelector> local, List<TrafficSelector> remote) {}

    /** Section 2.9: TSi is the side of the exchange's initiator, here the remote one. */
    private static Narrowed narrowed(IkeMessage request, Turn turn) throws Refused {
        List<TrafficSelector> remote = Selectors.narrow(
                ChildOffer.selectors(request, true), turn.config().remoteSelectors());
        List<TrafficSelector> local = Selectors.narrow(
                ChildOffer.selectors(request, false), turn.config().localSelectors());
        if (local.isEmpty() || remote.isEmpty()) {
            throw new Refused(NotifyType.TS_UNACCEPTABLE);
        }
        return new Narrowed(local, remote);
    }

    private static ChildAnswer of(
            IkeMessage request, Proposals.Choice choice, ChildKeys keys, OptionalInt replaces, Turn turn)
            throws Refused {
        Narrowed selectors = narrowed(request, turn);
        ChildSa child = keys.child(
                (int) choice.answer().spi().toLong(),
                (int) choice.peerSpi().toLong(),
                turn.config().ipsec(),
                selectors.local(),
                selectors.remote(),
                replaces);
        List<Payload> payloads = List.of(
                new Payload.SecurityAssociation(List.of(choice.answer())),
                new Payload.TrafficSelectors(true, selectors.remote()),
                new Payload.TrafficSelectors(false, selectors.local()));
        Octets lowest = keys.ni().compareTo(keys.nr()) < 0 ? keys.ni() : keys.nr();
        return new ChildAnswer(child, payloads, lowest);
    }
}
