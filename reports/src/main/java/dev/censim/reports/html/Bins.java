package dev.censim.reports.html;

import dev.censim.reports.metrics.FlowPackets;

/**
 * Packets of a flow counted in equal parts of the run.
 *
 * @param width of a part in nanoseconds
 * @param sent by when they were sent
 * @param received by when they arrived
 */
record Bins(long width, int[] sent, int[] received) {

    /** More would not be seen, and would make the page big. */
    static final int MOST = 300;

    private static final int FEWEST = 40;

    /** Fewer packets in a bin look like noise. */
    private static final int PACKETS = 5;

    /** Of one flow; the fewer packets, the wider the bins. */
    static Bins of(FlowPackets packets, long end) {
        Bins bins = empty(width(packets, end), end);
        bins.count(packets);
        return bins;
    }

    /** As narrow as can be seen, and empty. */
    static Bins none(long end) {
        return empty(Math.max(1, Math.round(Ticks.step((double) end / MOST, 1))), end);
    }

    private static Bins empty(long width, long end) {
        int bins = (int) Math.max(1, (end + width - 1) / width);
        return new Bins(width, new int[bins], new int[bins]);
    }

    void count(FlowPackets packets) {
        for (int packet = 0; packet < packets.size(); packet++) {
            sent[bin(packets.sentAt(packet))]++;
            if (packets.arrived(packet)) {
                received[bin(packets.arrivedAt(packet))]++;
            }
        }
    }

    private static long width(FlowPackets packets, long end) {
        if (end <= 0) {
            return 1;
        }
        long active = packets.size() < 2 ? end : packets.sentAt(packets.size() - 1) - packets.sentAt(0);
        long perPacket = active / Math.max(1, packets.size());
        double wished = Math.min(Math.max(perPacket * (double) PACKETS, (double) end / MOST), (double) end / FEWEST);
        return Math.max(1, Math.round(Ticks.step(wished, 1)));
    }

    private int bin(long at) {
        return (int) Math.min(sent.length - 1, at / width);
    }
}
