package dev.censim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Headers are read from any octets within their bounds: what {@code isSound} lets through can be read to its end, and stays sound
 * when a router or a NAT changes it. Octets that are not sound at first are made so, else checksums would keep most away.
 */
class HeadersFuzz {

    private static final int NEW_ADDRESS = 0xc0a8_0101;
    private static final int NEW_PORT = 40_001;

    @FuzzTest(maxDuration = "10s")
    void packet(byte[] octets) {
        read(octets.clone());
        byte[] repaired = octets.clone();
        if (repaired.length >= Ipv4Header.LENGTH) {
            repaired[0] = (byte) (0x40 | repaired[0] & 0xf);
            BigEndian.put16(repaired, Ipv4Header.TOTAL_LENGTH, repaired.length);
            int header = Ipv4Header.headerLength(repaired, 0);
            if (header >= Ipv4Header.LENGTH && header <= repaired.length) {
                BigEndian.put16(repaired, Ipv4Header.CHECKSUM, 0);
                BigEndian.put16(repaired, Ipv4Header.CHECKSUM, Checksum.of(repaired, 0, header));
                repair(repaired, header);
                assertThat(Ipv4Header.isSound(repaired, 0, repaired.length)).isEqualTo(repaired.length <= 0xffff);
            }
            read(repaired);
        }
    }

    private static void repair(byte[] b, int at) {
        int length = b.length - at;
        int source = Ipv4Header.source(b, 0);
        int destination = Ipv4Header.destination(b, 0);
        int protocol = Ipv4Header.protocol(b, 0);
        if (protocol == IpProtocol.TCP && length >= TcpHeader.LENGTH) {
            TcpHeader.seal(b, at, length, source, destination);
        } else if (protocol == IpProtocol.ICMP && length >= IcmpHeader.LENGTH) {
            BigEndian.put16(b, at + IcmpHeader.CHECKSUM, 0);
            BigEndian.put16(b, at + IcmpHeader.CHECKSUM, Checksum.of(b, at, length));
        } else if (protocol == IpProtocol.UDP && length >= UdpHeader.LENGTH) {
            int from = UdpHeader.sourcePort(b, at);
            UdpHeader.write(b, at, from, UdpHeader.destinationPort(b, at), length, source, destination);
        }
    }

    private static void read(byte[] b) {
        if (!Ipv4Header.isSound(b, 0, b.length)) {
            return;
        }
        int at = Ipv4Header.headerLength(b, 0);
        int octets = Ipv4Header.totalLength(b, 0) - at;
        switch (Ipv4Header.protocol(b, 0)) {
            case IpProtocol.UDP -> udp(b, at, octets);
            case IpProtocol.TCP -> tcp(b, at, octets);
            case IpProtocol.ICMP -> icmp(b, at, octets);
            case IpProtocol.ESP -> esp(b, at, octets);
            default -> {}
        }
        if (Ipv4Header.ttl(b, 0) > 0) {
            Ipv4Header.decrementTtl(b, 0);
        }
        Ipv4Header.replaceSource(b, 0, NEW_ADDRESS);
        Ipv4Header.replaceDestination(b, 0, NEW_ADDRESS + 1);
        assertThat(Ipv4Header.isSound(b, 0, b.length)).isTrue();
        byte[] error = new byte[IcmpHeader.errorLength(b, 0)];
        assertThat(IcmpHeader.writeTimeExceeded(error, 0, b, 0)).isEqualTo(error.length);
        assertThat(IcmpHeader.isSound(error, 0, error.length)).isTrue();
    }

    private static void udp(byte[] b, int at, int octets) {
        int source = Ipv4Header.source(b, 0);
        int destination = Ipv4Header.destination(b, 0);
        if (UdpHeader.isSound(b, at, octets, source, destination)) {
            boolean isProtected = UdpHeader.checksum(b, at) != 0;
            UdpHeader.replaceSourcePort(b, at, NEW_PORT);
            UdpHeader.replaceDestinationPort(b, at, NEW_PORT + 1);
            UdpHeader.addressReplaced(b, at, source, NEW_ADDRESS);
            assertThat(UdpHeader.isSound(b, at, octets, NEW_ADDRESS, destination))
                    .isTrue();
            assertThat(UdpHeader.checksum(b, at) != 0).isEqualTo(isProtected);
            UdpHeader.addressReplaced(b, at, NEW_ADDRESS, source);
        }
    }

    private static void tcp(byte[] b, int at, int octets) {
        if (TcpHeader.isSound(b, at, octets, Ipv4Header.source(b, 0), Ipv4Header.destination(b, 0))) {
            assertThat(TcpHeader.mss(b, at)).isBetween(0, 0xffff);
            assertThat(TcpHeader.headerLength(b, at)).isBetween(TcpHeader.LENGTH, octets);
        }
    }

    private static void icmp(byte[] b, int at, int octets) {
        if (IcmpHeader.isSound(b, at, octets) && IcmpHeader.type(b, at) == IcmpHeader.ECHO_REQUEST) {
            IcmpHeader.turnIntoReply(b, at);
            assertThat(IcmpHeader.isSound(b, at, octets)).isTrue();
            assertThat(IcmpHeader.type(b, at)).isEqualTo(IcmpHeader.ECHO_REPLY);
        }
    }

    private static void esp(byte[] b, int at, int octets) {
        if (octets >= EspHeader.LENGTH) {
            int spi = EspHeader.spi(b, at);
            EspHeader.write(b, at, spi, EspHeader.sequence(b, at));
            assertThat(EspHeader.spi(b, at)).isEqualTo(spi);
        }
    }
}
