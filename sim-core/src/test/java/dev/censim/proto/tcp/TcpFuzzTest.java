package dev.censim.proto.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.proto.tcp.TcpConnection.State;
import dev.censim.wire.BigEndian;
import dev.censim.wire.Checksum;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TcpFuzzTest {

    @Test
    void noSegmentWhateverItsFieldsThrowsOrMakesAnUnsoundAnswer() {
        Set<State> seen = EnumSet.noneOf(State.class);
        for (int seed = 0; seed < 3000; seed++) {
            Wire wire = Wire.open(seed, Wire.CONFIG_A, Wire.CONFIG_B);
            List<byte[]> sent = new ArrayList<>();
            wire.cut = packet -> {
                assertThat(Segment.parse(packet, 0, packet.length)).isPresent();
                sent.add(packet);
                return false;
            };
            wire.jitter = 100 * Wire.MILLIS;
            for (int step = 0; step < 30; step++) {
                wire.run(wire.now + wire.random.below(200) * Wire.MILLIS);
                act(wire);
                byte[] forged = mutate(wire, sent.get((int) wire.random.below(sent.size())));
                Wire.End end = wire.random.below(2) == 0 ? wire.a : wire.b;
                end.tcp().received(wire.now, forged, 0, forged.length, end.out);
                TcpConnection.reset(forged, 0, forged.length);
                seen.add(end.state());
            }
            wire.run(wire.now + 1000 * Wire.SECOND);
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(State.class));
    }

    private static void act(Wire wire) {
        Wire.End end = wire.random.below(2) == 0 ? wire.a : wire.b;
        switch ((int) wire.random.below(10)) {
            case 0 -> end.tcp().close(wire.now, end.out);
            case 1, 2, 3 -> wire.send(end, Wire.text((int) wire.random.below(10_000), 1));
            case 4 -> end.tcp().packetTooBig(wire.now, (int) wire.random.below(1500), end.out);
            default -> {}
        }
    }

    /** Changes a field, or any octets; three times of four the checksums are made right again. */
    private static byte[] mutate(Wire wire, byte[] original) {
        byte[] p = original.clone();
        int near = (int) wire.random.below(7) - 3 << (int) wire.random.below(17);
        switch ((int) wire.random.below(5)) {
            case 0 -> BigEndian.put32(p, 20 + TcpHeader.SEQUENCE, TcpHeader.sequence(p, 20) + near);
            case 1 -> BigEndian.put32(p, 20 + TcpHeader.ACKNOWLEDGMENT, TcpHeader.acknowledgment(p, 20) + near);
            case 2 -> p[20 + TcpHeader.FLAGS] = (byte) wire.random.nextLong();
            case 3 -> BigEndian.put16(p, 20 + TcpHeader.WINDOW, (int) wire.random.below(3) * 700);
            default -> p[(int) wire.random.below(p.length)] = (byte) wire.random.nextLong();
        }
        if (wire.random.below(4) > 0) {
            BigEndian.put16(p, Ipv4Header.CHECKSUM, 0);
            BigEndian.put16(p, Ipv4Header.CHECKSUM, Checksum.of(p, 0, 20));
            TcpHeader.seal(p, 20, p.length - 20, Ipv4Header.source(p, 0), Ipv4Header.destination(p, 0));
        }
        return p;
    }
}
