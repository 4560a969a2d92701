package dev.censim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.censim.Vectors;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChecksumTest {

    private static final byte[] RFC_1071 = HexFormat.of().parseHex("0001f203f4f5f6f7");

    /** The definition, word by word and with the carry brought around at once. */
    private static int slowly(byte[] b, int at, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (b[at + i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            sum = sum > 0xffff ? sum - 0xffff : sum;
        }
        return ~sum & 0xffff;
    }

    @Test
    void sumOfRfc1071Section3() {
        assertThat(Checksum.fold(Checksum.sum(RFC_1071, 0, 8))).isEqualTo(0xddf2);
        assertThat(Checksum.of(RFC_1071, 0, 8)).isEqualTo(0x220d);
    }

    @Test
    void updateOfRfc1624Section4GivesZeroAndNotMinusZero() {
        assertThat(Checksum.update16(0xdd2f, 0x5555, 0x3285)).isZero();
    }

    @Test
    void wideSumEqualsTheDefinitionForEveryLengthAndAlignment() {
        Random random = new Random(1071);
        byte[] b = new byte[300];
        for (int round = 0; round < 20_000; round++) {
            random.nextBytes(b);
            int at = random.nextInt(100);
            int length = random.nextInt(200);
            assertThat(Checksum.of(b, at, length)).isEqualTo(slowly(b, at, length));
        }
    }

    @Test
    void allOnesDoNotOverflow() {
        byte[] b = new byte[65535];
        Arrays.fill(b, (byte) 0xff);
        assertThat(Checksum.of(b, 0, 65535)).isEqualTo(slowly(b, 0, 65535));
    }

    @Test
    void incrementalUpdateEqualsComputingAnew() {
        Random random = new Random(1624);
        byte[] b = new byte[40];
        for (int round = 0; round < 50_000; round++) {
            random.nextBytes(b);
            int before = Checksum.of(b, 0, 40);
            int at = 2 * random.nextInt(19);
            int old16 = BigEndian.u16(b, at);
            int new16 = random.nextInt(3) == 0 ? 0xffff * random.nextInt(2) : random.nextInt(0x10000);
            BigEndian.put16(b, at, new16);
            int between = Checksum.update16(before, old16, new16);
            assertThat(between).isEqualTo(Checksum.of(b, 0, 40));
            int old32 = BigEndian.i32(b, at);
            int new32 = random.nextInt();
            BigEndian.put32(b, at, new32);
            assertThat(Checksum.update32(between, old32, new32)).isEqualTo(Checksum.of(b, 0, 40));
        }
    }

    @Test
    void ttlDecrementsOfTheBulkVectors() {
        JsonNode cases = Vectors.json("net/ip_checksum.json").required("ttl_decrement");
        assertThat(cases.size()).isEqualTo(40);
        for (JsonNode one : cases) {
            byte[] header = Vectors.hex(one, "header");
            assertThat(Ipv4Header.checksum(header, 0)).isEqualTo(BigEndian.u16(Vectors.hex(one, "checksum"), 0));
            assertThat(Checksum.fold(Checksum.sum(header, 0, 20))).isEqualTo(0xffff);
            Ipv4Header.decrementTtl(header, 0);
            assertThat(header).isEqualTo(Vectors.hex(one, "after_ttl_decrement"));
        }
    }

    @Test
    void viewsAndChecksumsAllocateNothing() {
        byte[] b = new byte[100];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int i = 0; i < 1000; i++) {
                Ipv4Header.write(b, 0, 100, i, 64, IpProtocol.UDP, i, -i);
                UdpHeader.write(b, 20, 500, 4500, 80, i, -i);
                Ipv4Header.decrementTtl(b, 0);
                Ipv4Header.replaceSource(b, 0, i + 1);
                UdpHeader.addressReplaced(b, 20, i, i + 1);
                if (!Ipv4Header.isSound(b, 0, 100) || !UdpHeader.isSound(b, 20, 80, i + 1, -i)) {
                    throw new AssertionError("unsound at " + i);
                }
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        assertThat(least).isZero();
    }
}
