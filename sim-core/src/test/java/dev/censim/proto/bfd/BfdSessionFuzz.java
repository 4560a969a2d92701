package dev.censim.proto.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.bfd.BfdPacket;
import dev.censim.wire.bgp.Dice;
import java.util.Arrays;

/** A peer that sends anything at any time gets packets that can be read, never faster than the session may send. */
class BfdSessionFuzz {

    private static final int STEP = 32;

    /** Each 32 octets are a time to wait and a packet, whose version, length and discriminator are made right if the first bit says so. */
    @FuzzTest(maxDuration = "10s")
    void peer(byte[] octets) throws Malformed {
        BfdSession session = new BfdSession(BfdSessionConfig.of(200_000, 200_000, 3), new Dice(1));
        Outbox<BfdOutput> out = new Outbox<>();
        session.start(0, out);
        long now = 0;
        long answers = 0;
        for (int at = 0; at + STEP <= octets.length; at += STEP) {
            byte[] packet = Arrays.copyOfRange(octets, at + 8, at + STEP);
            if (octets[at] < 0) {
                repair(packet, session.localDiscriminator());
            }
            long until = now + (octets[at + 1] & 0xff) * 10_000_000L;
            while (session.deadline() <= until) {
                assertThat(session.deadline()).isGreaterThanOrEqualTo(now);
                now = session.deadline();
                session.expire(now, out);
            }
            now = until;
            session.received(now, packet, 0, packet.length, out);
            answers += 2;
            BfdSession copy = session.copy();
            assertThat(copy.deadline()).isEqualTo(session.deadline());
        }
        long sent = 0;
        for (BfdOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof BfdOutput.Send send) {
                BfdPacket.decode(send.packet(), 0, send.packet().length);
                sent++;
            }
        }
        assertThat(sent).isLessThanOrEqualTo(3 + 2 * answers + now / 150_000_000);
    }

    private static void repair(byte[] packet, int discriminator) {
        packet[0] = (byte) (0x20 | packet[0] & 0x1f);
        packet[1] &= (byte) 0xfa;
        packet[3] = BfdPacket.LENGTH;
        packet[8] = (byte) (discriminator >> 24);
        packet[9] = (byte) (discriminator >> 16);
        packet[10] = (byte) (discriminator >> 8);
        packet[11] = (byte) discriminator;
    }
}
