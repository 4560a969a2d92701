package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
import dev.censim.crypto.KnownSecrets;
import dev.censim.model.policy.DhGroup;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One end of a tunnel: the door to IKEv2 with one configured peer. It holds the IKE SAs with that peer, usually one, and decides
 * when a new one is wanted.
 */
public final class IkeEndpoint implements Ike {

    /** Half-open SAs from which on initiators must return a cookie. */
    static final int COOKIE_THRESHOLD = 8;

    private static final int IKEV1 = 1;

    /** Exchange type, RFC 2408 section 3.1. */
    private static final int IKEV1_AGGRESSIVE = 4;

    private static final long PROMPT_REPEAT_NANOS = 1_000_000_000L;

    private final IkeEndpointConfig config;
    private final List<DhGroup> groups;
    private final Entropy entropy;
    private final transient KnownSecrets knownSecrets; // no state: it decides nothing
    private final Cookies cookies;
    private final Children children;
    private final Encapsulation encapsulation;
    private final List<IkeSa> sas = new ArrayList<>();

    /** The tunnel is to be kept up, if this end keeps any up: from the first negotiation to {@link #close}. */
    private boolean isWanted;
    /** When to negotiate again after a failure. */
    private long retryAt = NEVER;

    public IkeEndpoint(IkeEndpointConfig config, Entropy entropy) {
        this(config, entropy, KnownSecrets.none());
    }

    /** An end that may have its peer beside it. */
    public IkeEndpoint(IkeEndpointConfig config, Entropy entropy, KnownSecrets knownSecrets) {
        this(config, List.of(config.ike().ikePfs()), entropy, knownSecrets);
    }

    /** With more than the one group that the product allows: the first is preferred, each is offered and accepted. */
    IkeEndpoint(IkeEndpointConfig config, List<DhGroup> groups, Entropy entropy) {
        this(config, groups, entropy, KnownSecrets.none());
    }

    private IkeEndpoint(IkeEndpointConfig config, List<DhGroup> groups, Entropy entropy, KnownSecrets knownSecrets) {
        this.config = config;
        this.groups = List.copyOf(groups);
        this.entropy = entropy;
        this.knownSecrets = knownSecrets;
        cookies = new Cookies();
        children = new Children();
        encapsulation = new Encapsulation(config.natTraversal().keepalive());
    }

    private IkeEndpoint(IkeEndpoint other) {
        config = other.config;
        groups = other.groups;
        entropy = other.entropy.copy();
        knownSecrets = other.knownSecrets;
        cookies = other.cookies.copy();
        children = other.children.copy();
        encapsulation = other.encapsulation.copy();
        other.sas.forEach(sa -> sas.add(sa.copy()));
        isWanted = other.isWanted;
        retryAt = other.retryAt;
    }

    @Override
    public IkeEndpoint copy() {
        return new IkeEndpoint(this);
    }

    @Override
    public void initiate(long now, Outbox<IkeOutput> out) {
        Turn turn = new Turn(this, now, out);
        isWanted = true;
        if (!children.isAnyInstalled() && !isNegotiating()) {
            negotiate(turn);
        }
        settle(turn);
    }

    @Override
    public void received(long now, UdpPath path, byte[] bytes, int offset, int length, Outbox<IkeOutput> out) {
        Turn turn = new Turn(this, now, path, out);
        byte[] raw = Arrays.copyOfRange(bytes, offset, offset + length);
        IkeMessage message;
        try {
            message = IkeCodec.decode(raw, 0, length);
        } catch (Malformed e) {
            boolean isOther = e.code() == NotifyType.INVALID_MAJOR_VERSION;
            turn.discard(isOther ? IkeDiscard.VERSION : IkeDiscard.MALFORMED);
            if (isOther) {
                otherVersion(raw, turn);
            }
            return;
        }
        if (message.exchange() == Exchange.IKE_SA_INIT && !message.response()) {
            initRequest(message, raw, turn);
        } else {
            find(message)
                    .ifPresentOrElse(
                            sa -> Reception.received(sa, message, raw, turn),
                            () -> turn.discard(IkeDiscard.UNKNOWN_SA));
        }
        settle(turn);
    }

