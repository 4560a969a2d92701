package dev.censim.forward;

import dev.censim.crypto.KeyedHmac;
import dev.censim.crypto.LockstepCbc;
import dev.censim.wire.EspHeader;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * Packets of one SA that are sealed together, and opened together at the other end: octet by octet what {@link RealEsp} makes of
 * each, because the IV of a packet depends on its sequence number and not on the packet before it. CBC runs over all of them in
 * lockstep. A batch has engines of its own, so it may be worked on by another thread than the one that uses the SA, as long as only
 * one has it at a time.
 *
 * <p>The packets lie one behind the other, and all IVs at multiples of 16: from the first IV to the last ciphertext block the buffer
 * is one run of whole blocks, of which the receiver decrypts several packets with one call. CBC makes a plaintext block of two
 * neighbouring ciphertext blocks and nothing else, so what lies between the packets spoils only what would be dropped.
 */
public final class EspBatch {

    /** A multiple of every block length. */
    private static final int ALIGNMENT = 16;

    /** Octets that the receiver works on at a time: many small packets, and not more than a processor has at hand. */
    private static final int RUN = 4096;

    /** Where packets lie. Batches may share buffers as long as only one of them holds packets at a time. */
    static final class Buffers {

        private final int octetsMax;

        /** Nonce, inner packet and trailer of each packet, at the places that their encryption has in {@link #octets}. */
        private final byte[] plain;

        private final byte[] octets;
        private final byte[] opened;

        /** Where each packet's SPI is, and its end: the ICV. */
        private final int[] offsets;

        private final int[] ends;
        private final int[] innerLengths;

        /** For any SA. */
        Buffers(int packets, int octetsMax) {
            this.octetsMax = octetsMax;
            int longest = EspHeader.LENGTH + ALIGNMENT + octetsMax + EspTransform.TAILROOM;
            int room = next(0) + packets * (longest + ALIGNMENT);
            plain = new byte[room];
            octets = new byte[room];
            opened = new byte[room];
            offsets = new int[packets];
            ends = new int[packets];
            innerLengths = new int[packets];
        }

        /** Length of the longest inner packet. */
        int octetsMax() {
            return octetsMax;
        }
    }

    private final EspKeys keys;
    private final boolean isFrugal;
    private final LockstepCbc encryptor;
    private final KeyedHmac hmac;
    private final int octetsMax;
    private final byte[] plain;
    private final byte[] octets;
    private final byte[] opened;
    private final int[] offsets;
    private final int[] ends;
    private final int[] innerLengths;
    private int size;
    private @Nullable Receiver receiver;

    /**
     * The quickest: HMAC leaves some 400 octets of garbage behind for a packet at each end.
     *
     * @param packets the most that the batch holds
     * @param octetsMax length of the longest inner packet
     */
    public EspBatch(EspKeys keys, int packets, int octetsMax) {
        this(keys, new Buffers(packets, octetsMax));
    }

    /** One that allocates nothing per packet, which costs two compressions of the hash more. */
    public static EspBatch frugal(EspKeys keys, int packets, int octetsMax) {
        return new EspBatch(keys, new Buffers(packets, octetsMax), true);
    }

    EspBatch(EspKeys keys, Buffers buffers) {
        this(keys, buffers, false);
    }

    private EspBatch(EspKeys keys, Buffers buffers, boolean isFrugal) {
        this.keys = keys;
        this.isFrugal = isFrugal;
        octetsMax = buffers.octetsMax;
        plain = buffers.plain;
        octets = buffers.octets;
        opened = buffers.opened;
        offsets = buffers.offsets;
        ends = buffers.ends;
        innerLengths = buffers.innerLengths;
        encryptor = keys.lockstep(offsets.length);
        hmac = hmac(keys);
    }

    private KeyedHmac hmac(EspKeys of) {
        return isFrugal ? of.frugalHmac() : of.quickHmac();
    }

    /** The first place from {@code at} on for an SPI, so that the IV behind the header is aligned. */
    private static int next(int at) {
        return (at + EspHeader.LENGTH + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - EspHeader.LENGTH;
    }

    public boolean isFull() {
        return size == offsets.length;
    }

    /** In packets. */
    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
        encryptor.clear();
    }

