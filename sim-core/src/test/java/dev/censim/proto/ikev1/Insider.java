package dev.censim.proto.ikev1;

import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.Prf;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the keys of a wire's first ISAKMP SA: reads what the ends send and speaks in their name. Written from RFC 2409 appendix B and
 * not from the machine, so that each judges the other.
 */
final class Insider {

    private final IkeOutput.Ikev1KeysDerived sa;
    private final byte[] lastBlock;

    /** Of ends that began at an empty wire and have completed phase 1. */
    Insider(Wire wire) {
        sa = wire.a.all(IkeOutput.Ikev1KeysDerived.class).get(0);
        lastBlock = lastBlockOfPhaseOne(wire);
    }

    Ikev1Keys keys() {
        return sa.keys();
    }

    /** Both cookies, as the SPI of a notification. */
    Octets cookies() {
        byte[] both = Arrays.copyOf(Octets.ofLong(sa.cookieInitiator()).bytes(), 16);
        System.arraycopy(Octets.ofLong(sa.cookieResponder()).bytes(), 0, both, 8, 8);
        return Octets.of(both);
    }

    /** The last ciphertext block; of an aggressive mode that ends in the clear, the hash of the public values stands for it. */
    private byte[] lastBlockOfPhaseOne(Wire wire) {
        List<byte[]> phaseOne =
                wire.sent.stream().filter(m -> IkeHeader.messageId(m, 0) == 0).toList();
        byte[] last = phaseOne.get(phaseOne.size() - 1);
        int block = keys().encryption().blockLength();
        if ((IkeHeader.flags(last, 0) & 1) != 0) {
            return Arrays.copyOfRange(last, last.length - block, last.length);
        }
        return Arrays.copyOf(
                hash(
                        keys().hash(),
                        phaseOne.stream()
                                .flatMap(m -> inTheClear(m).stream())
                                .filter(payload -> payload.type() == IsakmpPayload.KE)
                                .map(payload -> payload.body().bytes())
                                .toArray(byte[][]::new)),
                block);
    }

    /** The payloads of a message of phase 1 that is not encrypted. */
    static List<IsakmpPayload> inTheClear(byte[] message) {
        try {
            IsakmpMessage read = IsakmpCodec.decode(message, 0, message.length);
            return IsakmpCodec.payloads(read.nextPayload(), read.body().bytes());
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    /** The payloads of the first message of an exchange after phase 1. */
    List<IsakmpPayload> open(byte[] message) {
        try {
            IsakmpMessage read = IsakmpCodec.decode(message, 0, message.length);
            byte[] plain = cipher().decrypt(iv(read.messageId()), read.body().bytes());
            return IsakmpCodec.payloads(read.nextPayload(), plain);
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    /** The first message of an exchange after phase 1, with HASH(1) in front. */
    byte[] seal(ExchangeType exchange, int messageId, List<IsakmpPayload> payloads) {
        byte[] hash = Prf.of(keys().hash())
                .apply(keys().skeyidA(), Octets.ofInt(messageId).bytes(), IsakmpCodec.chain(payloads));
        List<IsakmpPayload> all = new ArrayList<>();
        all.add(new IsakmpPayload(IsakmpPayload.HASH, Octets.of(hash)));
        all.addAll(payloads);
        return encrypt(exchange, messageId, IsakmpPayload.HASH, IsakmpCodec.chain(all));
    }

    /** Any octets as the first message of an exchange, filled up with zeros. */
    byte[] encrypt(ExchangeType exchange, int messageId, int firstType, byte[] plain) {
        int block = keys().encryption().blockLength();
        byte[] padded = Arrays.copyOf(plain, (plain.length + block - 1) / block * block);
        return IsakmpCodec.encode(new IsakmpMessage(
                sa.cookieInitiator(),
                sa.cookieResponder(),
                exchange,
                true,
                messageId,
                firstType,
                Octets.of(cipher().encrypt(iv(messageId), padded))));
    }

    /** The same payload without encryption and without HASH, as anybody can send it. */
    byte[] forge(int messageId, IsakmpPayload payload) {
        return IsakmpCodec.encode(new IsakmpMessage(
                sa.cookieInitiator(),
                sa.cookieResponder(),
                ExchangeType.INFORMATIONAL,
                false,
                messageId,
                payload.type(),
                Octets.of(IsakmpCodec.chain(List.of(payload)))));
    }

    private CbcCipher cipher() {
        return new CbcCipher(keys().encryption(), keys().cipherKey());
    }

    private byte[] iv(int messageId) {
        byte[] digest = hash(keys().hash(), lastBlock, Octets.ofInt(messageId).bytes());
        return Arrays.copyOf(digest, keys().encryption().blockLength());
    }

    private static byte[] hash(AuthenticationAlgorithm algorithm, byte[]... parts) {
        String name = switch (algorithm) {
            case MD5 -> "MD5";
            case SHA1 -> "SHA-1";
            case SHA256 -> "SHA-256";
            case SHA384 -> "SHA-384";
            case SHA512 -> "SHA-512";
        };
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
