package dev.censim.proto.ike;

import dev.censim.model.policy.DhGroup;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** IKE_SA_INIT at the initiator: RFC 7296 sections 1.2, 2.6 and 2.7. The responder is {@link IkeInitResponder}. */
final class IkeInit implements IkeTask {

    static final int NONCE_LENGTH = 32;

    /** COOKIE and INVALID_KE_PAYLOAD are not authentic: who sends them without end is not followed without end. */
    private static final int MAX_ROUNDS = 8;

    private final List<DhGroup> groups;
    private DhGroup group;
    private int rounds;
    private Octets nonce = Octets.EMPTY; // drawn with the first request
    private @Nullable KeyPair keyPair; // of the group
    private @Nullable Octets cookie;

    /** @param groups on offer, the preferred one first */
    IkeInit(List<DhGroup> groups) {
        this.groups = groups;
        this.group = groups.get(0);
    }

    @Override
    public IkeInit copy() {
        IkeInit copy = new IkeInit(groups);
        copy.group = group;
        copy.rounds = rounds;
        copy.nonce = nonce;
        copy.keyPair = keyPair;
        copy.cookie = cookie;
        return copy;
    }

    @Override
    public Exchange exchange() {
        return Exchange.IKE_SA_INIT;
    }

    @Override
    public Optional<List<Payload>> build(IkeSa sa, Turn turn) {
        if (nonce.length() == 0) {
            nonce = Octets.of(turn.entropy().bytes(NONCE_LENGTH));
        }
        KeyPair half = keyPair;
        if (half == null || half.group() != group) {
            half = KeyPair.generate(group, turn);
            keyPair = half;
        }
        List<Payload> payloads = new ArrayList<>();
        if (cookie != null) {
            payloads.add(Payload.Notify.of(NotifyType.COOKIE, cookie));
        }
        payloads.add(Proposals.ike(turn.config().ike(), groups, 0).offer(Octets.EMPTY));
        payloads.add(half.payload());
        payloads.add(new Payload.Nonce(nonce));
        payloads.addAll(
                NatDetection.notifies(sa.spiInitiator(), 0, sa.peerPath().path(), turn.config()));
        return Optional.of(payloads);
    }

    @Override
    public Progress process(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) {
        try {
            if (isAskedAgain(response)) {
                return Progress.AGAIN;
            }
            Optional<Payload.Notify> error = response.error();
            if (error.isPresent()) {
                throw Refused.told(error.get());
            }
            accept(sa, response, raw, turn);
        } catch (Refused refused) {
            sa.fail(refused.failed(IkeExchange.IKE_SA_INIT), turn);
        }
        return Progress.DONE;
    }

    /** Sections 2.6 and 1.2: the same request once more, with the cookie, or with another of the groups that were offered. */
    private boolean isAskedAgain(IkeMessage response) {
        if (++rounds > MAX_ROUNDS) {
            return false;
        }
        Optional<Payload.Notify> asked = response.notify(NotifyType.COOKIE);
        if (asked.isPresent()) {
            cookie = asked.get().data();
            return cookie.length() >= 1 && cookie.length() <= 64;
        }
        Optional<DhGroup> wanted = response.notify(NotifyType.INVALID_KE_PAYLOAD)
                .filter(notify -> notify.data().length() == 2)
                .flatMap(notify -> Algorithms.group((int) notify.data().toLong()))
                .filter(other -> other != group && groups.contains(other));
        wanted.ifPresent(other -> group = other);
        return wanted.isPresent();
    }

    private void accept(IkeSa sa, IkeMessage response, byte[] raw, Turn turn) throws Refused {
        Payload.SecurityAssociation chosen =
                response.first(Payload.SecurityAssociation.class).orElseThrow(Refused::syntax);
        Payload.KeyExchangePayload ke =
                response.first(Payload.KeyExchangePayload.class).orElseThrow(Refused::syntax);
        Octets nr =
                response.first(Payload.Nonce.class).orElseThrow(Refused::syntax).data();
        KeyPair half = keyPair;
        boolean isOffered = Proposals.ike(turn.config().ike(), groups, 0)
                .accept(chosen)
                .filter(choice -> choice.group().equals(Optional.of(group)))
                .isPresent();
        if (!isOffered) {
            throw new Refused(NotifyType.NO_PROPOSAL_CHOSEN);
        }
        if (half == null || response.spiResponder() == 0) {
            throw Refused.syntax();
        }
        byte[] shared = half.shared(ke, turn).orElseThrow(Refused::syntax);
        IkeKeys keys = KeySchedule.derive(
                turn.config().ike().ikeEncAlg(),
                turn.config().ike().ikeAuthAlg(),
                KeySchedule.skeyseed(turn.config().ike().ikeAuthAlg(), shared, nonce, nr),
                nonce,
                nr,
                response.spiInitiator(),
                response.spiResponder());
        sa.keyed(response.spiResponder(), keys, nonce, nr, turn);
        sa.handshake(new Handshake(Octets.of(sa.requests().message()), Octets.of(raw), nonce, nr));
        sa.peerPath()
                .found(
                        NatDetection.of(response, turn.path(), turn.config()),
                        true,
                        turn.config().natTraversal());
        sa.enqueue(new IkeAuth(), turn);
    }
}
