package dev.censim.crypto;

import dev.censim.model.policy.DhGroup;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of exchanges under way whose ends are both of this process. With both known, what they share is a power of 2 and comes
 * out of the generator's table, once for both ends. It is knowledge about a pure function and no state: whatever is remembered or
 * forgotten, results are the same, so a simulation and its forks may hold one together, on whatever threads they run.
 *
 * <p>A secret is forgotten when both ends have what they share, or when as many newer ones came as there is room for.
 */
public final class KnownSecrets {

    /** More than the tunnels of any region begin at one instant; with group 14 about 7 MB. */
    private static final int CAPACITY = 16_384;

    /**
     * @param peerPublic of the other end, once that end's secret was combined with this one
     * @param shared of both
     */
    private record Half(byte[] secret, byte @Nullable [] peerPublic, byte @Nullable [] shared) {}

    private final int capacity;

    /** By public value, the eldest first. Its length tells the group. */
    private final Map<ByteBuffer, Half> halves = new LinkedHashMap<>();

    /** With room for so many secrets. */
    KnownSecrets(int capacity) {
        this.capacity = capacity;
    }

    /** For ends that may be each other's peers. */
    public static KnownSecrets ofOneNetwork() {
        return new KnownSecrets(CAPACITY);
    }

    /** For an end whose peers are elsewhere: remembers nothing. */
    public static KnownSecrets none() {
        return new KnownSecrets(0);
    }

    /** As {@link KeyExchange#publicValue}. */
    public byte[] publicValue(DhGroup group, byte[] secret) {
        byte[] value = KeyExchange.publicValue(group, secret);
        if (capacity > 0) {
            remember(value.clone(), new Half(secret.clone(), null, null));
        }
        return value;
    }

    /** As {@link KeyExchange#shared}. */
    public Optional<byte[]> shared(DhGroup group, byte[] secret, byte[] ownPublic, byte[] peerPublic) {
        Half peer = find(peerPublic);
        if (peer == null || !KeyExchange.isAcceptable(group, peerPublic)) {
            return KeyExchange.shared(group, secret, peerPublic);
        }
        byte[] known = peer.shared;
        if (known != null && Arrays.equals(peer.peerPublic, ownPublic)) {
            forget(ownPublic, peerPublic);
            return Optional.of(known.clone());
        }
        byte[] shared = KeyExchange.sharedOfBoth(group, secret, peer.secret);
        remember(ownPublic.clone(), new Half(secret.clone(), peerPublic.clone(), shared.clone()));
        return Optional.of(shared);
    }

    /** Secrets that are remembered. */
    synchronized int size() {
        return halves.size();
    }

    private synchronized @Nullable Half find(byte[] publicValue) {
        return halves.get(ByteBuffer.wrap(publicValue));
    }

    private synchronized void remember(byte[] publicValue, Half half) {
        halves.put(ByteBuffer.wrap(publicValue), half);
        if (halves.size() > capacity) {
            var eldest = halves.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    private synchronized void forget(byte[] ownPublic, byte[] peerPublic) {
        halves.remove(ByteBuffer.wrap(ownPublic));
        halves.remove(ByteBuffer.wrap(peerPublic));
    }
}
