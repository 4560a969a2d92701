package dev.censim.benchmarks;

import dev.censim.crypto.KeyExchange;
import dev.censim.model.policy.DhGroup;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** What does one side of a Diffie-Hellman exchange cost? Both sides of each tunnel pay it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KeyExchangeBenchmark {

    @Param
    public DhGroup group = DhGroup.GROUP14;

    private final byte[] secret = new byte[32];
    private byte[] peer = new byte[0];

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] other = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) random.nextInt();
            other[i] = (byte) random.nextInt();
        }
        peer = KeyExchange.publicValue(group, other);
    }

    @Benchmark
    public byte[] publicValue() {
        return KeyExchange.publicValue(group, secret);
    }

    @Benchmark
    public byte[] sharedSecret() {
        return KeyExchange.shared(group, secret, peer).orElseThrow();
    }
}
