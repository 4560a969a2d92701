package dev.censim.benchmarks;

import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Simulation;
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
 * What does it cost to forward a packet by one router, without any cryptography? The sender, the receiver and the packet's facts in the
 * journal are in it, so a router costs more in a line of one than in a line of ten. Its peer is {@code ns3-forward}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ForwardingBenchmark {

    private static final int FORWARDINGS = 100_000;

    /** The flow is under way. */
    private static final long BEGUN = RouterLine.START + 500_000_000L;

    @Param({"1", "10"})
    public int routers = 10;

    @Param({"10", "1000"})
    public int routes = 10;

    @Param({"64", "1400"})
    public int octets = 64;

    private long until;
    private Simulation steady = start();
    private Simulation next = steady;

    private Simulation start() {
        return new RouterLine(routers, routes, octets).start();
    }

    @Setup
    public void begin() {
        int packets = FORWARDINGS / routers;
        until = BEGUN + packets * (1_000_000_000L / RouterLine.RATE);
        steady = start().run(BEGUN);
        Simulation trial = steady.fork().run(until + RouterLine.START);
        long received = received(trial) - received(steady);
        if (received < packets) {
            throw new IllegalStateException("only " + received + " of " + packets + " packets came through");
        }
    }

    private static long received(Simulation simulation) {
        long[] sum = {0};
        simulation.journal().forEach(fact -> {
            if (fact instanceof NetworkFact.FlowReceived some) {
                sum[0] += some.sequences().length;
            } else if (fact instanceof NetworkFact.PacketDropped) {
                throw new IllegalStateException(fact.toString());
            }
        });
        return sum[0];
    }

    /** Every measurement begins from the same instant. */
    @Setup(Level.Invocation)
    public void fork() {
        next = steady.fork();
    }

    @Benchmark
    @OperationsPerInvocation(FORWARDINGS)
    public Simulation censim() {
        return next.run(until);
    }
}
