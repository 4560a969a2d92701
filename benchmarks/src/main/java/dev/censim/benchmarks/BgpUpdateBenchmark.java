package dev.censim.benchmarks;

import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.Path;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * What does a prefix of a full table cost a router, from the bytes of the UPDATE through the import rules, the Adj-RIB-In and the decision
 * process to the Loc-RIB? One peer tells the whole table, then the next one; then a new router takes their place. BIRD and FRR take the
 * same bytes in {@link BgpPeers}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class BgpUpdateBenchmark {

    @Param({"1", "4"})
    public int peers;

    private List<BgpFeed> feeds = List.of();
    private int slices; // of one feed
    private BgpReceiver loading = new BgpReceiver(List.of());
    private BgpReceiver loaded = new BgpReceiver(List.of());
    private int next;

    @Setup
    public void feed() {
        List<Prefix> table = BgpFeed.table();
        feeds = new ArrayList<>();
        for (int peer = 1; peer <= peers; peer++) {
            feeds.add(new BgpFeed(table, peer));
        }
        slices = feeds.get(0).announcing().size();
        loaded = new BgpReceiver(feeds);
        for (int session = 0; session < peers; session++) {
            for (byte[] slice : feeds.get(session).announcing()) {
                loaded.take(session, slice);
            }
        }
        check();
    }

    @Setup(Level.Iteration)
    public void begin() {
        next = 0;
    }

    /** The least by preference, length, origin, MED within a neighbour, which never is another's here, and identifier. */
    private void check() {
        Map<Prefix, Path> best = new HashMap<>();
        for (int session = 0; session < peers; session++) {
            BgpFeed feed = feeds.get(session);
            for (int i = 0; i < feed.prefixes().size(); i++) {
                PathAttributes told = feed.attributes(i);
                Path known = best.get(feed.prefixes().get(i));
                if (known == null || rank(told) < rank(known.attributes())) {
                    best.put(feed.prefixes().get(i), new Path(session, told));
                }
            }
        }
        best.forEach((prefix, path) -> {
            Path chosen = loaded.best(prefix).get(0);
            if (chosen.session() != path.session()
                    || !chosen.attributes().asPath().equals(path.attributes().asPath())) {
                throw new IllegalStateException(prefix + ": " + chosen + ", not " + path);
            }
        });
    }

    private static int rank(PathAttributes route) {
        return route.asPath().length() << 2 | route.origin().ordinal();
    }

    /** The table comes. */
    @Benchmark
    @OperationsPerInvocation(BgpFeed.SLICE)
    public long censim() {
        if (next == peers * slices) {
            next = 0;
        }
        if (next == 0) {
            loading = new BgpReceiver(feeds);
        }
        int session = next / slices;
        loading.take(session, feeds.get(session).announcing().get(next++ % slices));
        return loading.outcome();
    }

    /** A part of the table that is there goes and comes back. */
    @Benchmark
    @OperationsPerInvocation(BgpFeed.SLICE)
    public long censimFlap() {
        int at = next++ % (peers * slices);
        BgpFeed feed = feeds.get(at / slices);
        loaded.take(at / slices, feed.withdrawing().get(at % slices));
        loaded.take(at / slices, feed.announcing().get(at % slices));
        return loaded.outcome();
    }
}