    /** RFC 7296 section 2.4. It allocates nothing, as {@link #deadline} does not. */
    @Override
    public void proofOfLife(long now) {
        for (int i = 0; i < sas.size(); i++) {
            sas.get(i).proofOfLife(now);
        }
    }

    @Override
    public void peerMoved(long now, UdpPath path, Outbox<IkeOutput> out) {
        Turn turn = new Turn(this, now, path, out);
        sas.stream().filter(IkeSa::isEstablished).forEach(sa -> sa.follow(turn));
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
        for (IkeSa sa : List.copyOf(sas)) {
            switch (sa.state()) {
                case ESTABLISHED, REPLACED -> sa.closeTelling(IkeCloseCause.CLOSED, List.of(), turn);
                case NEGOTIATING -> sa.close(IkeCloseCause.CLOSED, IkeSaState.GONE, turn);
                case DELETING, ANSWERING, GONE -> {}
            }
        }
        settle(turn);
    }

    @Override
    public boolean isEstablished() {
        return sas.stream().anyMatch(IkeSa::isEstablished);
    }

    @Override
    public long deadline() {
        long next = Math.min(retryAt, Math.min(children.deadline(), encapsulation.deadline()));
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
        children.expire(turn);
        encapsulation.expire(now).ifPresent(turn::note);
        if (retryAt <= now) {
            retryAt = NEVER;
        }
        settle(turn);
    }

    // ---- for the SAs and their tasks

    IkeEndpointConfig config() {
        return config;
    }

    List<DhGroup> groups() {
        return groups;
    }

    Entropy entropy() {
        return entropy;
    }

    KnownSecrets knownSecrets() {
        return knownSecrets;
    }

    Children children() {
        return children;
    }

    Encapsulation encapsulation() {
        return encapsulation;
    }

