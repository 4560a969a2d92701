package dev.censim.cli.command;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a sweep took; all of it depends on the machine.
 *
 * @param cases of the plan
 * @param resumedCases those that an earlier process had done
 * @param convergeNanos until the network had converged
 * @param casesNanos until all cases were over
 * @param wallNanos until {@code whatif.json} was whole
 * @param simulatedNanos of the cases that this process ran
 * @param peakHeapBytes the peaks of all pools of the heap, which need not have been at one instant
 * @param completion by which the sweep is known again
 */
record SweepTiming(
        long cases,
        long resumedCases,
        int workers,
        long convergeNanos,
        long casesNanos,
        long wallNanos,
        long simulatedNanos,
        long peakHeapBytes,
        Completion completion) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final double NANOS = 1e9;

    static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }

    /** {@code whatif-timing.json}. */
    String json() {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("cases", cases);
        node.put("resumedCases", resumedCases);
        node.put("workers", workers);
        node.put("wallSeconds", seconds(wallNanos));
        node.put("convergeSeconds", seconds(convergeNanos));
        node.put("casesSeconds", seconds(casesNanos));
        node.put("casesPerSecond", rounded((cases - resumedCases) * NANOS / Math.max(1, casesNanos)));
        node.put("simulatedSeconds", seconds(simulatedNanos));
        node.put("simulatedSecondsPerWallSecond", rounded((double) simulatedNanos / Math.max(1, casesNanos)));
        node.put("peakHeapBytes", peakHeapBytes);
        completion.put(node);
        return MAPPER.writeValueAsString(node) + "\n";
    }

    static BigDecimal seconds(long nanos) {
        return rounded(nanos / NANOS);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }
}
