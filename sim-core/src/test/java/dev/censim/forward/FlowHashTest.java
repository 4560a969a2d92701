package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.wire.BigEndian;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import org.junit.jupiter.api.Test;

class FlowHashTest {

    private static final int FLOWS = 10_000;

    private static byte[] packet(int protocol, int source, int destination, int sourcePort, int destinationPort) {
        byte[] packet = new byte[40];
        packet[0] = 0x45;
        packet[Ipv4Header.PROTOCOL] = (byte) protocol;
        BigEndian.put16(packet, Ipv4Header.TOTAL_LENGTH, packet.length);
        BigEndian.put32(packet, Ipv4Header.SOURCE, source);
        BigEndian.put32(packet, Ipv4Header.DESTINATION, destination);
        BigEndian.put16(packet, 20, sourcePort);
        BigEndian.put16(packet, 22, destinationPort);
        return packet;
    }

    private static int hash(byte[] packet, int seed) {
        return FlowHash.hash(packet, 0, packet.length, seed);
    }

    private static int hashOfFlow(int flow, int seed) {
        return hash(packet(IpProtocol.TCP, 0x0a000001, 0x0a010001, 30_000 + flow, 443), seed);
    }

    /** The 99.9 % quantile of chi-square with 7 degrees of freedom is 24.3. */
    private static double chiSquare(int[] counts, int total) {
        double expected = (double) total / counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    @Test
    void flowsThatDifferInOnePortSpreadEvenly() {
        int[] counts = new int[8];
        for (int flow = 0; flow < FLOWS; flow++) {
            counts[FlowHash.select(hashOfFlow(flow, 0), 8)]++;
        }
        assertThat(chiSquare(counts, FLOWS)).isLessThan(24.3);
    }

    @Test
    void hostsThatDifferInTheLastOctetSpreadEvenly() {
        int[] counts = new int[8];
        for (int flow = 0; flow < FLOWS; flow++) {
            byte[] packet = packet(IpProtocol.ICMP, 0x0a000000 + flow % 100, 0x0a010000 + flow / 100, 0, 0);
            counts[FlowHash.select(hash(packet, 0), 8)]++;
        }
        assertThat(chiSquare(counts, FLOWS)).isLessThan(24.3);
    }

    /** The flows that a first device sends one way are spread evenly again by the second. */
    @Test
    void devicesInARowDoNotPolarise() {
        int[] counts = new int[8];
        int total = 0;
        for (int flow = 0; flow < FLOWS; flow++) {
            if (FlowHash.select(hashOfFlow(flow, 1), 2) == 0) {
                counts[FlowHash.select(hashOfFlow(flow, 2), 8)]++;
                total++;
            }
        }
        assertThat(chiSquare(counts, total)).isLessThan(24.3);
    }

    @Test
    void aFlowStaysOnItsPath() {
        byte[] first = packet(IpProtocol.UDP, 1, 2, 3, 4);
        byte[] later = packet(IpProtocol.UDP, 1, 2, 3, 4);
        BigEndian.put16(later, Ipv4Header.ID, 999);
        later[Ipv4Header.TTL] = 7;
        later[30] = 42;
        assertThat(hash(later, 5)).isEqualTo(hash(first, 5));
    }

    @Test
    void allFragmentsOfAPacketStayTogether() {
        byte[] first = packet(IpProtocol.UDP, 1, 2, 3, 4);
        BigEndian.put16(first, Ipv4Header.FLAGS_FRAGMENT, 0x2000);
        byte[] last = packet(IpProtocol.UDP, 1, 2, 555, 666);
        BigEndian.put16(last, Ipv4Header.FLAGS_FRAGMENT, 185);
        assertThat(hash(last, 0)).isEqualTo(hash(first, 0)).isNotEqualTo(hash(packet(IpProtocol.UDP, 1, 2, 3, 4), 0));
    }

    @Test
    void optionsBeforeThePortsAreSkipped() {
        byte[] packet = packet(IpProtocol.UDP, 1, 2, 3, 4);
        byte[] withOptions = packet(IpProtocol.UDP, 1, 2, 77, 78);
        withOptions[0] = 0x46;
        BigEndian.put16(withOptions, 24, 3);
        BigEndian.put16(withOptions, 26, 4);
        assertThat(hash(withOptions, 0)).isEqualTo(hash(packet, 0));
    }

    @Test
    void aPacketCutOffBeforeItsPortsHasNone() {
        byte[] packet = packet(IpProtocol.UDP, 1, 2, 0, 0);
        assertThat(FlowHash.hash(packet, 0, 22)).isEqualTo(FlowHash.hash(packet, 0, 40));
    }

    @Test
    void theExtremesOfTheHashStayInsideTheRegions() {
        for (int n = 1; n <= 64; n++) {
            assertThat(FlowHash.select(0, n)).isZero();
            assertThat(FlowHash.select(Integer.MAX_VALUE, n)).isEqualTo(n - 1);
        }
    }

    /**
     * RFC 2992 section 2.2, in twelfths of the flows: losing an outer one of four regions moves its own 3, then 2 and 1 at the
     * borders behind it; losing an inner one moves its own 3 and 1.
     */
    @Test
    void losingANextHopMovesTheShareOfRfc2992() {
        assertThat(shareMoved(4, 0)).isBetween(0.48, 0.52);
        assertThat(shareMoved(4, 3)).isBetween(0.48, 0.52);
        assertThat(shareMoved(4, 1)).isBetween(0.313, 0.353);
        assertThat(shareMoved(4, 2)).isBetween(0.313, 0.353);
    }

    private static double shareMoved(int n, int lost) {
        int moved = 0;
        for (int flow = 0; flow < FLOWS; flow++) {
            int hash = hashOfFlow(flow, 0);
            int before = FlowHash.select(hash, n);
            int left = FlowHash.select(hash, n - 1);
            int after = left < lost ? left : left + 1;
            moved += before == after ? 0 : 1;
        }
        return (double) moved / FLOWS;
    }
}
