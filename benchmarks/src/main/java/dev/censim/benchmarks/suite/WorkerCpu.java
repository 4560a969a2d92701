package dev.censim.benchmarks.suite;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Which share of the time on the wall the thread that runs a benchmark had a processor. JMH's own score is the time on the wall, which on
 * a machine that is shared is mostly the others'; times this share it is CPU time, which peers that are no Java tell, too. Dividing the
 * thread's CPU time by the operations instead would count what an iteration sets up.
 */
public final class WorkerCpu implements InternalProfiler {

    static final String LABEL = "worker.share";

    /** How JMH calls its threads. */
    private static final String WORKER = "jmh-worker";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private Map<Long, Long> before = new HashMap<>();
    private long begun;

    @Override
    public String getDescription() {
        return "Share of a processor that the measuring thread had";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = nanos();
        begun = System.nanoTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long wall = System.nanoTime() - begun;
        long spent = 0;
        for (Map.Entry<Long, Long> worker : nanos().entrySet()) {
            spent += worker.getValue() - before.getOrDefault(worker.getKey(), 0L);
        }
        return spent <= 0 || wall <= 0
                ? List.of()
                : List.of(new ScalarResult(LABEL, Math.min(1, (double) spent / wall), "", AggregationPolicy.AVG));
    }

    private Map<Long, Long> nanos() {
        Map<Long, Long> nanos = new HashMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains(WORKER)) {
                nanos.put(thread.getId(), threads.getThreadCpuTime(thread.getId()));
            }
        }
        return nanos;
    }
}
