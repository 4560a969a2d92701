package dev.censim.scenarios.path;

import dev.censim.wire.IpProtocol;

/** What the packet is that is sent. */
public enum Protocol {
    /** A SYN. */
    TCP("tcp", IpProtocol.TCP),
    UDP("udp", IpProtocol.UDP),
    /** An echo request; its identifier stands for the source port. */
    ICMP("icmp", IpProtocol.ICMP);

    private final String text;
    private final int number;

    Protocol(String text, int number) {
        this.text = text;
        this.number = number;
    }

    public String text() {
        return text;
    }

    int number() {
        return number;
    }
}
