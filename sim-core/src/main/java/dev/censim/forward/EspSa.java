package dev.censim.forward;

import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.KeyedHmac;
import dev.censim.crypto.LockstepCbc;
import dev.censim.crypto.Prf;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.BigEndian;
import dev.censim.wire.EspHeader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of an ESP security association as data (RFC 4301 section 4.4.2.1): SPI, algorithms, keys, sequence counter and
 * anti-replay window. The engines of the JDK that {@link RealEsp} and {@link EspBatch} make from it are no state: what a packet
 * becomes depends on its sequence number and the keys alone.
 */
public final class EspSa {

    static final long LAST_SEQUENCE = 0xffff_ffffL;

    private final int spi;
    private final EncryptionAlgorithm encryption;
    private final AuthenticationAlgorithm authentication;
    private final byte[] encryptionKey;
    private final byte[] authenticationKey;
    private final ReplayWindow replayWindow;

    /** Stands for the keys in {@link ShapeEsp}: two ends with different keys have different ones. */
    private final long fingerprint;

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
        if (encryptionKey.length != encryption.keyLength() || authenticationKey.length != authentication.hashLength()) {
            throw new IllegalArgumentException("keys of " + encryptionKey.length + " and " + authenticationKey.length
                    + " octets do not fit " + encryption + " and " + authentication);
        }
        this.spi = spi;
        this.encryption = encryption;
        this.authentication = authentication;
        this.encryptionKey = encryptionKey.clone();
        this.authenticationKey = authenticationKey.clone();
        this.replayWindow = new ReplayWindow(replayWindow);
        this.fingerprint = fingerprint(spi, authentication, encryptionKey, authenticationKey)
                + encryption.ordinal() * 31L
                + authentication.ordinal();
    }

    private EspSa(EspSa other) {
        spi = other.spi;
        encryption = other.encryption;
        authentication = other.authentication;
        encryptionKey = other.encryptionKey.clone();
        authenticationKey = other.authenticationKey.clone();
        replayWindow = other.replayWindow.copy();
        fingerprint = other.fingerprint;
        sequence = other.sequence;
    }

    /** Independent from now on; without engines. */
    public EspSa copy() {
        return new EspSa(this);
    }

    private static long fingerprint(
            int spi, AuthenticationAlgorithm authentication, byte[] encryptionKey, byte[] authenticationKey) {
        byte[] label = new byte[4];
        BigEndian.put32(label, 0, spi);
        return BigEndian.i64(Prf.of(authentication).apply(authenticationKey, encryptionKey, label), 0);
    }

    public int spi() {
        return spi;
    }

    public EncryptionAlgorithm encryption() {
        return encryption;
    }

    public AuthenticationAlgorithm authentication() {
        return authentication;
    }

    /** A copy, for key logs. */
    public byte[] encryptionKey() {
        return encryptionKey.clone();
    }

    /** A copy, for key logs. */
    public byte[] authenticationKey() {
        return authenticationKey.clone();
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
        return encryption.blockLength();
    }

    public int icvLength() {
        return authentication.icvLength();
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

    long fingerprint() {
        return fingerprint;
    }

    /** A nonce for the IV (RFC 3602 section 3), one block long: no other packet under this key has the same. */
    void writeNonce(byte[] b, int at, int sequence) {
        EspHeader.write(b, at, spi, sequence);
        Arrays.fill(b, at + EspHeader.LENGTH, at + ivLength(), (byte) 0);
    }

    CbcCipher cipher() {
        return new CbcCipher(encryption, encryptionKey);
    }

    LockstepCbc lockstep(int packets) {
        return new LockstepCbc(encryption, encryptionKey, packets);
    }

    KeyedHmac hmac() {
        return new KeyedHmac(authentication, authenticationKey);
    }

    RealEsp.Engine engine() {
        RealEsp.Engine made = engine;
        if (made == null) {
            made = new RealEsp.Engine(this);
            engine = made;
        }
        return made;
    }
}
