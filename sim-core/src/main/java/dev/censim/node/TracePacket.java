package dev.censim.node;

import dev.censim.model.policy.Defaults;
import dev.censim.wire.IcmpHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import dev.censim.wire.UdpHeader;

/** The packet that is sent to see its way: a TCP SYN, an empty UDP datagram, or an echo request. */
final class TracePacket {

    private static final int WINDOW = 0xffff;

    private TracePacket() {}

    static Frame of(Control.TraceWanted wanted, int source) {
        int header = Ipv4Header.LENGTH;
        int length = header
                + switch (wanted.protocol()) {
                    case IpProtocol.TCP -> TcpHeader.LENGTH;
                    case IpProtocol.UDP -> UdpHeader.LENGTH;
                    default -> IcmpHeader.LENGTH;
                };
        Frame frame = Frame.ofTrace(length, wanted.trace());
        byte[] b = frame.bytes;
        int at = frame.offset + header;
        Ipv4Header.write(b, frame.offset, length, 0, Defaults.TTL, wanted.protocol(), source, wanted.destination());
        switch (wanted.protocol()) {
            case IpProtocol.TCP -> {
                TcpHeader.write(b, at, wanted.sourcePort(), wanted.destinationPort(), 0, 0, TcpHeader.SYN, WINDOW);
                TcpHeader.seal(b, at, TcpHeader.LENGTH, source, wanted.destination());
            }
            case IpProtocol.UDP ->
                UdpHeader.write(
                        b,
                        at,
                        wanted.sourcePort(),
                        wanted.destinationPort(),
                        UdpHeader.LENGTH,
                        source,
                        wanted.destination());
            default -> IcmpHeader.writeEchoRequest(b, at, IcmpHeader.LENGTH, wanted.sourcePort(), 0);
        }
        return frame;
    }
}
