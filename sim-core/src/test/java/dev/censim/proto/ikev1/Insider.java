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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds the keys of a wire's first ISAKMP SA: reads what the ends send and speaks in their name. Written from RFC 2409 appendix B and
 * not from the machine, so that each judges the other.
 */
final class Insider {

    private final IkeOutput.Ikev1KeysDerived sa;
    private final byte[] lastBlock;

    /** Of ends that began at an empty wire and derived keys; what they have sent by now is known. */
    Insider(Wire wire) {
        sa = Stream.of(wire.a, wire.b)
                .flatMap(end -> end.all(IkeOutput.Ikev1KeysDerived.class).stream())
                .findFirst()
                .orElseThrow();
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
        int block = blockLength();
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
        int firstType = payloads.isEmpty() ? 0 : payloads.get(0).type();
        return seal(exchange, messageId, firstType, IsakmpCodec.chain(payloads));
    }

    /** As before, around octets that need not be payloads. */
    byte[] seal(ExchangeType exchange, int messageId, int firstType, byte[] rest) {
        byte[] hash = prf(Octets.ofInt(messageId).bytes(), covered(firstType, rest));
        return encrypt(exchange, messageId, IsakmpPayload.HASH, behindHash(hash, firstType, rest));
    }

    /** The answer to the first message of a quick mode, with HASH(2) in front. */
    byte[] answer(byte[] quick, int firstType, byte[] rest) {
        Octets ni = open(quick).stream()
                .filter(payload -> payload.type() == IsakmpPayload.NONCE)
                .findFirst()
                .orElseThrow()
                .body();
        int id = IkeHeader.messageId(quick, 0);
        byte[] hash = prf(Octets.ofInt(id).bytes(), ni.bytes(), covered(firstType, rest));
        byte[] iv = Arrays.copyOfRange(quick, quick.length - blockLength(), quick.length);
        return encrypt(ExchangeType.QUICK_MODE, id, iv, IsakmpPayload.HASH, behindHash(hash, firstType, rest));
    }

    /** The next encrypted message of phase 1, whatever is in it. */
    byte[] phaseOne(ExchangeType mode, int firstType, byte[] plain) {
        return encrypt(mode, 0, lastBlock, firstType, plain);
    }

    /** Any octets as the first message of an exchange, filled up with zeros. */
    byte[] encrypt(ExchangeType exchange, int messageId, int firstType, byte[] plain) {
        return encrypt(exchange, messageId, iv(messageId), firstType, plain);
    }

    private byte[] encrypt(ExchangeType exchange, int messageId, byte[] iv, int firstType, byte[] plain) {
        byte[] padded = Arrays.copyOf(plain, (plain.length + blockLength() - 1) / blockLength() * blockLength());
        return IsakmpCodec.encode(new IsakmpMessage(
                sa.cookieInitiator(),
                sa.cookieResponder(),
                exchange,
                true,
                messageId,
                firstType,
                Octets.of(cipher().encrypt(iv, padded))));
    }

    private byte[] prf(byte[]... parts) {
        return Prf.of(keys().hash()).apply(keys().skeyidA(), parts);
    }

    /** What a HASH covers: the payloads, when they are some, without what fills the message up. */
    private static byte[] covered(int firstType, byte[] rest) {
        try {
            int length = IsakmpCodec.payloads(firstType, rest).stream()
                    .mapToInt(IsakmpPayload::length)
                    .sum();
            return Arrays.copyOf(rest, length);
        } catch (Malformed e) {
            return rest;
        }
    }

    private static byte[] behindHash(byte[] hash, int firstType, byte[] rest) {
        byte[] whole = new byte[IsakmpPayload.HEADER + hash.length + rest.length];
        whole[0] = (byte) firstType;
        whole[3] = (byte) (IsakmpPayload.HEADER + hash.length);
        System.arraycopy(hash, 0, whole, IsakmpPayload.HEADER, hash.length);
        System.arraycopy(rest, 0, whole, IsakmpPayload.HEADER + hash.length, rest.length);
        return whole;
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

    private int blockLength() {
        return keys().encryption().blockLength();
    }

    private CbcCipher cipher() {
        return new CbcCipher(keys().encryption(), keys().cipherKey());
    }

    private byte[] iv(int messageId) {
        byte[] digest = hash(keys().hash(), lastBlock, Octets.ofInt(messageId).bytes());
        return Arrays.copyOf(digest, blockLength());
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
