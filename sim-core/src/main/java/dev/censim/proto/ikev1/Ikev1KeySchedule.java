package dev.censim.proto.ikev1;

import dev.censim.crypto.Digest;
import dev.censim.crypto.Prf;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.wire.ike.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keying material, hashes and IVs: RFC 2409 sections 5, 5.5, 5.7 and appendix B. */
final class Ikev1KeySchedule {

    private static final byte ESP = 3;

    private Ikev1KeySchedule() {}

    /** Section 5: SKEYID = prf(pre-shared-key, Ni_b | Nr_b). */
    static byte[] skeyid(AuthenticationAlgorithm hash, String psk, Octets ni, Octets nr) {
        return Prf.of(hash).apply(psk.getBytes(StandardCharsets.UTF_8), ni.bytes(), nr.bytes());
    }

    /** Section 5: SKEYID_d, SKEYID_a and SKEYID_e, and the key of the cipher (appendix B). */
    static Ikev1Keys derive(
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm hash,
            byte[] skeyid,
            byte[] shared,
            long cookieInitiator,
            long cookieResponder) {
        Prf prf = Prf.of(hash);
        byte[] i = Octets.ofLong(cookieInitiator).bytes();
        byte[] r = Octets.ofLong(cookieResponder).bytes();
        byte[] d = prf.apply(skeyid, shared, i, r, new byte[] {0});
        byte[] a = prf.apply(skeyid, d, shared, i, r, new byte[] {1});
        byte[] e = prf.apply(skeyid, a, shared, i, r, new byte[] {2});
        return new Ikev1Keys(encryption, hash, skeyid, d, a, e, cipherKey(encryption, hash, e));
    }

    /** Appendix B: of SKEYID_e when that is long enough, otherwise of K1 | K2 | ..., K1 = prf(SKEYID_e, 0), Kn = prf(SKEYID_e, Kn-1). */
    static byte[] cipherKey(EncryptionAlgorithm encryption, AuthenticationAlgorithm hash, byte[] skeyidE) {
        int length = encryption.keyLength();
        if (length <= skeyidE.length) {
            return Arrays.copyOf(skeyidE, length);
        }
        Prf prf = Prf.of(hash);
        byte[] stream = new byte[length + prf.length()];
        byte[] block = {0};
        for (int at = 0; at < length; at += prf.length()) {
            block = prf.apply(skeyidE, block);
            System.arraycopy(block, 0, stream, at, block.length);
        }
        return Arrays.copyOf(stream, length);
    }

    /**
     * Section 5, HASH_I and HASH_R: prf(SKEYID, g^x of this end | g^x of the other | cookie of this end | cookie of the other | SAi_b |
     * ID_b), "this end" being the one whose hash it is.
     *
     * @param cookies this end's first
     */
    static Octets authentication(Ikev1Keys keys, Octets own, Octets other, Cookies cookies, Octets sa, Octets id) {
        return Octets.of(Prf.of(keys.hash())
                .apply(keys.skeyid(), own.bytes(), other.bytes(), cookies.spi().bytes(), sa.bytes(), id.bytes()));
    }

    /** Appendix B, for the first encrypted message of phase 1: of HASH(g^xi | g^xr). */
    static Octets firstIv(Ikev1Keys keys, Octets publicInitiator, Octets publicResponder) {
        return iv(keys, Digest.of(keys.hash(), publicInitiator.bytes(), publicResponder.bytes()));
    }

    /** Appendix B, for the first message of an exchange after phase 1: of HASH(last block of phase 1 | M-ID). */
    static Octets iv(Ikev1Keys keys, Octets lastBlock, int messageId) {
        return iv(
                keys,
                Digest.of(
                        keys.hash(), lastBlock.bytes(), Octets.ofInt(messageId).bytes()));
    }

    private static Octets iv(Ikev1Keys keys, byte[] digest) {
        return Octets.of(digest, 0, keys.encryption().blockLength());
    }

    /** Sections 5.5 and 5.7: HASH(1) = prf(SKEYID_a, M-ID | what follows in the message). */
    static Octets hash1(Ikev1Keys keys, int messageId, Octets rest) {
        return hash(keys, Octets.ofInt(messageId), rest);
    }

    /** Section 5.5: HASH(2) = prf(SKEYID_a, M-ID | Ni_b | what follows in the message). */
    static Octets hash2(Ikev1Keys keys, int messageId, Octets ni, Octets rest) {
        return hash(keys, Octets.ofInt(messageId), ni, rest);
    }

    /** Section 5.5: HASH(3) = prf(SKEYID_a, 0 | M-ID | Ni_b | Nr_b). */
    static Octets hash3(Ikev1Keys keys, int messageId, Octets ni, Octets nr) {
        return hash(keys, Octets.of(new byte[1]), Octets.ofInt(messageId), ni, nr);
    }

    private static Octets hash(Ikev1Keys keys, Octets... parts) {
        byte[][] data = Arrays.stream(parts).map(Octets::bytes).toArray(byte[][]::new);
        return Octets.of(Prf.of(keys.hash()).apply(keys.skeyidA(), data));
    }

    /**
     * Section 5.5: KEYMAT of one direction, K1 | K2 | ..., Kn = prf(SKEYID_d, Kn-1 | [g(qm)^xy |] protocol | SPI | Ni_b | Nr_b).
     *
     * @param shared of the Diffie-Hellman of quick mode, empty without perfect forward secrecy
     * @param spi of the end that receives
     * @param length in octets
     */
    static byte[] keymat(Ikev1Keys keys, byte[] shared, int spi, Octets ni, Octets nr, int length) {
        Prf prf = Prf.of(keys.hash());
        byte[] seed = Octets.ofInt(spi).bytes();
        byte[] stream = new byte[length + prf.length()];
        byte[] block = {};
        for (int at = 0; at < length; at += prf.length()) {
            block = prf.apply(keys.skeyidD(), block, shared, new byte[] {ESP}, seed, ni.bytes(), nr.bytes());
            System.arraycopy(block, 0, stream, at, block.length);
        }
        return Arrays.copyOf(stream, length);
    }
}
