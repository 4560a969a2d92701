package dev.censim.forward;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * One direction of an ESP security association as data (RFC 4301 section 4.4.2.1): SPI, algorithms, keys, sequence counter and
 * anti-replay window. The engines of the JDK that {@link RealEsp} and {@link EspBatch} make from it are no state: what a packet
 * becomes depends on its sequence number and the keys alone.
 */
public final class EspSa {

    static final long LAST_SEQUENCE = 0xffff_ffffL;

    private final EspKeys keys;
    private final ReplayWindow replayWindow;
    private long sequence;

    /** Made on first use from the fields above; absent from a copy. */
    private transient RealEsp.@Nullable Engine engine;

    /** With the default window of 64 packets. */
    public EspSa(
            int spi,
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm authentication,
            byte[] encryptionKey,
            byte[] authenticationKey) {
        this(spi, encryption, authentication, encryptionKey, authenticationKey, ReplayWindow.DEFAULT_SIZE);
    }

    /**
     * @param encryptionKey {@code encryption.keyLength()} octets
     * @param authenticationKey {@code authentication.hashLength()} octets (RFC 2403, 2404, 4868 section 2.1.1)
     * @param replayWindow size in packets; only the receiving side uses it
     */
    public EspSa(
            int spi,
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm authentication,
            byte[] encryptionKey,
            byte[] authenticationKey,
            int replayWindow) {
        keys = new EspKeys(spi, encryption, authentication, encryptionKey, authenticationKey);
        this.replayWindow = new ReplayWindow(replayWindow);
    }

    private EspSa(EspSa other) {
        keys = other.keys;
        replayWindow = other.replayWindow.copy();
        sequence = other.sequence;
    }

    /** Independent from now on; without engines. */
    public EspSa copy() {
        return new EspSa(this);
    }

    /** What never changes of it. */
    public EspKeys keys() {
        return keys;
    }

    public int spi() {
        return keys.spi();
    }

    public EncryptionAlgorithm encryption() {
        return keys.encryption();
    }

    public AuthenticationAlgorithm authentication() {
        return keys.authentication();
    }

    /** A copy, for key logs. */
    public byte[] encryptionKey() {
        return keys.encryptionKey();
    }

    /** A copy, for key logs. */
    public byte[] authenticationKey() {
        return keys.authenticationKey();
    }

    /** The number of the last packet sealed, 0 before the first; at most 2^32 - 1. */
    public long sequence() {
        return sequence;
    }

    public ReplayWindow replayWindow() {
        return replayWindow;
    }

    /** Length of the IV and of a cipher block in octets. */
    public int ivLength() {
        return keys.ivLength();
    }

    public int icvLength() {
        return keys.icvLength();
    }

    /** RFC 4303 section 3.3.3: the counter must not cycle; a new SA has to replace this one before. */
    public boolean isExhausted() {
        return sequence == LAST_SEQUENCE;
    }

    /** Takes the next number; ask {@link #isExhausted} before. */
    public int nextSequence() {
        return (int) ++sequence;
    }

    /** Sends the next packets from this number on, as after a long life. */
    EspSa startingAfter(long number) {
        EspSa moved = copy();
        moved.sequence = number;
        return moved;
    }

    RealEsp.Engine engine() {
        RealEsp.Engine made = engine;
        if (made == null) {
            made = new RealEsp.Engine(keys);
            engine = made;
        }
        return made;
    }
}
