package dev.censim.crypto;

import dev.censim.model.policy.EncryptionAlgorithm;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * CBC encryption of many messages under one key at a time, each with an IV of zero. A block waits for the one before it in its own
 * message only, so the n-th blocks of all messages make a row, and a row goes through the cipher in one call: a processor has
 * several blocks under way at once where CBC of one message leaves it waiting (Bogdanov, Lauridsen, Tischhauser, "Comb to
 * Pipeline", FSE 2015). What comes out is CBC octet by octet. The longest messages stand in front, so that a row loses messages at
 * its end only; the last few are finished one by one. An engine: it belongs to one owner.
 */
public final class LockstepCbc {

    /** Words are moved and combined bit by bit, so their order does not matter. */
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** A call of the cipher takes as long as so many blocks of a running CBC, about. */
    private static final int FEW = 7;

    private final int block;
    private final Cipher blocks;
    private final Cipher chained;
    private final int[] starts;
    private final int[] lengths;
    private int count;

    /** A block of each message, the plaintext combined with the ciphertext before it, on its way into the cipher. */
    private final byte[] mixed;

    /** A block of each message, as it came out. */
    private final byte[] row;

    /** The last ciphertext block that {@link #chained} made. */
    private final byte[] last;

    /** @param messages the most that are encrypted at a time */
    public LockstepCbc(EncryptionAlgorithm algorithm, byte[] key, int messages) {
        block = algorithm.blockLength();
        last = new byte[block];
        CbcCipher cipher = new CbcCipher(algorithm, key);
        blocks = cipher.blocks(Cipher.ENCRYPT_MODE);
        chained = cipher.engine(Cipher.ENCRYPT_MODE, last);
        starts = new int[messages];
        lengths = new int[messages];
        mixed = new byte[messages * block];
        row = new byte[messages * block];
    }

    /** @param length a whole number of blocks, at least one */
    public void add(int start, int length) {
        int at = count++;
        while (at > 0 && lengths[at - 1] < length) {
            starts[at] = starts[at - 1];
            lengths[at] = lengths[at - 1];
            at--;
        }
        starts[at] = start;
        lengths[at] = length;
    }

    public void clear() {
        count = 0;
    }

    /** Encrypts all messages that were added, from {@code plain} to the same places of {@code out}, another array. */
    public void encrypt(byte[] plain, byte[] out) {
        try {
            int present = count;
            int at = 0;
            begin(plain, present);
            while (present > FEW) {
                blocks.update(mixed, 0, present * block, row, 0);
                int going = present;
                while (going > 0 && lengths[going - 1] == at + block) {
                    going--;
                }
                advance(plain, out, at, going);
                end(out, at, going, present);
                present = going;
                at += block;
            }
            for (int i = 0; i < present; i++) {
                finish(plain, out, at, i);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks always pass", e);
        }
    }

    private void begin(byte[] plain, int messages) {
        for (int i = 0; i < messages; i++) {
            System.arraycopy(plain, starts[i], mixed, i * block, block);
        }
    }

    /** From one row to the next, word by word of the block: so the inner loop is a plain one over the messages. */
    private void advance(byte[] plain, byte[] out, int at, int messages) {
        for (int word = 0; word < block; word += Long.BYTES) {
            for (int i = 0, in = word; i < messages; i++, in += block) {
                int to = starts[i] + at + word;
                long ciphertext = (long) WORD.get(row, in);
                WORD.set(out, to, ciphertext);
                WORD.set(mixed, in, ciphertext ^ (long) WORD.get(plain, to + block));
            }
        }
    }

    /** The messages whose last block this row has. */
    private void end(byte[] out, int at, int from, int to) {
        for (int i = from; i < to; i++) {
            System.arraycopy(row, i * block, out, starts[i] + at, block);
        }
    }

    /**
     * A message from its block at {@code at} on. The running CBC combines that block, which is combined already, with the end of what
     * it encrypted before: so that is taken off.
     */
    private void finish(byte[] plain, byte[] out, int at, int message) throws GeneralSecurityException {
        int from = starts[message] + at;
        int end = starts[message] + lengths[message];
        int in = message * block;
        for (int i = 0; i < block; i++) {
            mixed[in + i] ^= last[i];
        }
        chained.update(mixed, in, block, out, from);
        if (from + block < end) {
            chained.update(plain, from + block, end - from - block, out, from + block);
        }
        System.arraycopy(out, end - block, last, 0, block);
    }
}
