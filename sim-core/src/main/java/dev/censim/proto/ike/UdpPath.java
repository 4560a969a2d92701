package dev.censim.proto.ike;

import dev.censim.model.address.Ipv4;

/**
 * Where a datagram goes or came from. The local address is the configured one.
 *
 * @param localPort the port of this end, {@link IkePorts#ike} or {@link IkePorts#natTraversal}
 * @param remotePort the port of the peer as this end sees it: a NAT may have put it in place of the peer's own
 */
public record UdpPath(int localPort, Ipv4 remoteAddress, int remotePort) {}
