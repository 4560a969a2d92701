package dev.censim.reports.metrics;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.kernel.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each packet of one flow. Packets are numbered from 0 in the order of sending, whatever their sequence numbers. */
public final class FlowPackets {

    /** A packet that has not arrived this long before the end may still be under way; see {@link #inFlight}. */
    private static final long GRACE = 2 * Time.SECOND;

    private static final DropCause[] CAUSES = DropCause.values();
    private static final byte NO_CAUSE = -1;

    private final int firstSequence;
    private final long[] sentAt;
    private final long[] arrivedAt;
    private final byte[] cause;
    private final long flowEnd;
    private int received;
    private int duplicated;
    private int reordered;
    private long highestLatency;
    private long horizon;

    private FlowPackets(FlowFacts facts, long flowEnd) {
        int packets = facts.packets();
        this.firstSequence = facts.sent.isEmpty() ? 0 : facts.sent.get(0).firstSequence();
        this.sentAt = new long[packets];
        this.arrivedAt = new long[packets];
        this.cause = new byte[packets];
        this.flowEnd = flowEnd;
        Arrays.fill(arrivedAt, Time.NEVER);
        Arrays.fill(cause, NO_CAUSE);
    }

    /**
     * @param flowEnd when the flow stopped sending, or the end of the run when that was earlier
     * @param runEnd the end of the run
     */
    static FlowPackets of(FlowFacts facts, long flowEnd, long runEnd) {
        FlowPackets packets = new FlowPackets(facts, flowEnd);
        packets.takeSent(facts.sent);
        packets.takeReceived(facts.received);
        packets.takeDropped(facts.dropped);
        packets.horizon = runEnd - Math.max(GRACE, 2 * packets.highestLatency);
        return packets;
    }

    private void takeSent(List<FlowSent> windows) {
        int at = 0;
        for (FlowSent window : windows) {
            if (window.firstSequence() != firstSequence + at) {
                throw new IllegalStateException("flow " + window.flow() + " sent number " + window.firstSequence()
                        + " after " + (firstSequence + at - 1));
            }
            System.arraycopy(window.sentAt(), 0, sentAt, at, window.sentAt().length);
            at += window.sentAt().length;
        }
    }

    private void takeReceived(List<FlowReceived> windows) {
        int highest = -1;
        for (FlowReceived window : windows) {
            for (int i = 0; i < window.sequences().length; i++) {
                int packet = packet(window.sequences()[i]);
                if (packet < 0) {
                    continue; // sent after the last window that its sender could note
                }
                if (arrived(packet)) {
                    duplicated++;
                    continue;
                }
                arrivedAt[packet] = window.receivedAt()[i];
                received++;
                reordered += packet < highest ? 1 : 0;
                highest = Math.max(highest, packet);
                highestLatency = Math.max(highestLatency, latency(packet));
            }
        }
    }

    private void takeDropped(List<PacketDropped> drops) {
        for (PacketDropped drop : drops) {
            int packet = packet(drop.sequence());
            if (packet >= 0 && cause[packet] == NO_CAUSE) {
                cause[packet] = (byte) drop.cause().ordinal();
            }
        }
    }

    public int size() {
        return sentAt.length;
    }

    /** The packet with a sequence number; -1 when the flow has not noted that it sent one. */
    public int packet(int sequence) {
        int packet = sequence - firstSequence;
        return packet >= 0 && packet < sentAt.length ? packet : -1;
    }

    public long sentAt(int packet) {
        return sentAt[packet];
    }

    public boolean arrived(int packet) {
        return arrivedAt[packet] != Time.NEVER;
    }

    /** When the packet arrived first; {@link Time#NEVER} when it did not. */
    public long arrivedAt(int packet) {
        return arrivedAt[packet];
    }

    /** Only of a packet that arrived. */
    public long latency(int packet) {
        return arrivedAt[packet] - sentAt[packet];
    }

    /** Neither arrived nor dropped, and sent so late that it may be under way: within 2 s or twice the highest latency of the end. */
    public boolean inFlight(int packet) {
        return !arrived(packet) && cause[packet] == NO_CAUSE && sentAt[packet] > horizon;
    }

    public boolean lost(int packet) {
        return !arrived(packet) && !inFlight(packet);
    }

    /** Why the packet was dropped first; null when nobody dropped it. */
    public @Nullable DropCause cause(int packet) {
        return cause[packet] == NO_CAUSE ? null : CAUSES[cause[packet]];
    }

    /** The first packet that was sent at an instant or later; {@link #size} when there is none. */
    public int firstSentFrom(long instant) {
        int low = 0;
        int high = sentAt.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sentAt[middle] < instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public int received() {
        return received;
    }

    public int duplicated() {
        return duplicated;
    }

    public int reordered() {
        return reordered;
    }

    public long highestLatency() {
        return highestLatency;
    }

    /** All outages in order. Packets in flight neither begin nor end one. */
    public List<Outage> outages() {
        List<Outage> outages = new ArrayList<>();
        int row = 0;
        long from = 0;
        for (int packet = 0; packet < sentAt.length; packet++) {
            if (arrived(packet)) {
                if (row >= Outage.PACKETS) {
                    outages.add(new Outage(from, sentAt[packet], false));
                }
                row = 0;
            } else if (lost(packet)) {
                from = row++ == 0 ? sentAt[packet] : from;
            }
        }
        if (row >= Outage.PACKETS) {
            outages.add(new Outage(from, Math.max(flowEnd, sentAt[sentAt.length - 1]), true));
        }
        return outages;
    }
}
