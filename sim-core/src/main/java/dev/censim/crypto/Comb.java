package dev.censim.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Powers of 2 modulo a prime, for exponents of up to 512 bits, by Lim and Lee's comb (CRYPTO '94). An exponent is cut into blocks of
 * {@link #TEETH} rows of {@link #COLUMNS} bits. For each block there is a table of the products of its rows' powers; a column of all blocks
 * costs one product each, and all columns of a place share one squaring:
 *
 * <pre>
 *   exponent = sum over blocks k, rows r, columns c of bit * 2^c * 2^(COLUMNS * (TEETH * k + r))
 * </pre>
 *
 * <p>A secret of 256 bits takes at most 32 products and 7 squarings where square-and-multiply takes about 310; the product of two secrets,
 * 64 and 7. A table takes about 2,500: it pays after a handful of exchanges.
 */
final class Comb {

    static final int BITS = 512;

    /** Rows of a block, that is bits that one entry of a table stands for. */
    private static final int TEETH = 8;

    /** Columns of a block, that is squarings and one. */
    private static final int COLUMNS = 8;

    private static final int BLOCK_BITS = TEETH * COLUMNS;
    private static final int BLOCKS = (BITS + BLOCK_BITS - 1) / BLOCK_BITS;
    private static final int ENTRIES = 1 << TEETH;

    private final Montgomery field;

    /** Number {@code (k * ENTRIES + e)} is the product of the powers of block k's rows that e's bits name. */
    private final long[] table;

    Comb(Montgomery field) {
        this.field = field;
        int limbs = field.limbs();
        table = new long[BLOCKS * ENTRIES * limbs];
        long[] scratch = new long[limbs];
        long[] one = field.of(BigInteger.ONE);
        long[] row = field.of(BigInteger.TWO);
        for (int block = 0; block < BLOCKS; block++) {
            System.arraycopy(one, 0, table, at(block, 0), limbs);
            for (int tooth = 0; tooth < TEETH; tooth++) {
                addTooth(block, 1 << tooth, row, scratch);
                raise(row, scratch);
            }
        }
    }

    /** The entries whose uppermost row is the one given. */
    private void addTooth(int block, int bit, long[] row, long[] scratch) {
        long[] entry = new long[field.limbs()];
        System.arraycopy(row, 0, table, at(block, bit), field.limbs());
        for (int below = 1; below < bit; below++) {
            field.multiply(row, table, at(block, below), entry, scratch);
            System.arraycopy(entry, 0, table, at(block, bit + below), field.limbs());
        }
    }

    /** From one row's power to the next row's. */
    private void raise(long[] row, long[] scratch) {
        for (int i = 0; i < COLUMNS; i++) {
            field.multiply(row, row, 0, row, scratch);
        }
    }

    /** 2 to an exponent that has at most {@link #BITS} bits. */
    BigInteger power(BigInteger exponent) {
        int blocks = (exponent.bitLength() + BLOCK_BITS - 1) / BLOCK_BITS;
        long[] power = Arrays.copyOf(table, field.limbs()); // 1
        long[] scratch = new long[field.limbs()];
        for (int column = COLUMNS - 1; column >= 0; column--) {
            if (column < COLUMNS - 1) {
                field.multiply(power, power, 0, power, scratch);
            }
            for (int block = 0; block < blocks; block++) {
                int entry = entry(exponent, block * BLOCK_BITS + column);
                if (entry != 0) {
                    field.multiply(power, table, at(block, entry), power, scratch);
                }
            }
        }
        return field.value(power);
    }

    /** A column's bits of one block, the lowest row first. */
    private static int entry(BigInteger exponent, int lowest) {
        int entry = 0;
        for (int tooth = 0; tooth < TEETH; tooth++) {
            if (exponent.testBit(lowest + tooth * COLUMNS)) {
                entry |= 1 << tooth;
            }
        }
        return entry;
    }

    private int at(int block, int entry) {
        return (block * ENTRIES + entry) * field.limbs();
    }
}
