package dev.censim.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Products modulo one of IKE's primes by Montgomery's method (Math. Comp. 44, 1985), a limb of the result at a time as in Koc, Acar and
 * Kaliski's FIOS (IEEE Micro 16/3, 1996). A number is held as its residue times R = 2^(56n) in n limbs that are signed,
 * -2^55 to 2^55 - 1: {@link Math#multiplyHigh} is signed, and shifting one factor by 8 makes it split a product at 56 bits. A column gathers
 * at most 4n such parts before its carry is taken, which for n up to 38 is less than 2^63.
 *
 * <p>The primes end in 64 ones (RFC 2409 section 6, RFC 3526), so the lowest limb is -1 and the quotient's next limb is the column itself. As
 * the quotient is signed and R above 4p, products of numbers between -p and p stay between -p and p: nothing is subtracted.
 */
final class Montgomery {

    private static final int LIMB_BITS = 56;
    private static final int SPARE_BITS = Long.SIZE - LIMB_BITS;
    private static final long LOW = (1L << LIMB_BITS) - 1;

    private final BigInteger prime;
    private final int limbs;
    private final long[] p;

    Montgomery(BigInteger prime) {
        this.prime = prime;
        limbs = (prime.bitLength() + 2 + LIMB_BITS - 1) / LIMB_BITS;
        p = signedLimbs(prime);
        if (p[0] != -1) {
            throw new IllegalArgumentException("the prime's lowest limb is not -1");
        }
    }

    int limbs() {
        return limbs;
    }

    /** A number between 0 and the prime in this form. */
    long[] of(BigInteger value) {
        return signedLimbs(value.shiftLeft(LIMB_BITS * limbs).mod(prime));
    }

    /** Times 1, which is 1/R in this form, a number is its residue. */
    BigInteger value(long[] number) {
        long[] residue = new long[limbs];
        residue[0] = 1;
        multiply(number, residue, 0, residue, new long[limbs]);
        BigInteger value = BigInteger.ZERO;
        for (int i = limbs - 1; i >= 0; i--) {
            value = value.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(residue[i]));
        }
        return value.signum() < 0 ? value.add(prime) : value;
    }

    /**
     * Multiplies two numbers. That b is copied costs little and lets rows begin at 0, which the compiler rewards by a third.
     *
     * @param b a number that begins at {@code from} in an array
     * @param product may be one of the factors
     * @param columns scratch as long as a number
     */
    void multiply(long[] a, long[] b, int from, long[] product, long[] columns) {
        long[] factor = Arrays.copyOfRange(b, from, from + limbs);
        Arrays.fill(columns, 0, limbs, 0);
        for (int i = 0; i < limbs; i++) {
            addRow(a[i], factor, columns);
        }
        long carry = 0;
        for (int i = 0; i < limbs - 1; i++) {
            long column = columns[i] + carry;
            long limb = low(column);
            product[i] = limb;
            carry = column - limb >> LIMB_BITS;
        }
        product[limbs - 1] = columns[limbs - 1] + carry;
    }

    /** Adds x times b and the multiple of p that makes the lowest column zero, which then falls out. */
    private void addRow(long x, long[] b, long[] columns) {
        long xShifted = x << SPARE_BITS;
        long lowest = columns[0] + (x * b[0] & LOW);
        long q = low(lowest);
        long qShifted = q << SPARE_BITS;
        long high = (lowest - q >> LIMB_BITS) + Math.multiplyHigh(xShifted, b[0]);
        long[] ofPrime = p;
        int end = limbs;
        for (int j = 1; j < end; j++) {
            long factor = b[j];
            long modulus = ofPrime[j];
            columns[j - 1] = columns[j] + high + (x * factor & LOW) + (q * modulus & LOW);
            high = Math.multiplyHigh(xShifted, factor) + Math.multiplyHigh(qShifted, modulus);
        }
        columns[limbs - 1] = high;
    }

    /** The lowest 56 bits with the uppermost of them as the sign. */
    private static long low(long column) {
        return column << SPARE_BITS >> SPARE_BITS;
    }

    private long[] signedLimbs(BigInteger value) {
        long[] signed = new long[limbs];
        BigInteger rest = value;
        for (int i = 0; i < limbs - 1; i++) {
            signed[i] = low(rest.longValue());
            rest = rest.subtract(BigInteger.valueOf(signed[i])).shiftRight(LIMB_BITS);
        }
        signed[limbs - 1] = rest.longValueExact();
        return signed;
    }
}
