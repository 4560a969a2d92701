package dev.censim.node;

import dev.censim.facts.CircuitFact;
import dev.censim.facts.DropCause;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.TraceFact;
import dev.censim.forward.EspTransform;
import dev.censim.forward.PendingSeal;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Turn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One IPv4 packet on its way: it has exactly one owner, and handing it over is giving it away. Whoever receives it decides from the
 * bytes; flow, sequence and hops are there for the journal only.
 */
final class Frame implements Signal {

    /** In place of a flow: a protocol's own packet. */
    static final int NO_FLOW = -1;

    private static final int HOPS_MAX = 48;

    /** In place of what is probed: no health check's packet. */
    private static final int NO_PROBE = Integer.MIN_VALUE;

    final byte[] bytes;
    int offset;
    int length;

    /** Who handed it over: the interface on which it came in. */
    int from;

    final int flow;
    int sequence;

    /** The tunnel or the VBR whose health check it belongs to, as in {@link Names#hop}. */
    private final int probed;

    /** Its number among those whose way is noted; -1 for none. */
    private final int trace;

    /** The reply to a health check. */
    boolean isReply;

    /** The seal that its octets still lack: what lies where ciphertext belongs is the packet in clear. Null for all other frames. */
    @Nullable
    PendingSeal pendingSeal;

    private final int[] hops;
    private int hopCount;

    private Frame(byte[] bytes, int offset, int length, int flow, int sequence, int probed, int trace, int[] hops) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.flow = flow;
        this.sequence = sequence;
        this.probed = probed;
        this.trace = trace;
        this.hops = hops;
    }

    private Frame(Frame other) {
        this(
                other.bytes.clone(),
                other.offset,
                other.length,
                other.flow,
                other.sequence,
                other.probed,
                other.trace,
                other.hops.clone());
        isReply = other.isReply;
        pendingSeal = other.pendingSeal;
        from = other.from;
        hopCount = other.hopCount;
    }

    /** Room for a packet of a flow, with space around it for a tunnel's headers. */
    static Frame ofFlow(int length, int flow, int sequence) {
        return withRoom(length, flow, sequence, NO_PROBE, -1, new int[HOPS_MAX]);
    }

    /** Room for a protocol's own packet, with space around it for a tunnel's headers. */
    static Frame ofProtocol(int length) {
        return withRoom(length, NO_FLOW, -1, NO_PROBE, -1, new int[0]);
    }

    /** Room for a probe of a health check; what it probes as in {@link Names#hop}. */
    static Frame ofProbe(int length, int probed, int sequence) {
        return withRoom(length, NO_FLOW, sequence, probed, -1, new int[0]);
    }

    /** Room for a packet whose way is noted. */
    static Frame ofTrace(int length, int trace) {
        return withRoom(length, NO_FLOW, -1, NO_PROBE, trace, new int[HOPS_MAX]);
    }

    private static Frame withRoom(int length, int flow, int sequence, int probed, int trace, int[] hops) {
        byte[] bytes = new byte[EspTransform.HEADROOM + length + EspTransform.TAILROOM];
        return new Frame(bytes, EspTransform.HEADROOM, length, flow, sequence, probed, trace, hops);
    }

    /** A protocol's own packet that is complete. */
    static Frame of(byte[] packet) {
        Frame frame = ofProtocol(packet.length);
        System.arraycopy(packet, 0, frame.bytes, frame.offset, packet.length);
        return frame;
    }

    /** Begins as the packet of another number of its flow: its owner has no use for the one that it held. */
    void begin(int length, int sequence) {
        offset = EspTransform.HEADROOM;
        this.length = length;
        this.sequence = sequence;
        isReply = false;
        pendingSeal = null;
        hopCount = 0;
    }

    void handTo(int actor, int me, Turn turn) {
        from = me;
        turn.to(actor, this);
    }

    /** Notes a hop as in {@link Names#hop}; what goes round longer than the trace is long is not traced further. */
    void passes(int hop) {
        if (hopCount < hops.length) {
            hops[hopCount++] = hop;
        }
    }

    boolean tookPath(int[] path) {
        return Arrays.equals(hops, 0, hopCount, path, 0, path.length);
    }

    int[] path() {
        return Arrays.copyOf(hops, hopCount);
    }

    boolean isTraced() {
        return trace >= 0;
    }

    int trace() {
        return trace;
    }

    /** A traced packet is where it was sent. */
    void arrive(int actor, Turn turn) {
        turn.note(new TraceFact.Arrived(turn.now(), actor, trace, way()));
    }

    private List<Integer> way() {
        return Arrays.stream(path()).boxed().toList();
    }

    /** The end of this frame. */
    void drop(DropCause cause, int actor, Turn turn) {
        if (isTraced()) {
            turn.note(new TraceFact.Dropped(turn.now(), actor, trace, cause, way()));
        } else if (probed == NO_PROBE) {
            turn.note(new NetworkFact.PacketDropped(turn.now(), actor, flow, sequence, cause));
        } else if (probed < 0) {
            turn.note(new NetworkFact.ProbeDropped(turn.now(), actor, Names.hopInto(probed), sequence, isReply, cause));
        } else {
            turn.note(new CircuitFact.VbrProbeDropped(turn.now(), actor, probed, sequence, isReply, cause));
        }
    }

    Frame copy() {
        return new Frame(this);
    }
}
