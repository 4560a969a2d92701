package dev.censim.model.traffic;

import java.time.Duration;

/**
 * A stream of packets from one host to another.
 *
 * @param interval mean time between packets, positive
 * @param packetLength length of the IPv4 packet in octets, 36 to 1500
 * @param start when the first packet may be sent
 * @param stop when no more packet is sent
 * @param sourcePort of UDP; the identifier of an echo
 * @param destinationPort of UDP; unused by ping
 */
public record Flow(
        String name,
        Kind kind,
        String from,
        String to,
        Duration interval,
        Arrival arrival,
        int packetLength,
        Duration start,
        Duration stop,
        int sourcePort,
        int destinationPort) {

    /** Room for the headers of IPv4 and UDP or ICMP and for the flow's own number and sequence number. */
    public static final int PACKET_LENGTH_MIN = 36;

    public static final int PACKET_LENGTH_MAX = 1500;

    /** The same flow, sending until another time. */
    public Flow until(Duration other) {
        return new Flow(
                name, kind, from, to, interval, arrival, packetLength, start, other, sourcePort, destinationPort);
    }

    public enum Kind {
        UDP("udp"),
        PING("ping");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** How packets are spaced. */
    public enum Arrival {
        CONSTANT("constant"),
        POISSON("poisson");

        private final String text;

        Arrival(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
