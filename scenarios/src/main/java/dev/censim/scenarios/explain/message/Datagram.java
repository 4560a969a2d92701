package dev.censim.scenarios.explain.message;

import dev.censim.facts.Side;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import java.util.Optional;

/**
 * A captured packet that carries an IKE message of a tunnel.
 *
 * @param number in the order of the capture, from 1
 * @param at when it was put on the path
 * @param octets of the message, without the non-ESP marker; at least a header
 */
record Datagram(int number, long at, Side sender, Octets octets) {

    private static final int IKE_PORT = 500;
    private static final int NAT_TRAVERSAL_PORT = 4500;

    /** RFC 3948 section 2.2. */
    private static final int NON_ESP_MARKER = 4;

    /**
     * Empty when the packet is no IKE message of that tunnel.
     *
     * @param gateway the outer address of the cloud's end, which no other tunnel has
     * @param gatewayAtPeer where the customer's device looks for it
     */
    static Optional<Datagram> of(int number, long at, byte[] packet, int gateway, int gatewayAtPeer) {
        boolean isFromCloud = Ipv4Header.source(packet, 0) == gateway;
        int to = Ipv4Header.destination(packet, 0);
        boolean isOurs = isFromCloud || to == gateway || to == gatewayAtPeer;
        if (!isOurs || Ipv4Header.protocol(packet, 0) != IpProtocol.UDP) {
            return Optional.empty();
        }
        int udp = Ipv4Header.headerLength(packet, 0);
        int message = udp + UdpHeader.LENGTH;
        int source = UdpHeader.sourcePort(packet, udp);
        int destination = UdpHeader.destinationPort(packet, udp);
        boolean isMarked = source == NAT_TRAVERSAL_PORT || destination == NAT_TRAVERSAL_PORT;
        if (!isMarked && source != IKE_PORT && destination != IKE_PORT) {
            return Optional.empty();
        }
        int header = isMarked ? message + NON_ESP_MARKER : message;
        if (packet.length < header + IkeHeader.LENGTH || isMarked && !isZero(packet, message)) {
            return Optional.empty();
        }
        return Optional.of(new Datagram(
                number,
                at,
                isFromCloud ? Side.CLOUD : Side.CUSTOMER,
                Octets.of(packet, header, packet.length - header)));
    }

    private static boolean isZero(byte[] packet, int at) {
        return (packet[at] | packet[at + 1] | packet[at + 2] | packet[at + 3]) == 0;
    }
}
