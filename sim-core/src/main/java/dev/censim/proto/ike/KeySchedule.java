package dev.censim.proto.ike;

import dev.censim.crypto.Prf;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.ike.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Keying material: RFC 7296 sections 2.14, 2.15, 2.17 and 2.18. */
final class KeySchedule {

    private static final byte[] KEY_PAD = "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII);

    private KeySchedule() {}

    /** Section 2.14: SKEYSEED = prf(Ni | Nr, g^ir). */
    static byte[] skeyseed(AuthenticationAlgorithm prf, byte[] shared, Octets ni, Octets nr) {
        return Prf.of(prf).apply(join(ni.bytes(), nr.bytes()), shared);
    }

    /** Section 2.18, with the PRF of the old IKE SA: SKEYSEED = prf(SK_d (old), g^ir (new) | Ni | Nr). */
    static byte[] rekeySkeyseed(IkeKeys old, byte[] shared, Octets ni, Octets nr) {
        return Prf.of(old.integrity()).apply(old.skD(), shared, ni.bytes(), nr.bytes());
    }

    /** Section 2.14: the seven keys, in the order d, ai, ar, ei, er, pi, pr. */
    static IkeKeys derive(
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm hash,
            byte[] skeyseed,
            Octets ni,
            Octets nr,
            long spiInitiator,
            long spiResponder) {
        byte[] seed = join(
                ni.bytes(),
                nr.bytes(),
                Octets.ofLong(spiInitiator).bytes(),
                Octets.ofLong(spiResponder).bytes());
        int h = hash.hashLength();
        int e = encryption.keyLength();
        byte[] stream = Prf.of(hash).plus(skeyseed, seed, 5 * h + 2 * e);
        return new IkeKeys(
                encryption,
                hash,
                Arrays.copyOfRange(stream, 0, h),
                Arrays.copyOfRange(stream, 3 * h, 3 * h + e),
                Arrays.copyOfRange(stream, 3 * h + e, 3 * h + 2 * e),
                Arrays.copyOfRange(stream, h, 2 * h),
                Arrays.copyOfRange(stream, 2 * h, 3 * h),
                Arrays.copyOfRange(stream, 3 * h + 2 * e, 4 * h + 2 * e),
                Arrays.copyOfRange(stream, 4 * h + 2 * e, 5 * h + 2 * e));
    }

    /** Section 2.17: KEYMAT = prf+(SK_d, [g^ir (new) |] Ni | Nr). */
    static byte[] keymat(IkeKeys keys, Optional<byte[]> shared, Octets ni, Octets nr, int length) {
        byte[] seed = join(shared.orElse(new byte[0]), ni.bytes(), nr.bytes());
        return Prf.of(keys.integrity()).plus(keys.skD(), seed, length);
    }

    /**
     * Section 2.15: AUTH = prf(prf(Shared Secret, "Key Pad for IKEv2"), SignedOctets).
     *
     * @param psk the shared secret
     * @param message the signer's message of IKE_SA_INIT, as sent
     * @param nonce of the other end
     * @param skP the signer's SK_p
     * @param identity the body of the signer's ID payload
     */
    static byte[] auth(
            AuthenticationAlgorithm hash, String psk, byte[] message, Octets nonce, byte[] skP, byte[] identity) {
        Prf prf = Prf.of(hash);
        byte[] key = prf.apply(psk.getBytes(StandardCharsets.UTF_8), KEY_PAD);
        return prf.apply(key, message, nonce.bytes(), prf.apply(skP, identity));
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
