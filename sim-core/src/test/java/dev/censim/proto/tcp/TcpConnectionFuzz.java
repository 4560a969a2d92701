package dev.censim.proto.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.wire.BigEndian;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Segments from anybody make no connection throw, and what it answers is sound. */
class TcpConnectionFuzz {

    /** A connection's two ends at some time of its life, and the last packet that each of them sent. */
    private record Scene(Wire wire, byte[] fromA, byte[] fromB) {

        static Scene of(Wire wire, long until) {
            byte[][] last = {new byte[40], new byte[40]};
            wire.cut = packet -> {
                last[TcpHeader.sourcePort(packet, 20) == 179 ? 1 : 0] = packet;
                return false;
            };
            wire.run(wire.now + until);
            return new Scene(wire, last[0], last[1]);
        }
    }

    private static final List<Scene> SCENES = scenes();

    private static List<Scene> scenes() {
        Wire busy = Wire.established(3);
        busy.send(busy.a, Wire.text(5000, 1));
        busy.send(busy.b, Wire.text(5000, 2));
        Wire closing = Wire.established(4);
        closing.a.tcp().close(closing.now, closing.a.out);
        return List.of(
                Scene.of(Wire.open(1, Wire.CONFIG_A, Wire.CONFIG_B), 5 * Wire.MILLIS),
                Scene.of(Wire.open(2, Wire.CONFIG_A, Wire.CONFIG_B), 15 * Wire.MILLIS),
                Scene.of(busy, 15 * Wire.MILLIS),
                Scene.of(closing, 25 * Wire.MILLIS));
    }

    /** The first octet chooses the scene, who receives, and whether the packet is made one of this connection; the rest is packets. */
    @FuzzTest(maxDuration = "10s")
    void packets(byte[] octets) {
        if (octets.length == 0) {
            return;
        }
        Scene scene = SCENES.get(octets[0] & 3);
        boolean toB = (octets[0] & 4) != 0;
        boolean isForged = (octets[0] & 8) != 0;
        Wire wire = scene.wire.copy();
        wire.cut = sent -> {
            assertThat(Segment.parse(sent, 0, sent.length)).isPresent();
            return false;
        };
        Wire.End end = toB ? wire.b : wire.a;
        int piece = isForged ? 64 : octets.length;
        for (int at = 1; at < octets.length; at += piece) {
            byte[] packet = Arrays.copyOfRange(octets, at, Math.min(octets.length, at + piece));
            if (isForged && packet.length >= Ipv4Header.LENGTH + TcpHeader.LENGTH) {
                forge(packet, toB, toB ? scene.fromA : scene.fromB, toB ? scene.fromB : scene.fromA);
            }
            end.tcp().received(wire.now, packet, 0, packet.length, end.out);
            Optional<byte[]> reset = TcpConnection.reset(packet, 0, packet.length);
            reset.ifPresent(
                    sent -> assertThat(Segment.parse(sent, 0, sent.length)).isPresent());
        }
        wire.run(wire.now + 300 * Wire.MILLIS);
    }

    /** Puts a sound IPv4 header, the connection's ports and the right checksum around numbers near those in use. */
    private static void forge(byte[] packet, boolean fromA, byte[] like, byte[] other) {
        int a = Wire.CONFIG_A.local().bits();
        int b = Wire.CONFIG_B.local().bits();
        int source = fromA ? a : b;
        int destination = fromA ? b : a;
        Ipv4Header.write(packet, 0, packet.length, 7, 255, IpProtocol.TCP, source, destination);
        BigEndian.put16(packet, 20, fromA ? 50_000 : 179);
        BigEndian.put16(packet, 22, fromA ? 179 : 50_000);
        int sequence = (short) BigEndian.u16(packet, 20 + TcpHeader.SEQUENCE);
        int acknowledgment = (short) BigEndian.u16(packet, 20 + TcpHeader.ACKNOWLEDGMENT);
        BigEndian.put32(packet, 20 + TcpHeader.SEQUENCE, sequence + TcpHeader.sequence(like, 20));
        BigEndian.put32(packet, 20 + TcpHeader.ACKNOWLEDGMENT, acknowledgment + TcpHeader.sequence(other, 20));
        TcpHeader.seal(packet, 20, packet.length - 20, source, destination);
    }
}