    /** An SA is established or its peer has moved: ESP follows the newest. */
    void encapsulate(IkeSa moved, Turn turn) {
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

    /** Never zero, which stands for an SPI not yet known. */
    long newSpi() {
        long spi = entropy.nextLong();
        while (spi == 0 || find(spi) != null) {
            spi = entropy.nextLong();
        }
        return spi;
    }

    void add(IkeSa sa) {
        sas.add(sa);
    }

    @Nullable
    IkeSa find(long localSpi) {
        for (IkeSa sa : sas) {
            if (sa.localSpi() == localSpi) {
                return sa;
            }
        }
        return null;
    }

    boolean isEstablishedBeside(IkeSa one) {
        return sas.stream().anyMatch(sa -> sa != one && sa.isEstablished());
    }

    /** RFC 7296 section 2.6. */
    boolean isCrowded() {
        return sas.stream()
                        .filter(sa -> !sa.isInitiator() && sa.state() == IkeSaState.NEGOTIATING)
                        .count()
                >= COOKIE_THRESHOLD;
    }

    Octets cookie(Octets nonce, long spiInitiator) {
        return cookies.cookie(nonce, config.remoteAddress(), spiInitiator, entropy);
    }

    void negotiationFailed(Turn turn) {
        if (config.keepsUp() && isWanted) {
            retryAt = Lifetime.afterFailure(entropy, turn.now());
        }
    }

    /**
     * IKE_AUTH has established an IKE SA. Older ones go: those that the peer says it has lost (RFC 7296 section 2.4, INITIAL_CONTACT
     * speaks of what was there when it began), attempts of this end that got no answer yet, and the weaker one of two that
     * both ends negotiated at the same time. Which is the weaker is decided as for rekeying (section 2.8.2), so both ends agree:
     * it has the lowest nonce, and whoever began it deletes it.
     */
    void established(IkeSa fresh, boolean isInitialContact, Turn turn) {
        isWanted = true;
        for (IkeSa other : List.copyOf(sas)) {
            boolean isOlder = other.isEstablished() || other.state() == IkeSaState.REPLACED;
            if (other == fresh) {
                continue;
            }
            if (other.isInitiator() && !other.hasKeys()) {
                other.close(IkeCloseCause.REPLACED, IkeSaState.GONE, turn);
            } else if (isInitialContact && isOlder && other.establishedAt() <= fresh.createdAt()) {
                other.close(IkeCloseCause.REPLACED, IkeSaState.GONE, turn);
            } else if (other.isEstablished()) {
                IkeSa weaker = fresh.lowestNonce().compareTo(other.lowestNonce()) < 0 ? fresh : other;
                if (weaker.isInitiator()) {
                    weaker.retire(turn);
                } else {
                    children.doubtAllOf(weaker);
                    weaker.awaitDeletion(turn);
                }
            }
        }
    }

    // ---- what this end wants

    private Optional<IkeSa> find(IkeMessage message) {
        long localSpi = message.fromInitiator() ? message.spiResponder() : message.spiInitiator();
        long peerSpi = message.fromInitiator() ? message.spiInitiator() : message.spiResponder();
        return Optional.ofNullable(find(localSpi))
                .filter(sa -> !sa.hasKeys() || peerSpi == (sa.isInitiator() ? sa.spiResponder() : sa.spiInitiator()));
    }

    private void initRequest(IkeMessage request, byte[] raw, Turn turn) {
        boolean isFirst = request.fromInitiator()
                && request.spiInitiator() != 0
                && request.spiResponder() == 0
                && request.messageId() == 0;
        if (!isFirst) {
            turn.discard(IkeDiscard.MALFORMED);
            return;
        }
        if (sas.stream().anyMatch(sa -> IkeInitResponder.isRepeated(sa, raw, turn))) {
            return;
        }
        Optional<IkeSa> stronger = sas.stream()
                .filter(sa -> sa.isInitiator()
                        && !sa.hasKeys()
                        && sa.peerPath().path().equals(turn.path()))
                .filter(sa -> Long.compareUnsigned(sa.localSpi(), request.spiInitiator()) > 0)
                .findFirst();
        if (stronger.isPresent()) {
            insist(stronger.get(), turn);
        } else {
            IkeInitResponder.answer(request, raw, turn);
        }
    }

    /** A peer that begins in IKEv1 is not heard (RFC 7296 section 2.5), which is what its negotiation fails of. */
    private static void otherVersion(byte[] raw, Turn turn) {
        boolean isFirst = IkeHeader.majorVersion(raw, 0) == IKEV1 && IkeHeader.spiResponder(raw, 0) == 0;
        IkeExchange exchange = IkeHeader.exchangeType(raw, 0) == IKEV1_AGGRESSIVE
                ? IkeExchange.AGGRESSIVE_MODE
                : IkeExchange.MAIN_MODE;
        if (isFirst) {
            turn.note(new IkeOutput.Failed(IkeRefusal.INVALID_MAJOR_VERSION, exchange, false));
        }
    }

    /**
     * Both ends have begun, and this one has no answer yet. The one with the higher SPI goes on and does not answer the other, so that
     * as a rule one negotiation is carried through and not two; but a peer that is seen elsewhere than this end asks for it is behind
     * a NAT and may not be able to hear the question, so it is answered. That the peer is heard at all is a reason not to wait for the next
     * repetition.
     */
    private static void insist(IkeSa own, Turn turn) {
        if (turn.now() - own.requests().sentAt() >= PROMPT_REPEAT_NANOS) {
            own.repeatRequest(turn);
        }
    }

    private boolean isNegotiating() {
        return sas.stream()
                .anyMatch(sa -> sa.isInitiator() && sa.state() == IkeSaState.NEGOTIATING
                        || sa.isEstablished() && sa.requests().has(ChildCreate.class));
    }

    /** A child for the IKE SA that there is, or else an IKE SA with its first child. */
    private void negotiate(Turn turn) {
        retryAt = NEVER;
        for (IkeSa sa : sas) {
            if (sa.isEstablished()) {
                sa.enqueue(new ChildCreate(), turn);
                return;
            }
        }
        IkeSa sa = new IkeSa(true, newSpi(), 0, 0, turn);
        sas.add(sa);
        sa.enqueue(new IkeInit(groups), turn);
    }

    /** After every input: forgets what is over, names the child to send through, and begins anew when the tunnel was lost. */
    private void settle(Turn turn) {
        sas.removeIf(sa -> sa.state() == IkeSaState.GONE);
        if (!isEstablished()) {
            encapsulation.forget();
        }
        children.switchOutbound(turn);
        if (children.isAnyInstalled()) {
            retryAt = NEVER;
        } else if (config.keepsUp() && isWanted && retryAt == NEVER && !isNegotiating()) {
            negotiate(turn);
        }
    }
}
