package dev.censim.node;

import dev.censim.forward.EspSa;
import dev.censim.proto.ike.ChildSa;
import dev.censim.wire.Ipv4Header;

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

    boolean protectsOutbound(Frame frame) {
        return child.protectsOutbound(
                Ipv4Header.source(frame.bytes, frame.offset), Ipv4Header.destination(frame.bytes, frame.offset));
    }

    boolean protectsInbound(Frame frame) {
        return child.protectsInbound(
                Ipv4Header.source(frame.bytes, frame.offset), Ipv4Header.destination(frame.bytes, frame.offset));
    }
}
