package dev.censim.proto.ikev1;

import dev.censim.crypto.Entropy;
import dev.censim.crypto.KnownSecrets;
import dev.censim.model.policy.IkeMode;
import dev.censim.proto.Outbox;
import dev.censim.proto.ike.Encapsulation;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Lifetime;
import dev.censim.proto.ike.UdpPath;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.NotifyMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One end of a tunnel: the door to IKEv1 with one configured peer. It holds the ISAKMP SAs with that peer, usually one, and decides when a
 * new one is wanted.
 */
public final class Ikev1Endpoint implements Ike {

    /** A phase 1 that takes longer has lost a message. */
    private static final long LONGEST_PHASE_ONE_NANOS = 2_000_000_000L;

    private final IkeEndpointConfig config;
    private final Entropy entropy;
    final transient KnownSecrets knownSecrets; // no state: it decides nothing
    private final PhaseTwoSas phaseTwoSas;
    private final Encapsulation encapsulation;
    private final List<IsakmpSa> sas = new ArrayList<>();

    /** The tunnel is to be kept up, if this end keeps any up: from the first negotiation to {@link #close}. */
    private boolean isWanted;
    /** When to negotiate again after a failure. */
    private long retryAt = NEVER;
    /** Quick modes that came to nothing since the last one that did not. */
    private int refusals;

    public Ikev1Endpoint(IkeEndpointConfig config, Entropy entropy, KnownSecrets knownSecrets) {
        this.config = config;
        this.entropy = entropy;
        this.knownSecrets = knownSecrets;
        phaseTwoSas = new PhaseTwoSas();
        encapsulation = new Encapsulation(config.natTraversal().keepalive());
    }

    private Ikev1Endpoint(Ikev1Endpoint other) {
        config = other.config;
        entropy = other.entropy.copy();
        knownSecrets = other.knownSecrets;
        phaseTwoSas = other.phaseTwoSas.copy();
        encapsulation = other.encapsulation.copy();
        other.sas.forEach(sa -> sas.add(sa.copy()));
        isWanted = other.isWanted;
        retryAt = other.retryAt;
        refusals = other.refusals;
    }

    @Override
    public Ikev1Endpoint copy() {
        return new Ikev1Endpoint(this);
    }

    @Override
    public void initiate(long now, Outbox<IkeOutput> out) {
        Turn turn = new Turn(this, now, out);
        isWanted = true;
        if (!phaseTwoSas.isAnyInstalled() && !isNegotiating()) {
            negotiate(turn);
        }
        settle(turn);
    }

    @Override
    public void received(long now, UdpPath path, byte[] bytes, int offset, int length, Outbox<IkeOutput> out) {
        Turn turn = new Turn(this, now, path, out);
        byte[] raw = Arrays.copyOfRange(bytes, offset, offset + length);
        IsakmpMessage message;
        try {
            message = IsakmpCodec.decode(raw, 0, length);
        } catch (Malformed e) {
            boolean isOther = e.code() == NotifyMessage.INVALID_MAJOR_VERSION;
            turn.discard(isOther ? IkeDiscard.VERSION : IkeDiscard.MALFORMED);
            if (isOther) {
                FirstMessage.ofOtherVersion(raw, turn);
            }
            return;
        }
        boolean isPhaseOne =
                message.exchange() == ExchangeType.IDENTITY_PROTECTION || message.exchange() == ExchangeType.AGGRESSIVE;
        if (isPhaseOne && message.cookieResponder() == 0) {
            FirstMessage.received(message, raw, turn);
        } else {
            sas.stream()
                    .filter(sa -> sa.cookies().fit(message.cookieInitiator(), message.cookieResponder()))
                    .findFirst()
                    .ifPresentOrElse(sa -> sa.received(message, raw, turn), () -> turn.discard(IkeDiscard.UNKNOWN_SA));
        }
        settle(turn);
    }

    /** It allocates nothing, as {@link #deadline} does not. */
    @Override
    public void proofOfLife(long now) {
        for (int i = 0; i < sas.size(); i++) {
            sas.get(i).proofOfLife(now);
        }
    }

    @Override
    public void peerMoved(long now, UdpPath path, Outbox<IkeOutput> out) {
        Turn turn = new Turn(this, now, path, out);
        sas.stream().filter(IsakmpSa::isEstablished).forEach(sa -> sa.follow(turn));
    }

    @Override
    public void espSent(long now) {
        encapsulation.sent(now);
    }

    @Override
    public void close(long now, Outbox<IkeOutput> out) {
        Turn turn = new Turn(this, now, out);
        isWanted = false;
        retryAt = NEVER;
        current()
                .ifPresentOrElse(
                        through -> phaseTwoSas.deleteAll(through, turn),
                        () -> phaseTwoSas.closeAll(IkeCloseCause.CLOSED, turn));
        for (IsakmpSa sa : List.copyOf(sas)) {
            switch (sa.state()) {
                case ESTABLISHED, REPLACED -> sa.closeTelling(IkeCloseCause.CLOSED, turn);
                case NEGOTIATING -> sa.close(IkeCloseCause.CLOSED, turn);
                case GONE -> {}
            }
        }
        settle(turn);
    }

