package dev.censim.crypto;

import static dev.censim.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Vectors;
import dev.censim.model.policy.DhGroup;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class KeyExchangeTest {

    /** A fixed sequence: a splitmix64 counter. */
    private static final class Sequence implements Entropy {
        private long state;

        Sequence(long state) {
            this.state = state;
        }

        @Override
        public long nextLong() {
            long z = state += 0x9e3779b97f4a7c15L;
            z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
            return z ^ z >>> 27;
        }

        @Override
        public Entropy copy() {
            return new Sequence(state);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesReachTheSameSecret(DhGroup group) {
        Entropy entropy = new Sequence(7);
        byte[] a = KeyExchange.secret(group, entropy);
        byte[] b = KeyExchange.secret(group, entropy);
        byte[] ofA =
                KeyExchange.shared(group, a, KeyExchange.publicValue(group, b)).orElseThrow();
        byte[] ofB =
                KeyExchange.shared(group, b, KeyExchange.publicValue(group, a)).orElseThrow();
        assertThat(a).hasSize(32).isNotEqualTo(b);
        assertThat(ofA).isEqualTo(ofB).hasSize(group.length());
    }

    /** The oracle is the JDK's exponentiation; exponents of every length that fits the table, and longer ones. */
    @ParameterizedTest
    @EnumSource
    void powersAreThoseOfTheTextbook(DhGroup group) {
        BigInteger p = new BigInteger(1, publicMinusOne(group)).add(BigInteger.ONE);
        Entropy entropy = new Sequence(11);
        List<byte[]> secrets = new ArrayList<>(
                List.of(new byte[0], new byte[32], new byte[] {1}, allOnes(32), allOnes(64), allOnes(65)));
        for (int length = 1; length <= 66; length++) {
            secrets.add(entropy.bytes(length));
        }
        for (byte[] secret : secrets) {
            assertThat(KeyExchange.publicValue(group, secret))
                    .as("seed 11, exponent of " + secret.length + " octets")
                    .isEqualTo(octets(group, BigInteger.TWO.modPow(new BigInteger(1, secret), p)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoKnowsBothSecretsReachesWhatTheEndsReach(DhGroup group) {
        Entropy entropy = new Sequence(13);
        List<byte[]> secrets =
                List.of(new byte[] {1}, allOnes(32), entropy.bytes(32), entropy.bytes(32), entropy.bytes(31));
        for (byte[] a : secrets) {
            for (byte[] b : secrets) {
                assertThat(KeyExchange.shared(group, a, KeyExchange.publicValue(group, b)))
                        .as("seed 13")
                        .hasValue(KeyExchange.sharedOfBoth(group, a, b));
            }
        }
    }

    private static byte[] allOnes(int length) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) 0xff);
        return octets;
    }

    /** With the exponent 1 the public value is 2: all but the last octet are zeros that must stay. */
    @ParameterizedTest
    @EnumSource
    void leadingZerosStay(DhGroup group) {
        byte[] two = new byte[group.length()];
        two[group.length() - 1] = 2;
        assertThat(KeyExchange.publicValue(group, new byte[] {1})).isEqualTo(two);
        assertThat(KeyExchange.shared(group, new byte[] {1}, two)).hasValue(two);
    }

    /** RFC 6989 section 2.1: only 1 < y < p-1 is taken. */
    @ParameterizedTest
    @EnumSource
    void valuesThatFixTheResultAreRefused(DhGroup group) {
        byte[] minusOne = publicMinusOne(group);
        byte[] secret = {3};
        for (byte[] bad : List.of(octets(group, BigInteger.ZERO), octets(group, BigInteger.ONE), minusOne)) {
            assertThat(KeyExchange.shared(group, secret, bad)).isEmpty();
        }
        BigInteger p = new BigInteger(1, minusOne).add(BigInteger.ONE);
        assertThat(KeyExchange.shared(group, secret, octets(group, p))).isEmpty();
        assertThat(KeyExchange.shared(group, secret, octets(group, p.add(BigInteger.TWO))))
                .isEmpty();
        assertThat(KeyExchange.shared(group, secret, octets(group, p.subtract(BigInteger.TWO))))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfAnotherLengthAreRefused(DhGroup group) {
        byte[] secret = {3};
        assertThat(KeyExchange.shared(group, secret, new byte[0])).isEmpty();
        assertThat(KeyExchange.shared(group, secret, new byte[] {5})).isEmpty();
        byte[] longer = new byte[group.length() + 1];
        longer[group.length()] = 5;
        assertThat(KeyExchange.shared(group, secret, longer)).isEmpty();
    }

    /** RFC 2409 section 6 and RFC 3526 chose the constants so that it is. */
    @ParameterizedTest
    @EnumSource
    void theModulusIsASafePrime(DhGroup group) {
        BigInteger minusOne = new BigInteger(1, publicMinusOne(group));
        assertThat(minusOne.bitLength()).isEqualTo(group.modulusBits());
        assertThat(minusOne.add(BigInteger.ONE).isProbablePrime(20)).isTrue();
        assertThat(minusOne.shiftRight(1).isProbablePrime(20)).isTrue();
    }

    @Test
    void theModuliAreThePublishedOnes() {
        for (JsonNode test : Vectors.json("crypto/dh_groups.json").required("groups")) {
            group(test.required("group").asInt())
                    .ifPresent(group -> assertThat(new BigInteger(1, publicMinusOne(group)).add(BigInteger.ONE))
                            .isEqualTo(new BigInteger(test.required("prime").asString(), 16)));
        }
    }

    @Test
    void realExchangesAreReproduced() {
        for (JsonNode test : Vectors.json("crypto/dh_kat.json").required("tests")) {
            DhGroup group = group(test.required("group").asInt()).orElseThrow();
            boolean initiator = test.required("priv_role").asString().equals("i");
            byte[] secret = hex(test, "priv");
            byte[] own = hex(test, initiator ? "gi" : "gr");
            byte[] peer = hex(test, initiator ? "gr" : "gi");
            assertThat(KeyExchange.publicValue(group, secret)).isEqualTo(own);
            assertThat(KeyExchange.shared(group, secret, peer)).hasValue(hex(test, "shared"));
        }
    }

    @Test
    void secretsThatBeginWithZeroGiveTheSameKeysAsElsewhere() {
        for (JsonNode test : Vectors.json("crypto/dh_leading_zero.json").required("tests")) {
            DhGroup group = group(test.required("group").asInt()).orElseThrow();
            assertThat(KeyExchange.publicValue(group, hex(test, "priv_i"))).isEqualTo(hex(test, "ke_i"));
            assertThat(KeyExchange.publicValue(group, hex(test, "priv_r"))).isEqualTo(hex(test, "ke_r"));
            byte[] shared = KeyExchange.shared(group, hex(test, "priv_i"), hex(test, "ke_r"))
                    .orElseThrow();
            assertThat(shared).isEqualTo(hex(test, "shared"));
            byte[] nonces =
                    hex(test.required("ni").asString() + test.required("nr").asString());
            for (var keyed : test.required("skeyseed").properties()) {
                Prf prf = Prf.of(PrfTest.hash(keyed.getKey()));
                assertThat(prf.apply(nonces, shared))
                        .isEqualTo(hex(keyed.getValue().asString()));
            }
        }
    }

    /** From the definition instead of the digits: p = 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) * pi) + constant). */
    private static byte[] publicMinusOne(DhGroup group) {
        int bits = group.modulusBits();
        int free = bits - 130;
        BigInteger constant = BigInteger.valueOf(
                switch (group) {
                    case GROUP1 -> 149686L;
                    case GROUP2 -> 129093L;
                    case GROUP5 -> 741804L;
                    case GROUP14 -> 124476L;
                });
        return octets(
                group,
                BigInteger.TWO
                        .pow(bits)
                        .subtract(BigInteger.TWO.pow(bits - 64))
                        .subtract(BigInteger.TWO)
                        .add(piTimesTwoTo(free).add(constant).shiftLeft(64)));
    }

    /** floor(pi * 2^bits) by Machin's formula with 64 guard bits. */
    private static BigInteger piTimesTwoTo(int bits) {
        BigInteger one = BigInteger.ONE.shiftLeft(bits + 64);
        BigInteger pi = arctanOfInverse(5, one)
                .multiply(BigInteger.valueOf(16))
                .subtract(arctanOfInverse(239, one).multiply(BigInteger.valueOf(4)));
        return pi.shiftRight(64);
    }

    private static BigInteger arctanOfInverse(int x, BigInteger one) {
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger power = one.divide(BigInteger.valueOf(x));
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; power.signum() != 0; n += 2) {
            BigInteger term = power.divide(BigInteger.valueOf(n));
            sum = n % 4 == 1 ? sum.add(term) : sum.subtract(term);
            power = power.divide(square);
        }
        return sum;
    }

    private static byte[] octets(DhGroup group, BigInteger value) {
        byte[] padded = new byte[group.length()];
        byte[] raw = value.toByteArray();
        int significant = Math.min(raw.length, padded.length);
        System.arraycopy(raw, raw.length - significant, padded, padded.length - significant, significant);
        return padded;
    }

    private static Optional<DhGroup> group(int number) {
        return List.of(DhGroup.values()).stream()
                .filter(g -> g.number() == number)
                .findFirst();
    }
}
