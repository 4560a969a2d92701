package dev.censim.node;

import dev.censim.forward.EspSa;
import dev.censim.proto.ike.ChildSa;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.ike.TrafficSelector;
import java.util.List;

/** A child SA in the data plane: what was negotiated, and the two directions' counters and windows. */
final class ChildSaPair {

    final ChildSa child;
    final EspSa in;
    final EspSa out;

    ChildSaPair(ChildSa child) {
        this(
                child,
                new EspSa(
                        child.spiIn(),
                        child.encryption(),
                        child.integrity(),
                        child.encryptionKeyIn(),
                        child.integrityKeyIn()),
                new EspSa(
                        child.spiOut(),
                        child.encryption(),
                        child.integrity(),
                        child.encryptionKeyOut(),
                        child.integrityKeyOut()));
    }

    private ChildSaPair(ChildSa child, EspSa in, EspSa out) {
        this.child = child;
        this.in = in;
        this.out = out;
    }

    ChildSaPair copy() {
        return new ChildSaPair(child, in.copy(), out.copy());
    }

    /** Whether an inner packet that goes out is of the protected traffic (RFC 4301 section 5.1). */
    boolean protectsOutbound(Frame frame) {
        return covers(child.localSelectors(), Ipv4Header.source(frame.bytes, frame.offset))
                && covers(child.remoteSelectors(), Ipv4Header.destination(frame.bytes, frame.offset));
    }

    /** Whether an inner packet that came in is of the protected traffic (RFC 4301 section 5.2). */
    boolean protectsInbound(Frame frame) {
        return covers(child.remoteSelectors(), Ipv4Header.source(frame.bytes, frame.offset))
                && covers(child.localSelectors(), Ipv4Header.destination(frame.bytes, frame.offset));
    }

    private static boolean covers(List<TrafficSelector> selectors, int address) {
        for (int i = 0; i < selectors.size(); i++) {
            TrafficSelector selector = selectors.get(i);
            if (Integer.compareUnsigned(selector.start().bits(), address) <= 0
                    && Integer.compareUnsigned(address, selector.end().bits()) <= 0) {
                return true;
            }
        }
        return false;
    }
}
