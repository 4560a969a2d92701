package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
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
 * The initiator's half of the negotiation of a child SA, in IKE_AUTH or CREATE_CHILD_SA: RFC 7296 sections 1.2, 1.3.1, 2.9, 2.17.
 *
 * @param spiIn the inbound SPI of this end
 * @param nonce of this exchange; in IKE_AUTH that of IKE_SA_INIT
 * @param keyPair for perfect forward secrecy; never in IKE_AUTH
 */
record ChildOffer(int spiIn, Octets nonce, Optional<KeyPair> keyPair) {

    /** For CREATE_CHILD_SA. */
    static ChildOffer draw(Turn turn) {
        Entropy entropy = turn.entropy();
        int spi = turn.children().newSpi(entropy);
        Octets nonce = Octets.of(entropy.bytes(IkeInit.NONCE_LENGTH));
        return new ChildOffer(spi, nonce, turn.config().ipsec().ipsecPfs().map(group -> KeyPair.generate(group, turn)));
    }

    /** SA, TSi, TSr. */
    List<Payload> payloads(Turn turn) {
        Optional<DhGroup> group = keyPair.map(KeyPair::group);
        return List.of(
                Proposals.esp(turn.config().ipsec(), group).offer(Octets.ofInt(spiIn)),
                new Payload.TrafficSelectors(true, Selectors.of(turn.config().localSelectors())),
                new Payload.TrafficSelectors(false, Selectors.of(turn.config().remoteSelectors())));
    }

    /** SA, Ni, [KEi,] TSi, TSr: section 1.3.1. */
    List<Payload> payloadsWithNonce(Turn turn) {
        List<Payload> payloads = new ArrayList<>(payloads(turn));
        payloads.add(1, new Payload.Nonce(nonce));
        keyPair.ifPresent(half -> payloads.add(2, half.payload()));
        return payloads;
    }

    /** The child that an answer of CREATE_CHILD_SA makes. */
    ChildSa accept(IkeSa sa, IkeMessage response, OptionalInt replaces, Turn turn) throws Refused {
        checkErrors(response);
        Octets nr =
                response.first(Payload.Nonce.class).orElseThrow(Refused::syntax).data();
        Optional<byte[]> shared = Optional.empty();
        if (keyPair.isPresent()) {
            Payload.KeyExchangePayload ke =
                    response.first(Payload.KeyExchangePayload.class).orElseThrow(Refused::syntax);
            shared = Optional.of(keyPair.get().shared(ke, turn).orElseThrow(Refused::syntax));
        }
        return accept(sa.keys(), response, nr, shared, replaces, turn);
    }

    /**
     * The child that an answer makes.
     *
     * @param nr the responder's nonce
     */
    ChildSa accept(
            IkeKeys keys, IkeMessage response, Octets nr, Optional<byte[]> shared, OptionalInt replaces, Turn turn)
            throws Refused {
        checkErrors(response);
        Payload.SecurityAssociation chosen =
                response.first(Payload.SecurityAssociation.class).orElseThrow(Refused::syntax);
        Proposals.Choice choice = Proposals.esp(turn.config().ipsec(), keyPair.map(KeyPair::group))
                .accept(chosen)
                .orElseThrow(() -> new Refused(NotifyType.NO_PROPOSAL_CHOSEN));
        List<TrafficSelector> local = selectors(response, true);
        List<TrafficSelector> remote = selectors(response, false);
        if (!Selectors.isSubset(local, Selectors.of(turn.config().localSelectors()))
                || !Selectors.isSubset(remote, Selectors.of(turn.config().remoteSelectors()))) {
            throw new Refused(NotifyType.TS_UNACCEPTABLE);
        }
        int spiOut = (int) choice.peerSpi().toLong();
        return new ChildKeys(keys, shared, nonce, nr, true)
                .child(spiIn, spiOut, turn.config().ipsec(), local, remote, replaces);
    }

    /** Of this exchange: section 2.8.1. */
    Octets lowestNonce(IkeMessage response) {
        return response.first(Payload.Nonce.class)
                .map(Payload.Nonce::data)
                .filter(nr -> nr.compareTo(nonce) < 0)
                .orElse(nonce);
    }

    private static void checkErrors(IkeMessage response) throws Refused {
        Optional<Payload.Notify> error = response.error();
        if (error.isPresent()) {
            throw Refused.told(error.get());
        }
    }

    static List<TrafficSelector> selectors(IkeMessage message, boolean initiator) throws Refused {
        return message.selectors(initiator).orElseThrow(Refused::syntax).selectors();
    }
}
