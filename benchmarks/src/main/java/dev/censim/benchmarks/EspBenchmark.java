package dev.censim.benchmarks;

import dev.censim.forward.EspBatch;
import dev.censim.forward.EspSa;
import dev.censim.forward.EspTransform;
import dev.censim.forward.RealEsp;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a packet cost to seal at one end of an SA, and to verify and open at the other? One by one, in batches of one SA, and the
 * plain way with the JDK; with OpenSSL, {@code openssl-esp.c} among the native peers. All of them make the same octets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class EspBenchmark {

    private static final int BATCH = 64;

    /** Packets that are opened again and again: a receiver takes each once, so there is a new one after so many. */
    private static final int KEPT = 1024;

    private static final int SPI = 0x1234_5678;

    /** Where a packet is on its way: in front of it is room for the headers. */
    private static final int INNER = EspTransform.HEADROOM;

    /** A pair of algorithms. */
    public enum Suite {
        AES128_SHA1(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1),
        AES128_SHA256(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA256),
        AES256_SHA1(EncryptionAlgorithm.AES256, AuthenticationAlgorithm.SHA1),
        AES256_SHA256(EncryptionAlgorithm.AES256, AuthenticationAlgorithm.SHA256),
        TRIPLE_DES_SHA1(EncryptionAlgorithm.TRIPLE_DES, AuthenticationAlgorithm.SHA1);

        private final EncryptionAlgorithm encryption;
        private final AuthenticationAlgorithm authentication;

        Suite(EncryptionAlgorithm encryption, AuthenticationAlgorithm authentication) {
            this.encryption = encryption;
            this.authentication = authentication;
        }

        /** Its keys count up from 1, as those of the native peer. */
        private EspSa sa() {
            byte[] encryptionKey = countingUp(1, encryption.keyLength());
            byte[] authenticationKey = countingUp(1, authentication.hashLength());
            return new EspSa(SPI, encryption, authentication, encryptionKey, authenticationKey);
        }

        private JceEsp jce() throws GeneralSecurityException {
            byte[] encryptionKey = countingUp(1, encryption.keyLength());
            byte[] authenticationKey = countingUp(1, authentication.hashLength());
            return new JceEsp(SPI, encryption, authentication, encryptionKey, authenticationKey);
        }
    }

    @Param
    public Suite suite = Suite.AES128_SHA1;

    @Param({"64", "576", "1408"})
    public int octets;

    private final RealEsp esp = new RealEsp();
    private EspSa sender = suite.sa();
    private EspSa receiver = suite.sa();
    private EspBatch batch = new EspBatch(sender.keys(), 1, 1);
    private EspBatch frugal = EspBatch.frugal(sender.keys(), 1, 1);
    private JceEsp jce;
    private byte[] inner = new byte[0];
    private byte[] frame = new byte[0];
    private final byte[][] kept = new byte[KEPT][];
    private int next;

    public EspBenchmark() {
        try {
            jce = suite.jce();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has these algorithms", e);
        }
    }

    private static byte[] countingUp(int first, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (first + i);
        }
        return octets;
    }

    /** New for each iteration, so that no sequence number runs out. All must agree before they are timed. */
    @Setup(Level.Iteration)
    public void prepare() throws GeneralSecurityException {
        inner = countingUp(0, octets);
        frame = new byte[INNER + octets + EspTransform.TAILROOM];
        System.arraycopy(inner, 0, frame, INNER, octets);
        sender = suite.sa();
        receiver = suite.sa();
        jce = suite.jce();
        JceEsp judge = suite.jce();
        for (int i = 0; i < KEPT; i++) {
            kept[i] = judge.seal(inner);
        }
        batch = new EspBatch(sender.keys(), BATCH, octets);
        frugal = EspBatch.frugal(sender.keys(), BATCH, octets);
        fill(batch, suite.sa());
        fill(frugal, suite.sa());
        batch.seal();
        frugal.seal();
        EspSa alone = suite.sa();
        for (int i = 0; i < BATCH; i++) {
            byte[] packet = new byte[esp.sealedLength(alone, octets)];
            esp.seal(alone, inner, 0, octets, packet, 0);
            check(packet, kept[i]);
            check(packet, packetOf(batch, i));
            check(packet, packetOf(frugal, i));
        }
        next = 0;
    }

    private static byte[] packetOf(EspBatch batch, int i) {
        return Arrays.copyOfRange(batch.octets(), batch.offset(i), batch.offset(i) + batch.length(i));
    }

    private static void check(byte[] packet, byte[] other) {
        if (!Arrays.equals(packet, other)) {
            throw new IllegalStateException("packets differ");
        }
    }

    private void fill(EspBatch batch, EspSa sa) {
        batch.clear();
        while (!batch.isFull()) {
            batch.add(sa.nextSequence(), frame, INNER, octets);
        }
    }

    private void check(int opened) {
        if (opened != octets) {
            throw new IllegalStateException("opened " + opened);
        }
    }

    private byte[] nextKept() {
        if (next == KEPT) {
            next = 0;
            receiver = suite.sa();
        }
        return kept[next++];
    }

    @Benchmark
    public int censimSeal() {
        return esp.seal(sender, frame, INNER, octets, frame, INNER - 8 - sender.ivLength());
    }

    @Benchmark
    public int censimOpen() {
        byte[] packet = nextKept();
        int opened = esp.open(receiver, packet, 0, packet.length, frame, INNER);
        check(opened);
        return opened;
    }

    @Benchmark
    public int censimRoundTrip() {
        int at = INNER - 8 - sender.ivLength();
        int sealed = esp.seal(sender, frame, INNER, octets, frame, at);
        int opened = esp.open(receiver, frame, at, sealed, frame, INNER);
        check(opened);
        return opened;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public byte[] censimBatchSeal() {
        fill(batch, sender);
        batch.seal();
        return batch.octets();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public byte[] censimBatchRoundTrip() {
        return roundTrip(batch);
    }

    /** Without garbage. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public byte[] censimFrugalBatchRoundTrip() {
        return roundTrip(frugal);
    }

    private byte[] roundTrip(EspBatch batch) {
        fill(batch, sender);
        batch.seal();
        if (batch.firstBad(receiver.keys()) >= 0) {
            throw new IllegalStateException("a packet does not open");
        }
        return batch.octets();
    }

    @Benchmark
    public byte[] jceSeal() throws GeneralSecurityException {
        return jce.seal(inner);
    }

    @Benchmark
    public byte[] jceOpen() throws GeneralSecurityException {
        byte[] opened = jce.open(kept[0]);
        check(opened.length);
        return opened;
    }

    @Benchmark
    public byte[] jceRoundTrip() throws GeneralSecurityException {
        byte[] opened = jce.open(jce.seal(inner));
        check(opened.length);
        return opened;
    }
}
