package dev.censim.reports.metrics;

/**
 * A time in which at least {@link #PACKETS} packets of a flow in a row were lost.
 *
 * @param from when the first lost packet was sent, in nanoseconds
 * @param to when the next packet that arrived was sent; the end of the flow or of the run when none did
 * @param open whether it lasted to that end
 */
public record Outage(long from, long to, boolean open) {

    /** Fewer lost packets in a row are loss, not an outage. */
    public static final int PACKETS = 3;

    public long length() {
        return to - from;
    }

    /** Whether it shares time with a window. */
    public boolean touches(long windowFrom, long windowTo) {
        return from < windowTo && to > windowFrom;
    }
}