    /**
     * Takes a copy of the inner packet {@code b[offset .. offset+length)}.
     *
     * @param sequence which the caller has taken from the SA
     */
    public void add(int sequence, byte[] b, int offset, int length) {
        if (isFull() || length > octetsMax) {
            throw new IllegalArgumentException("no room for a packet of " + length + " octets behind " + size);
        }
        int at = next(size == 0 ? 0 : ends[size - 1] + keys.icvLength());
        int iv = at + EspHeader.LENGTH;
        int inner = iv + keys.ivLength();
        int end = inner + keys.paddedLength(length);
        EspHeader.write(octets, at, keys.spi(), sequence);
        keys.writeNonce(plain, iv, sequence);
        System.arraycopy(b, offset, plain, inner, length);
        EspTrailer.write(plain, inner + length, end);
        encryptor.add(iv, end - iv);
        offsets[size] = at;
        ends[size] = end;
        innerLengths[size] = length;
        size++;
    }

    /** Afterwards the ESP packets are in {@link #octets}. */
    public void seal() {
        encryptor.encrypt(plain, octets);
        for (int i = 0; i < size; i++) {
            hmac.sign(octets, offsets[i], ends[i] - offsets[i], octets, ends[i]);
        }
    }

    /** The batch's own array; the same as long as the batch lives. */
    public byte[] octets() {
        return octets;
    }

    /** Where packet {@code i} begins, in the order of {@link #add}, with its SPI. */
    public int offset(int i) {
        return offsets[i];
    }

    /** Length of packet {@code i} from its SPI to the end of its ICV. */
    public int length(int i) {
        return ends[i] - offsets[i] + keys.icvLength();
    }

    /**
     * Does all that a receiver does with the packets, except for its replay window, which is not touched: verifies each, decrypts
     * it, checks its trailer. One that opens to something else than was sealed is bad, too.
     *
     * @param peer the keys that the receiving end has
     * @return index of the first bad packet, or -1
     */
    public int firstBad(EspKeys peer) {
        if (peer.encryption() != keys.encryption() || peer.authentication() != keys.authentication()) {
            return size == 0 ? -1 : 0;
        }
        Receiver receiving = receiver(peer);
        for (int from = 0, to; from < size; from = to) {
            to = runFrom(from);
            int bad = firstBad(receiving, from, to);
            if (bad >= 0) {
                return bad;
            }
        }
        return -1;
    }

    /** End of the packets from {@code from} on that are worked on at a time; at least one. */
    private int runFrom(int from) {
        int to = from + 1;
        while (to < size && ends[to] - offsets[from] <= RUN) {
            to++;
        }
        return to;
    }

    private int firstBad(Receiver receiving, int from, int to) {
        int authentic = from;
        while (authentic < to && isAuthentic(authentic, receiving)) {
            authentic++;
        }
        if (authentic > from) {
            int first = offsets[from] + EspHeader.LENGTH;
            receiving.decrypt(octets, first, ends[authentic - 1] - first, opened);
        }
        for (int i = from; i < authentic; i++) {
            if (!isAsSealed(i)) {
                return i;
            }
        }
        return authentic == to ? -1 : authentic;
    }

    private boolean isAuthentic(int i, Receiver receiving) {
        return receiving.hmac.verify(octets, offsets[i], ends[i] - offsets[i], octets, ends[i]);
    }

    private boolean isAsSealed(int i) {
        int inner = offsets[i] + EspHeader.LENGTH + keys.ivLength();
        int innerLength = EspTrailer.innerLength(opened, inner, ends[i]);
        return innerLength == innerLengths[i]
                && Arrays.equals(opened, inner, inner + innerLength, plain, inner, inner + innerLength);
    }

    private Receiver receiver(EspKeys peer) {
        Receiver made = receiver;
        if (made == null || made.keys != peer) {
            made = new Receiver(peer, hmac(peer));
            receiver = made;
        }
        return made;
    }

    /** Engines for the other end of the SA. */
    private static final class Receiver {

        private final EspKeys keys;
        private final Cipher decryptor;
        private final KeyedHmac hmac;

        private Receiver(EspKeys keys, KeyedHmac hmac) {
            this.keys = keys;
            decryptor = keys.cipher().engine(Cipher.DECRYPT_MODE, new byte[keys.ivLength()]);
            this.hmac = hmac;
        }

        /** The first block, an IV, comes out wrong: nobody reads it. */
        private void decrypt(byte[] in, int from, int length, byte[] out) {
            try {
                decryptor.update(in, from, length, out, from);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the buffer is as long as the ciphertext", e);
            }
        }
    }
}
