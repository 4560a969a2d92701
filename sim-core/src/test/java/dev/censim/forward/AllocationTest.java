package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.lang.management.ManagementFactory;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hot path leaves nothing to collect; the JDK's cryptographic provider alone may. */
class AllocationTest {

    private static final int ROUNDS = 20_000;

    private static final byte[] PACKET = new byte[EspTransform.HEADROOM + 576 + EspTransform.TAILROOM];

    /** On a busy machine the compiler takes its time: the steadiest of so many batches counts. */
    private static final int BATCHES = 12;

    /** Octets per round, once everything is loaded and compiled. */
    private static double octetsPerRound(IntUnaryOperator work) {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "SKIPPED: this JVM counts no allocation");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        int sum = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < ROUNDS; i++) {
                sum += work.applyAsInt(batch * ROUNDS + i);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(sum).isNotEqualTo(Integer.MIN_VALUE);
        return (double) least / ROUNDS;
    }

    private static double octetsPerPacket(EspTransform esp) {
        EspSa sender = EspTransformTest.sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, 1);
        EspSa receiver = sender.copy();
        int at = EspTransform.HEADROOM;
        int espAt = at - 8 - sender.ivLength();
        return octetsPerRound(i -> {
            int length = esp.seal(sender, PACKET, at, 576, PACKET, espAt);
            return esp.open(receiver, PACKET, espAt, length, PACKET, at);
        });
    }

    @Test
    void shapeEspAllocatesNothing() {
        assertThat(octetsPerPacket(new ShapeEsp())).isLessThan(0.1);
    }

    /** Two cloned digests at each end, of about 200 octets each, and nothing else. */
    @Test
    void realEspLeavesOnlyTheProvidersDigests() {
        double each = octetsPerPacket(new RealEsp()) / 2;
        assertThat(each).isLessThanOrEqualTo(450);
    }

    /** Per packet, sealed and opened. */
    @ParameterizedTest
    @CsvSource({"AES128, SHA1", "AES256, SHA256", "AES192, SHA512", "TRIPLE_DES, MD5"})
    void aFrugalBatchAllocatesNothing(EncryptionAlgorithm encryption, AuthenticationAlgorithm authentication) {
        int packets = 32;
        EspSa sender = EspTransformTest.sa(encryption, authentication, 1);
        EspKeys receiver = sender.copy().keys();
        EspBatch batch = EspBatch.frugal(sender.keys(), packets, PACKET.length);
        double each = octetsPerRound(i -> {
            batch.add(sender.nextSequence(), PACKET, 0, 40 + i % 200);
            if (batch.isFull()) {
                batch.seal();
                int bad = batch.firstBad(receiver);
                batch.clear();
                return bad;
            }
            return 0;
        });
        assertThat(each).isLessThan(1);
    }

    @Test
    void lookupAllocatesNothing() {
        Fib fib = Fib.EMPTY;
        for (int i = 0; i < 1000; i++) {
            fib = fib.with(Prefix.around(new Ipv4(i * 0x9e3779b9), 8 + i % 25), i);
        }
        Fib table = fib;
        assertThat(octetsPerRound(i -> table.lookup(i * 0x61c88647))).isLessThan(0.1);
    }

    @Test
    void flowHashAllocatesNothing() {
        assertThat(octetsPerRound(i -> FlowHash.select(FlowHash.hash(PACKET, 0, 60, i), 4)))
                .isLessThan(0.1);
    }

    @Test
    void replayCheckAllocatesNothing() {
        ReplayWindow window = new ReplayWindow();
        assertThat(octetsPerRound(i -> {
                    boolean fresh = window.isFresh(i);
                    if (fresh) {
                        window.accept(i);
                    }
                    return fresh ? 1 : 0;
                }))
                .isLessThan(0.1);
    }
}
