package dev.censim.proto.ike;

import dev.censim.model.policy.IkeConfig;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CREATE_CHILD_SA that replaces the IKE SA, which bequeaths its children: RFC 7296 sections 1.3.2, 2.8.2, 2.18 and 2.25.2. */
final class IkeRekey implements IkeTask {

    private static final int SPI_LENGTH = 8;

    private long spi;
    private Octets nonce = Octets.EMPTY;
    private @Nullable KeyPair keyPair; // once sent

    IkeRekey() {}

    @Override
    public IkeRekey copy() {
        IkeRekey copy = new IkeRekey();
        copy.spi = spi;
        copy.nonce = nonce;
        copy.keyPair = keyPair;
        return copy;
    }

    @Override
    public Exchange exchange() {
        return Exchange.CREATE_CHILD_SA;
    }

    @Override
    public Optional<List<Payload>> build(IkeSa sa, Turn turn) {
        if (!sa.isEstablished()) {
            return Optional.empty();
        }
        spi = turn.endpoint().newSpi();
        nonce = Octets.of(turn.entropy().bytes(IkeInit.NONCE_LENGTH));
        KeyPair half = KeyPair.generate(turn.endpoint().groups().get(0), turn);
        keyPair = half;
        return Optional.of(
                List.of(proposals(turn).offer(Octets.ofLong(spi)), new Payload.Nonce(nonce), half.payload()));
    }

    private static Proposals proposals(Turn turn) {
        return Proposals.ike(turn.config().ike(), turn.endpoint().groups(), SPI_LENGTH);
    }

    @Override
    public Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) {
        if (!sa.isEstablished()) {
            return Progress.DONE;
        }
        IkeSa theirs = turn.endpoint().find(sa.peerSuccessor());
        try {
            IkeSa ours = accept(sa, response, turn);
            choose(sa, ours, theirs, turn);
        } catch (Refused refused) {
            if (theirs != null) {
                bequeath(sa, theirs, turn);
                sa.awaitDeletion(turn);
            } else if (refused.notifyType() == NotifyType.TEMPORARY_FAILURE) {
                sa.rekeyAt(Lifetime.afterCollision(sa.hardAt(), turn.entropy(), turn.now()));
            } else {
                turn.note(refused.failed(IkeExchange.REKEY_IKE_SA));
                sa.rekeyAt(Lifetime.afterRefusal(turn.entropy(), turn.now()));
            }
        }
        return Progress.DONE;
    }

    private IkeSa accept(IkeSa sa, IkeMessage response, Turn turn) throws Refused {
        Optional<Payload.Notify> error = response.error();
        if (error.isPresent()) {
            throw Refused.told(error.get());
        }
        Payload.SecurityAssociation chosen =
                response.first(Payload.SecurityAssociation.class).orElseThrow(Refused::syntax);
        Payload.KeyExchangePayload ke =
                response.first(Payload.KeyExchangePayload.class).orElseThrow(Refused::syntax);
        Octets nr =
                response.first(Payload.Nonce.class).orElseThrow(Refused::syntax).data();
        Proposals.Choice choice =
                proposals(turn).accept(chosen).orElseThrow(() -> new Refused(NotifyType.NO_PROPOSAL_CHOSEN));
        KeyPair half = keyPair;
        long peerSpi = choice.peerSpi().toLong();
        if (half == null || peerSpi == 0) {
            throw Refused.syntax();
        }
        byte[] shared = half.shared(ke, turn).orElseThrow(Refused::syntax);
        return successor(sa, true, spi, peerSpi, shared, nonce, nr, turn);
    }

    /** Section 2.8.2: of two, the one whose exchange has the lowest nonce goes, and the end that began it deletes it. */
    private static void choose(IkeSa sa, IkeSa ours, @Nullable IkeSa theirs, Turn turn) {
        if (theirs == null || theirs.lowestNonce().compareTo(ours.lowestNonce()) < 0) {
            bequeath(sa, ours, turn);
            sa.retire(turn);
            if (theirs != null) {
                theirs.awaitDeletion(turn);
            }
        } else {
            bequeath(sa, theirs, turn);
            ours.retire(turn);
            sa.awaitDeletion(turn);
        }
    }

    /** The successor gets the children, and what still waits to be asked. */
    static void bequeath(IkeSa sa, IkeSa successor, Turn turn) {
        turn.children().move(sa, successor);
        sa.bequeathRequests(successor, turn);
    }

    /** The responder. */
    static List<Payload> answer(IkeSa sa, IkeMessage request, Payload.SecurityAssociation offer, Turn turn)
            throws Refused {
        boolean isBusy = sa.requests().isAsking(ChildCreate.class)
                || sa.requests().isAsking(ChildRekey.class)
                || sa.requests().isAsking(ChildDelete.class);
        if (isBusy || sa.peerSuccessor() != 0) {
            throw new Refused(NotifyType.TEMPORARY_FAILURE);
        }
        Octets ni =
                request.first(Payload.Nonce.class).orElseThrow(Refused::syntax).data();
        Payload.KeyExchangePayload ke =
                request.first(Payload.KeyExchangePayload.class).orElseThrow(Refused::syntax);
        long localSpi = turn.endpoint().newSpi();
        Proposals.Choice choice = proposals(turn)
                .choose(offer, Octets.ofLong(localSpi))
                .filter(chosen -> chosen.peerSpi().toLong() != 0)
                .orElseThrow(() -> new Refused(NotifyType.NO_PROPOSAL_CHOSEN));
        KeyPair half = IkeInitResponder.agreeOn(choice.group().orElseThrow(Refused::syntax), ke, turn);
        byte[] shared = half.shared(ke, turn).orElseThrow(Refused::syntax);
        Octets nr = Octets.of(turn.entropy().bytes(IkeInit.NONCE_LENGTH));
        IkeSa theirs = successor(sa, false, localSpi, choice.peerSpi().toLong(), shared, ni, nr, turn);
        sa.peerSuccessor(theirs.localSpi());
        if (!sa.requests().isAsking(IkeRekey.class)) {
            bequeath(sa, theirs, turn);
            sa.awaitDeletion(turn);
        }
        return List.of(
                new Payload.SecurityAssociation(List.of(choice.answer())), new Payload.Nonce(nr), half.payload());
    }

    private static IkeSa successor(
            IkeSa old,
            boolean isInitiator,
            long localSpi,
            long peerSpi,
            byte[] shared,
            Octets ni,
            Octets nr,
            Turn turn) {
        IkeConfig config = turn.config().ike();
        IkeSa sa = new IkeSa(isInitiator, localSpi, peerSpi, 0, turn);
        IkeKeys keys = KeySchedule.derive(
                config.ikeEncAlg(),
                config.ikeAuthAlg(),
                KeySchedule.rekeySkeyseed(old.keys(), shared, ni, nr),
                ni,
                nr,
                sa.spiInitiator(),
                sa.spiResponder());
        sa.keyed(peerSpi, keys, ni, nr, turn);
        sa.peerPath().inherit(old.peerPath());
        sa.establish(turn);
        turn.endpoint().add(sa);
        return sa;
    }
}
