package dev.censim.cli.live;

import dev.censim.model.address.Ipv4;
import dev.censim.proto.ike.IkePorts;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where an end of a tunnel is on the network.
 *
 * @param socket where negotiations begin
 * @param natPort the port for ESP in UDP, and for IKE once a NAT was found; 4000 above the other unless given
 */
public record Place(InetSocketAddress socket, Optional<Integer> natPort) {

    Ipv4 address() {
        return Ipv4.of(socket.getAddress().getHostAddress());
    }

    IkePorts ports() {
        return natPort.map(port -> new IkePorts(socket.getPort(), port)).orElse(IkePorts.from(socket.getPort()));
    }

    /** Whether its second port is a port, and not the first one. */
    public boolean isUsable() {
        int second = ports().natTraversal();
        return second > 0 && second <= 65_535 && second != socket.getPort();
    }
}
