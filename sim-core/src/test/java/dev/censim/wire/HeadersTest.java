package dev.censim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Ipv4;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadersTest {

    private static final int FROM = Ipv4.of("192.0.2.1").bits();
    private static final int TO = Ipv4.of("198.51.100.7").bits();

    @Test
    void ipv4HeaderIsWrittenAsDrawn() {
        byte[] b = new byte[24];
        Ipv4Header.writeDontFragment(b, 2, 1500, 0xbeef, 64, IpProtocol.ESP, FROM, TO);

        String expected = "450005dcbeef400040320000c0000201c6336407";
        BigEndian.put16(b, 2 + Ipv4Header.CHECKSUM, 0);
        assertThat(HexFormat.of().formatHex(b, 2, 22)).isEqualTo(expected);
    }

    @Test
    void ipv4FieldsAreReadBack() {
        byte[] b = new byte[64];
        Ipv4Header.write(b, 3, 61, 7, 255, IpProtocol.TCP, FROM, TO);

        assertThat(Ipv4Header.isSound(b, 3, 61)).isTrue();
        assertThat(Ipv4Header.version(b, 3)).isEqualTo(4);
        assertThat(Ipv4Header.headerLength(b, 3)).isEqualTo(20);
        assertThat(Ipv4Header.totalLength(b, 3)).isEqualTo(61);
        assertThat(Ipv4Header.ttl(b, 3)).isEqualTo(255);
        assertThat(Ipv4Header.dontFragment(b, 3)).isFalse();
        assertThat(Ipv4Header.source(b, 3)).isEqualTo(FROM);
        assertThat(Ipv4Header.destination(b, 3)).isEqualTo(TO);
    }

    @Test
    void everyFlippedBitOfAnIpv4HeaderMakesItUnsound() {
        byte[] b = new byte[20];
        for (int bit = 0; bit < 160; bit++) {
            Ipv4Header.write(b, 0, 20, 1, 64, IpProtocol.UDP, FROM, TO);
            b[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Ipv4Header.isSound(b, 0, 20)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void anIpv4PacketThatIsCutShortIsUnsound() {
        byte[] b = new byte[40];
        Ipv4Header.write(b, 0, 40, 1, 64, IpProtocol.UDP, FROM, TO);
        assertThat(Ipv4Header.isSound(b, 0, 39)).isFalse();
        assertThat(Ipv4Header.isSound(b, 0, 19)).isFalse();
    }

    @Test
    void aFragmentIsOneAtEitherEnd() {
        byte[] b = new byte[20];
        BigEndian.put16(b, Ipv4Header.FLAGS_FRAGMENT, 0x2000);
        assertThat(Ipv4Header.isFragment(b, 0)).isTrue();
        assertThat(Ipv4Header.moreFragments(b, 0)).isTrue();
        BigEndian.put16(b, Ipv4Header.FLAGS_FRAGMENT, 185);
        assertThat(Ipv4Header.isFragment(b, 0)).isTrue();
        assertThat(Ipv4Header.fragmentOffset(b, 0)).isEqualTo(1480);
        BigEndian.put16(b, Ipv4Header.FLAGS_FRAGMENT, 0x4000);
        assertThat(Ipv4Header.isFragment(b, 0)).isFalse();
    }

    @Test
    void udpChecksumSurvivesTranslationOfAddressesAndPorts() {
        Random random = new Random(768);
        byte[] b = new byte[80];
        for (int round = 0; round < 20_000; round++) {
            random.nextBytes(b);
            int length = 8 + random.nextInt(73);
            UdpHeader.write(b, 0, 500, 500, length, FROM, TO);
            assertThat(UdpHeader.isSound(b, 0, 80, FROM, TO)).isTrue();
            int outside = random.nextInt();
            UdpHeader.addressReplaced(b, 0, FROM, outside);
            UdpHeader.replaceSourcePort(b, 0, random.nextInt(0x10000));
            UdpHeader.replaceDestinationPort(b, 0, random.nextInt(0x10000));
            assertThat(UdpHeader.checksum(b, 0)).isNotZero();
            assertThat(UdpHeader.isSound(b, 0, 80, outside, TO)).isTrue();
        }
    }

    @Test
    void aComputedUdpChecksumOfZeroIsSentAsAllOnes() {
        byte[] b = new byte[10];
        UdpHeader.write(b, 0, 1, 2, 10, FROM, TO);
        BigEndian.put16(b, 8, UdpHeader.checksum(b, 0));
        UdpHeader.write(b, 0, 1, 2, 10, FROM, TO);
        assertThat(UdpHeader.checksum(b, 0)).isEqualTo(0xffff);
        assertThat(UdpHeader.isSound(b, 0, 10, FROM, TO)).isTrue();
    }

    @Test
    void aUdpChecksumThatIsAbsentStaysAbsent() {
        byte[] b = new byte[20];
        UdpHeader.writeWithoutChecksum(b, 0, 4500, 4500, 20);
        UdpHeader.replaceSourcePort(b, 0, 1024);
        UdpHeader.addressReplaced(b, 0, FROM, TO);
        assertThat(UdpHeader.checksum(b, 0)).isZero();
        assertThat(UdpHeader.isSound(b, 0, 20, FROM, TO)).isTrue();
    }

    @Test
    void anEchoIsReturnedAsItCame() {
        byte[] b = new byte[64];
        new Random(792).nextBytes(b);
        IcmpHeader.writeEchoRequest(b, 0, 64, 77, 3);
        assertThat(IcmpHeader.isSound(b, 0, 64)).isTrue();
        byte[] reply = b.clone();
        IcmpHeader.writeEchoReply(reply, 0, 64, 77, 3);
        IcmpHeader.turnIntoReply(b, 0);
        assertThat(b).isEqualTo(reply);
        assertThat(IcmpHeader.isSound(b, 0, 64)).isTrue();
        assertThat(IcmpHeader.sequence(b, 0)).isEqualTo(3);
    }

    @Test
    void anIcmpErrorQuotesTheHeaderAndEightOctets() {
        byte[] original = new byte[100];
        Ipv4Header.writeDontFragment(original, 0, 100, 1, 1, IpProtocol.UDP, FROM, TO);
        UdpHeader.write(original, 20, 1000, 2000, 80, FROM, TO);
        byte[] b = new byte[IcmpHeader.errorLength(original, 0)];

        int length = IcmpHeader.writeDestinationUnreachable(b, 0, IcmpHeader.FRAGMENTATION_NEEDED, 1400, original, 0);

        assertThat(length).isEqualTo(36);
        assertThat(IcmpHeader.isSound(b, 0, length)).isTrue();
        assertThat(IcmpHeader.type(b, 0)).isEqualTo(IcmpHeader.DESTINATION_UNREACHABLE);
        assertThat(IcmpHeader.nextHopMtu(b, 0)).isEqualTo(1400);
        assertThat(UdpHeader.destinationPort(b, 28)).isEqualTo(2000);
        IcmpHeader.writeTimeExceeded(b, 0, original, 0);
        assertThat(BigEndian.u16(b, 0)).isEqualTo(0x0b00);
        assertThat(IcmpHeader.isSound(b, 0, length)).isTrue();
    }

    @Test
    void tcpOptionsAreSearchedWithoutHarm() {
        Random random = new Random(9293);
        byte[] b = new byte[60];
        for (int round = 0; round < 100_000; round++) {
            random.nextBytes(b);
            b[TcpHeader.DATA_OFFSET] = (byte) (5 + random.nextInt(11) << 4);
            assertThat(TcpHeader.mss(b, 0)).isBetween(0, 0xffff);
        }
        TcpHeader.write(b, 0, 1, 2, 3, 4, TcpHeader.SYN, 5);
        TcpHeader.appendMss(b, 0, 1360);
        assertThat(TcpHeader.mss(b, 0)).isEqualTo(1360);
        assertThat(TcpHeader.headerLength(b, 0)).isEqualTo(24);
    }
}
