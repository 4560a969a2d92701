package dev.censim.crypto;

import dev.censim.model.policy.EncryptionAlgorithm;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * CBC encryption of many messages under one key at a time, each with an IV of zero. A block waits for the one before it in its own
 * message only, so the n-th blocks of all messages make a row, and a row goes through the cipher in one call: a processor has
 * several blocks under way at once where CBC of one message leaves it waiting (Bogdanov, Lauridsen, Tischhauser, "Comb to
 * Pipeline", FSE 2015). What comes out is CBC octet by octet. The longest messages stand in front, so that a row loses messages at
 * its end only. An engine: it belongs to one owner.
 */
public final class LockstepCbc {

    /** Words are moved and combined bit by bit, so their order does not matter. */
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final int block;
    private final Cipher cipher;
    private final int[] starts;
    private final int[] lengths;
    private int count;

    /** A block of each message, the plaintext combined with the ciphertext before it, on its way into the cipher. */
    private final byte[] mixed;

    /** A block of each message, as it came out. */
    private final byte[] row;

    /** @param messages the most that are encrypted at a time */
    public LockstepCbc(EncryptionAlgorithm algorithm, byte[] key, int messages) {
        block = algorithm.blockLength();
        cipher = new CbcCipher(algorithm, key).blocks(Cipher.ENCRYPT_MODE);
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
        Arrays.fill(row, 0, count * block, (byte) 0);
        int present = count;
        combine(plain, 0, present);
        for (int at = 0; present > 0; at += block) {
            encryptRow(present * block);
            int remaining = present;
            while (remaining > 0 && lengths[remaining - 1] == at + block) {
                remaining--;
            }
            scatter(out, at, present);
            combine(plain, at + block, remaining);
            present = remaining;
        }
    }

    private void combine(byte[] plain, int at, int messages) {
        for (int i = 0, word = 0; i < messages; i++) {
            int from = starts[i] + at;
            for (int end = from + block; from < end; from += Long.BYTES, word += Long.BYTES) {
                WORD.set(mixed, word, (long) WORD.get(row, word) ^ (long) WORD.get(plain, from));
            }
        }
    }

    private void scatter(byte[] out, int at, int messages) {
        for (int i = 0, word = 0; i < messages; i++) {
            int to = starts[i] + at;
            for (int end = to + block; to < end; to += Long.BYTES, word += Long.BYTES) {
                WORD.set(out, to, (long) WORD.get(row, word));
            }
        }
    }

    private void encryptRow(int length) {
        try {
            cipher.update(mixed, 0, length, row, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks always pass", e);
        }
    }
}
