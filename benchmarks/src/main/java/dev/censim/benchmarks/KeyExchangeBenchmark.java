package dev.censim.benchmarks;

import dev.censim.crypto.KeyExchange;
import dev.censim.crypto.KnownSecrets;
import dev.censim.model.policy.DhGroup;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a Diffie-Hellman exchange cost: both public values, and the shared secret at both ends? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KeyExchangeBenchmark {

    private static final int SECRET_BITS = 256;

    @Param
    public DhGroup group = DhGroup.GROUP14;

    private byte[] x = secret(1);
    private byte[] y = secret(2);
    private byte[] publicY = new byte[0];
    private final KnownSecrets secrets = KnownSecrets.ofOneNetwork();
    private BigInteger prime = BigInteger.ONE;

    @Setup
    public void checkAnswers() {
        x = secret(1);
        y = secret(2);
        prime = KeyExchange.prime(group);
        publicY = KeyExchange.publicValue(group, y);
        BigInteger ours = new BigInteger(1, censim());
        if (!ours.equals(bigInteger()) || !ours.equals(new BigInteger(1, censimApart()))) {
            throw new IllegalStateException("BigInteger or the ends apart reach another secret");
        }
    }

    /** As openssl-modexp.c makes them. */
    private static byte[] secret(long seed) {
        byte[] octets = new byte[SECRET_BITS / 8];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < octets.length; i += Long.BYTES) {
            long word = random.nextLong();
            for (int j = 0; j < Long.BYTES; j++) {
                octets[i + j] = (byte) (word >> 8 * j);
            }
        }
        return octets;
    }

    /** Between two ends of one simulation: all of it is powers of 2. */
    @Benchmark
    public byte[] censim() {
        byte[] ofX = secrets.publicValue(group, x);
        byte[] ofY = secrets.publicValue(group, y);
        byte[] shared = secrets.shared(group, x, ofX, ofY).orElseThrow();
        if (!Arrays.equals(shared, secrets.shared(group, y, ofY, ofX).orElseThrow())) {
            throw new IllegalStateException("the ends disagree");
        }
        return shared;
    }

    /** Between two ends that know nothing of each other. */
    @Benchmark
    public byte[] censimApart() {
        byte[] ofX = KeyExchange.publicValue(group, x);
        byte[] ofY = KeyExchange.publicValue(group, y);
        byte[] shared = KeyExchange.shared(group, x, ofY).orElseThrow();
        if (!Arrays.equals(shared, KeyExchange.shared(group, y, ofX).orElseThrow())) {
            throw new IllegalStateException("the ends disagree");
        }
        return shared;
    }

    /** Half of it: the peer is not ours. */
    @Benchmark
    public byte[] censimOneSide() {
        byte[] own = KeyExchange.publicValue(group, x);
        byte[] shared = KeyExchange.shared(group, x, publicY).orElseThrow();
        return own.length == shared.length ? shared : own;
    }

    /** With the exponent that the JDK chooses by itself. */
    @Benchmark
    public byte[] sunJce() throws GeneralSecurityException {
        return sunJce(new DHParameterSpec(prime, BigInteger.TWO));
    }

    @Benchmark
    public byte[] sunJce256() throws GeneralSecurityException {
        return sunJce(new DHParameterSpec(prime, BigInteger.TWO, SECRET_BITS));
    }

    private static byte[] sunJce(DHParameterSpec parameters) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
        generator.initialize(parameters);
        KeyPair a = generator.generateKeyPair();
        KeyPair b = generator.generateKeyPair();
        byte[] shared = agree(a, (DHPublicKey) b.getPublic());
        if (!Arrays.equals(shared, agree(b, (DHPublicKey) a.getPublic()))) {
            throw new IllegalStateException("the ends disagree");
        }
        return shared;
    }

    private static byte[] agree(KeyPair own, DHPublicKey peer) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("DH");
        agreement.init(own.getPrivate());
        agreement.doPhase(peer, true);
        return agreement.generateSecret();
    }

    @Benchmark
    public BigInteger bigInteger() {
        BigInteger a = new BigInteger(1, x);
        BigInteger b = new BigInteger(1, y);
        BigInteger shared = BigInteger.TWO.modPow(a, prime).modPow(b, prime);
        if (!shared.equals(BigInteger.TWO.modPow(b, prime).modPow(a, prime))) {
            throw new IllegalStateException("the ends disagree");
        }
        return shared;
    }
}