    @Override
    public boolean isEstablished() {
        return sas.stream().anyMatch(IsakmpSa::isEstablished);
    }

    @Override
    public long deadline() {
        long next = Math.min(retryAt, Math.min(phaseTwoSas.deadline(), encapsulation.deadline()));
        for (int i = 0; i < sas.size(); i++) {
            next = Math.min(next, sas.get(i).deadline());
        }
        return next;
    }

    @Override
    public void expire(long now, Outbox<IkeOutput> out) {
        if (deadline() > now) {
            return;
        }
        Turn turn = new Turn(this, now, out);
        List.copyOf(sas).forEach(sa -> sa.expire(turn));
        phaseTwoSas.expire(turn);
        encapsulation.expire(now).ifPresent(turn::note);
        if (retryAt <= now) {
            retryAt = NEVER;
        }
        settle(turn);
    }

    // ---- for the SAs and their exchanges

    ExchangeType mode() {
        return config.ike().ikeMode() == IkeMode.AGGRESSIVE
                ? ExchangeType.AGGRESSIVE
                : ExchangeType.IDENTITY_PROTECTION;
    }

    /** All that are not over, in order of creation. */
    List<IsakmpSa> sas() {
        return sas;
    }

    IkeEndpointConfig config() {
        return config;
    }

    Entropy entropy() {
        return entropy;
    }

    PhaseTwoSas phaseTwoSas() {
        return phaseTwoSas;
    }

    Encapsulation encapsulation() {
        return encapsulation;
    }

    /** The ISAKMP SA to use: the newest. */
    Optional<IsakmpSa> current() {
        return sas.stream().filter(IsakmpSa::isEstablished).max(Comparator.comparingLong(IsakmpSa::establishedAt));
    }

    /** Whether this end holds anything of the peer's apart from one SA. */
    boolean isEstablishedBeside(IsakmpSa one) {
        return !phaseTwoSas.isEmpty() || sas.stream().anyMatch(sa -> sa != one && sa.isOpen());
    }

    /** An SA is established or its peer has moved: ESP follows the newest. */
    void encapsulate(IsakmpSa moved, Turn turn) {
        boolean isOutdated =
                sas.stream().anyMatch(sa -> sa.isEstablished() && sa.establishedAt() > moved.establishedAt());
        if (!isOutdated) {
            encapsulation
                    .follow(
                            moved.peerPath().espPath(config.natTraversal()),
                            moved.peerPath().isBehindNat(),
                            turn.now())
                    .ifPresent(turn::note);
        }
    }

    /**
     * Phase 1 is done. The SA takes the place of older ones, and attempts of this end that got no answer yet are given up. Of two whose
     * negotiations crossed, the one with the lower cookie goes. Who began phase 1 goes on with quick mode.
     */
    void established(IsakmpSa fresh, boolean isInitialContact, Turn turn) {
        isWanted = true;
        retryAt = NEVER;
        if (isInitialContact) {
            initialContact(fresh, turn);
        }
        for (IsakmpSa other : List.copyOf(sas)) {
            if (other != fresh && other.isInitiator() && other.keys() == null) {
                other.close(IkeCloseCause.REPLACED, turn);
            } else if (other != fresh && other.isEstablished()) {
                boolean isWeaker = Long.compareUnsigned(
                                fresh.cookies().initiator(), other.cookies().initiator())
                        < 0;
                (isWeaker && isContest(other, fresh, turn.now()) ? fresh : other).replace(turn);
            }
        }
        if (!phaseTwoSas.isAnyInstalled() && fresh.isInitiator()) {
            quickMode(OptionalInt.empty(), turn);
        } else if (!phaseTwoSas.isAnyInstalled() && config.keepsUp()) {
            retryAt = Lifetime.afterFailure(entropy, turn.now());
        }
    }

    /** Negotiations that crossed are complete within less than their length of each other, at both ends. */
    private static boolean isContest(IsakmpSa other, IsakmpSa fresh, long now) {
        long length = Math.min(now - fresh.createdAt(), LONGEST_PHASE_ONE_NANOS);
        return now - other.establishedAt() < 2 * length;
    }

    /** The peer says that it has lost all that was there before it began (RFC 2407 section 4.6.3.3). */
    void initialContact(IsakmpSa fresh, Turn turn) {
        phaseTwoSas.closeInstalledUntil(fresh.createdAt(), turn);
        for (IsakmpSa other : List.copyOf(sas)) {
            if (other != fresh && other.isOpen() && other.establishedAt() <= fresh.createdAt()) {
                other.close(IkeCloseCause.REPLACED, turn);
            }
        }
    }

