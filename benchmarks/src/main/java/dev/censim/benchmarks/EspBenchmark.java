package dev.censim.benchmarks;

import dev.censim.forward.EspSa;
import dev.censim.forward.EspTransform;
import dev.censim.forward.RealEsp;
import dev.censim.forward.ShapeEsp;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many packets a second does one core seal and open again? */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EspBenchmark {

    /** Where a packet is on its way: in front of it is room for the headers. */
    private static final int INNER = EspTransform.HEADROOM;

    /** Ways to protect a packet. */
    public enum Protection {
        AES128_SHA1(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, new RealEsp()),
        AES256_SHA256(EncryptionAlgorithm.AES256, AuthenticationAlgorithm.SHA256, new RealEsp()),
        SHAPE(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, new ShapeEsp());

        private final EncryptionAlgorithm encryption;
        private final AuthenticationAlgorithm authentication;
        private final EspTransform transform;

        Protection(EncryptionAlgorithm encryption, AuthenticationAlgorithm authentication, EspTransform transform) {
            this.encryption = encryption;
            this.authentication = authentication;
            this.transform = transform;
        }
    }

    @Param
    public Protection protection = Protection.AES128_SHA1;

    @Param({"64", "576", "1400"})
    public int octets;

    private EspSa sender = sa(protection);
    private EspSa receiver = sender.copy();
    private byte[] frame = new byte[0];

    private static EspSa sa(Protection protection) {
        return new EspSa(
                0x1234_5678,
                protection.encryption,
                protection.authentication,
                new byte[protection.encryption.keyLength()],
                new byte[protection.authentication.hashLength()]);
    }

    /** New for each iteration, so that no sequence number runs out. */
    @Setup(Level.Iteration)
    public void prepare() {
        sender = sa(protection);
        receiver = sender.copy();
        frame = new byte[INNER + octets + EspTransform.TAILROOM];
    }

    @Benchmark
    public int sealAndOpen() {
        int esp = INNER - 8 - sender.ivLength();
        int sealed = protection.transform.seal(sender, frame, INNER, octets, frame, esp);
        int opened = protection.transform.open(receiver, frame, esp, sealed, frame, INNER);
        if (opened != octets) {
            throw new IllegalStateException("opened " + opened);
        }
        return opened;
    }
}
