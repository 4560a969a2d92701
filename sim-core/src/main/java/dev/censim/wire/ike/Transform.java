package dev.censim.wire.ike;

import java.util.OptionalInt;

/**
 * One algorithm on offer, RFC 7296 section 3.3.2.
 *
 * @param type {@link #ENCR} to {@link #ESN}, or one not known here
 * @param id the algorithm's number within its type
 * @param keyLength the Key Length attribute in bits, for ciphers of variable key length only
 * @param others attributes that are not understood, as they lie in the message: a transform with any is not to be chosen (3.3.6)
 */
public record Transform(int type, int id, OptionalInt keyLength, Octets others) {

    public static final int ENCR = 1;
    public static final int PRF = 2;
    public static final int INTEG = 3;
    public static final int DH = 4;
    public static final int ESN = 5;

    /** Key Length, the only attribute of RFC 7296 (section 3.3.5). */
    public static final int ATTRIBUTE_KEY_LENGTH = 14;

    public static Transform of(int type, int id) {
        return new Transform(type, id, OptionalInt.empty(), Octets.EMPTY);
    }

    /** @param bits the key length in bits */
    public static Transform withKeyLength(int type, int id, int bits) {
        return new Transform(type, id, OptionalInt.of(bits), Octets.EMPTY);
    }
}
