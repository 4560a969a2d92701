package dev.censim.node;

import dev.censim.model.policy.Defaults;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkePorts;
import dev.censim.proto.ike.UdpPath;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import org.jspecify.annotations.Nullable;

/** The packets that one end of a tunnel puts on the path: IKE over UDP, ESP as it is or within UDP (RFC 3948), keepalives. */
final class OuterPackets {

    static final int IKE_PORT = IkePorts.STANDARD.ike();
    static final int NAT_TRAVERSAL_PORT = IkePorts.STANDARD.natTraversal();

    /** Octets of zero that tell IKE from ESP on the NAT traversal port (RFC 3948 section 2.2). */
    static final int NON_ESP_MARKER = 4;

    /** The only octet of a keepalive (RFC 3948 section 2.3). */
    static final byte KEEPALIVE = (byte) 0xff;

    private final int local;
    private final int remote;
    private int nextId;

    OuterPackets(EndpointConfig config) {
        local = config.localAddress().bits();
        remote = config.remoteAddress().bits();
    }

    private OuterPackets(OuterPackets other) {
        local = other.local;
        remote = other.remote;
        nextId = other.nextId;
    }

    OuterPackets copy() {
        return new OuterPackets(this);
    }

    Frame ike(IkeOutput.Send send) {
        UdpPath path = send.path();
        int marker = path.localPort() == NAT_TRAVERSAL_PORT ? NON_ESP_MARKER : 0;
        int length = UdpHeader.LENGTH + marker + send.message().length;
        Frame frame = Frame.ofProtocol(length);
        int at = frame.offset;
        System.arraycopy(send.message(), 0, frame.bytes, at + UdpHeader.LENGTH + marker, send.message().length);
        UdpHeader.write(frame.bytes, at, path.localPort(), path.remotePort(), length, local, remote);
        wrap(frame, at, length, IpProtocol.UDP);
        return frame;
    }

    Frame keepalive(UdpPath path) {
        int length = UdpHeader.LENGTH + 1;
        Frame frame = Frame.ofProtocol(length);
        int at = frame.offset;
        frame.bytes[at + UdpHeader.LENGTH] = KEEPALIVE;
        UdpHeader.writeWithoutChecksum(frame.bytes, at, path.localPort(), path.remotePort(), length);
        wrap(frame, at, length, IpProtocol.UDP);
        return frame;
    }

    /**
     * Puts the outer headers in front of ESP that is in place already.
     *
     * @param path where it goes within UDP, or null
     */
    void esp(Frame frame, int at, int length, @Nullable UdpPath path) {
        if (path == null) {
            wrap(frame, at, length, IpProtocol.ESP);
        } else {
            int header = at - UdpHeader.LENGTH;
            int total = length + UdpHeader.LENGTH;
            UdpHeader.writeWithoutChecksum(frame.bytes, header, path.localPort(), path.remotePort(), total);
            wrap(frame, header, total, IpProtocol.UDP);
        }
    }

    private void wrap(Frame frame, int at, int length, int protocol) {
        frame.offset = at - Ipv4Header.LENGTH;
        frame.length = length + Ipv4Header.LENGTH;
        Ipv4Header.write(
                frame.bytes, frame.offset, frame.length, nextId++ & 0xffff, Defaults.TTL, protocol, local, remote);
    }
}
