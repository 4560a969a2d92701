package dev.censim.wire.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.wire.Malformed;
import java.util.Arrays;

/** Any datagram is a packet or refused as {@link Malformed}; what is read is written as it came. */
class BfdPacketFuzz {

    @FuzzTest(maxDuration = "10s")
    void packet(byte[] octets) throws Malformed {
        BfdPacket packet;
        try {
            packet = BfdPacket.decode(octets, 0, octets.length);
        } catch (Malformed refused) {
            assertThat(refused.offset()).isBetween(0, octets.length);
            return;
        }
        byte[] again = packet.encode();
        assertThat(BfdPacket.decode(again, 0, again.length)).isEqualTo(packet);
        byte[] came = Arrays.copyOf(octets, BfdPacket.LENGTH);
        came[3] = BfdPacket.LENGTH; // what came after the packet's own fields is not written again
        assertThat(again).isEqualTo(came);
    }
}
