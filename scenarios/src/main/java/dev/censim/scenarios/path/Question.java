package dev.censim.scenarios.path;

import dev.censim.model.topology.Host;

/**
 * Which packet is asked about.
 *
 * @param sourcePort of TCP and UDP; the identifier of an echo
 * @param destinationPort of TCP and UDP
 */
public record Question(Host from, Host to, Protocol protocol, int sourcePort, int destinationPort) {

    /** The packet that answers it. */
    Question reversed() {
        return new Question(to, from, protocol, destinationPort, sourcePort);
    }

    /** Such as {@code tcp 10.0.1.10:49152 to 172.16.0.10:443}. */
    String words() {
        return protocol == Protocol.ICMP
                ? protocol.text() + " " + from.address() + " to " + to.address()
                : protocol.text() + " " + from.address() + ":" + sourcePort + " to " + to.address() + ":"
                        + destinationPort;
    }
}
