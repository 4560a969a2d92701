package dev.censim.reports.metrics;

/** Time from sending to arrival in nanoseconds, of a ping the round trip; all zero when nothing arrived. */
public record Latency(long p50, long p99, long max) {

    public static final Latency NONE = new Latency(0, 0, 0);
}