    /** RFC 3706 section 6.3: all SAs with the peer are over. */
    void peerDead(Turn turn) {
        turn.note(new IkeOutput.PeerDead());
        phaseTwoSas.closeAll(IkeCloseCause.PEER_DEAD, turn);
        sas.stream().filter(IsakmpSa::isOpen).forEach(sa -> sa.close(IkeCloseCause.PEER_DEAD, turn));
    }

    /** The peer has deleted an ISAKMP SA. With the last one go the SAs of phase 2. */
    void deletedByPeer(Octets spi, Turn turn) {
        for (IsakmpSa sa : List.copyOf(sas)) {
            if (sa.isOpen() && sa.cookies().spi().equals(spi)) {
                boolean isReplaced = sa.state() == IsakmpSa.State.REPLACED;
                if (sas.stream().noneMatch(other -> other != sa && other.isOpen())) {
                    phaseTwoSas.closeAll(IkeCloseCause.PEER_DELETED, turn);
                }
                sa.close(isReplaced ? IkeCloseCause.REPLACED : IkeCloseCause.PEER_DELETED, turn);
            }
        }
    }

    /** A phase 1 that this end began has come to nothing. One that was to replace another is tried again in time. */
    void negotiationFailed(Turn turn) {
        Optional<IsakmpSa> current = current();
        if (current.isPresent()) {
            current.filter(sa -> sa.expires() && !sa.isRekeyPlanned())
                    .ifPresent(sa -> sa.rekeyAt(Lifetime.afterRefusal(entropy, turn.now())));
        } else if (config.keepsUp() && isWanted) {
            retryAt = Lifetime.afterFailure(entropy, turn.now());
        }
    }

    /**
     * A quick mode that this end began has come to nothing. When that leaves the tunnel without SAs it is tried again; after the second time, or
     * without any answer, beginning with phase 1.
     */
    void quickModeFailed(IsakmpSa sa, QuickMode failed, boolean isUnanswered, Turn turn) {
        failed.replaces().ifPresent(spiIn -> phaseTwoSas.rekeyLater(spiIn, turn));
        if (phaseTwoSas.isAnyInstalled()) {
            return;
        }
        refusals++;
        if (isUnanswered || refusals > 1) {
            refusals = 0;
            sa.closeTelling(IkeCloseCause.FAILED, turn);
        }
        if (config.keepsUp() && isWanted) {
            retryAt = Lifetime.afterFailure(entropy, turn.now());
        }
    }

    /** The lifetime of the ISAKMP SA in use nears its end. */
    void rekey(Turn turn) {
        if (sas.stream().noneMatch(IsakmpSa::isBeingBegun)) {
            phaseOne(turn);
        }
    }

    /**
     * The lifetime of a pair of ESP SAs nears its end.
     *
     * @return false when there must be an ISAKMP SA first
     */
    boolean rekey(int spiIn, Turn turn) {
        if (current().isEmpty()) {
            rekey(turn);
            return false;
        }
        if (sas.stream().noneMatch(sa -> sa.quickModes().isReplacing(spiIn))) {
            quickMode(OptionalInt.of(spiIn), turn);
        }
        return true;
    }

    // ---- what this end wants

    private boolean isNegotiating() {
        return sas.stream().anyMatch(sa -> sa.isBeingBegun() || sa.quickModes().isAnyPending());
    }

    /** Quick mode under the ISAKMP SA that there is, or else phase 1, behind which quick mode follows. */
    private void negotiate(Turn turn) {
        retryAt = NEVER;
        if (current().isPresent()) {
            quickMode(OptionalInt.empty(), turn);
        } else {
            phaseOne(turn);
        }
    }

    private void phaseOne(Turn turn) {
        Turn first = new Turn(this, turn.now(), turn.out());
        IsakmpSa sa = new IsakmpSa(true, mode(), new Cookies(newCookie(), 0), first);
        sas.add(sa);
        sa.phaseOne().begin(sa, first);
    }

    private void quickMode(OptionalInt replaces, Turn turn) {
        current().ifPresent(sa -> sa.quickModes().begin(sa, replaces, turn));
    }

    /** Never zero, which stands for a cookie not yet known. */
    long newCookie() {
        long cookie = entropy.nextLong();
        while (cookie == 0) {
            cookie = entropy.nextLong();
        }
        return cookie;
    }

    /** After every input: forgets what is over, names the pair to send through, and begins anew when the tunnel was lost. */
    private void settle(Turn turn) {
        sas.removeIf(sa -> sa.state() == IsakmpSa.State.GONE);
        if (!isEstablished() && phaseTwoSas.isEmpty()) {
            encapsulation.forget();
        }
        phaseTwoSas.switchOutbound(turn);
        if (phaseTwoSas.isAnyInstalled() && isEstablished()) {
            retryAt = NEVER;
            refusals = 0;
        } else if (config.keepsUp() && isWanted && retryAt == NEVER && !isNegotiating()) {
            negotiate(turn);
        }
    }
}
