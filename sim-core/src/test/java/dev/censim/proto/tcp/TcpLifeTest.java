package dev.censim.proto.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.tcp.TcpConnection.State;
import dev.censim.proto.tcp.TcpOutput.Cause;
import dev.censim.proto.tcp.TcpOutput.Closed;
import dev.censim.proto.tcp.TcpOutput.Connected;
import dev.censim.proto.tcp.TcpOutput.PeerClosed;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TcpLifeTest {

    @Test
    void threeSegmentsOpenAndFourCloseAConnection() {
        Wire wire = Wire.established(1);
        wire.send(wire.a, Wire.text(100, 1));
        wire.run(2 * Wire.SECOND);
        wire.a.tcp().close(wire.now, wire.a.out);
        wire.run(3 * Wire.SECOND);
        wire.b.tcp().close(wire.now, wire.b.out);
        wire.run(10 * Wire.SECOND);

        assertThat(wire.log)
                .containsExactly(
                        "0 > SYN 0",
                        "10 < SYN ACK 0",
                        "20 > ACK 0",
                        "1000 > ACK 100",
                        "1010 < ACK 0",
                        "2000 > FIN ACK 0",
                        "2010 < ACK 0",
                        "3000 < FIN ACK 0",
                        "3010 > ACK 0");
        assertThat(wire.a.events).containsExactly(new Connected(), new PeerClosed(), new Closed(Cause.CLOSED));
        assertThat(wire.b.events).containsExactly(new Connected(), new PeerClosed(), new Closed(Cause.CLOSED));
    }

    @Test
    void sequenceNumbersWrapWithoutNotice() {
        for (long initial : List.of(0xffff_fff0L, 0xffff_ffffL, 0x7fff_fff0L, 0x8000_0000L)) {
            Wire wire = new Wire(initial);
            wire.b.connection = TcpConnection.listening(Wire.CONFIG_B, SeededEntropy.fixed(initial));
            wire.a.connection = TcpConnection.connecting(Wire.CONFIG_A, SeededEntropy.fixed(initial), 0, wire.a.out);
            wire.lossPercent = 5;
            wire.jitter = 20 * Wire.MILLIS;
            byte[] text = Wire.text(200_000, initial);
            wire.send(wire.a, text);
            wire.run(600 * Wire.SECOND);
            assertThat(wire.b.stream.toByteArray()).isEqualTo(text);
        }
    }

    @Test
    void aListenerLearnsTheRemotePortAndServesNobodyElse() {
        Wire wire = Wire.established(2);
        assertThat(wire.b.tcp().remotePort()).isEqualTo(50_000);
        TcpConfig other = TcpConfig.of(Wire.CONFIG_A.local(), 50_001, Wire.CONFIG_A.remote(), 179, 1360, 255);
        Wire stranger = new Wire(3);
        stranger.a.connection = TcpConnection.connecting(other, new SeededEntropy(3), 0, stranger.a.out);
        byte[] syn = ((TcpOutput.Send) Objects.requireNonNull(stranger.a.out.poll())).packet();

        assertThat(wire.b.tcp().matches(syn, 0, syn.length)).isFalse();
        wire.put(syn, true);
        wire.run(2 * Wire.SECOND);
        assertThat(wire.log).last().isEqualTo("1000 > SYN 0");
    }

    @Test
    void bothEndsCallAtOnce() {
        Wire wire = new Wire(4);
        TcpConfig back = TcpConfig.of(Wire.CONFIG_A.remote(), 179, Wire.CONFIG_A.local(), 50_000, 1360, 255);
        wire.a.connection = TcpConnection.connecting(Wire.CONFIG_A, new SeededEntropy(5), 0, wire.a.out);
        wire.b.connection = TcpConnection.connecting(back, new SeededEntropy(6), 0, wire.b.out);
        wire.run(Wire.SECOND / 2);
        assertThat(wire.a.events).containsExactly(new Connected());
        assertThat(wire.b.events).containsExactly(new Connected());
        wire.send(wire.b, Wire.text(5000, 4));
        wire.run(Wire.SECOND);
        assertThat(wire.a.stream.toByteArray()).isEqualTo(Wire.text(5000, 4));
    }

    @Test
    void bothEndsCloseAtOnce() {
        Wire wire = Wire.established(5);
        wire.a.tcp().close(wire.now, wire.a.out);
        wire.b.tcp().close(wire.now, wire.b.out);
        wire.run(wire.now + 15 * Wire.MILLIS);
        assertThat(wire.a.state()).isEqualTo(State.CLOSING);
        wire.run(wire.now + 15 * Wire.MILLIS);
        assertThat(wire.a.state()).isEqualTo(State.TIME_WAIT);
        wire.run(10 * Wire.SECOND);
        assertThat(wire.a.events).last().isEqualTo(new Closed(Cause.CLOSED));
        assertThat(wire.b.events).last().isEqualTo(new Closed(Cause.CLOSED));
        assertThat(wire.a.tcp().deadline()).isEqualTo(TcpConnection.NEVER);
    }

    @Test
    void anAbortResetsThePeer() {
        Wire wire = Wire.established(6);
        wire.a.tcp().abort(wire.now, wire.a.out);
        wire.run(2 * Wire.SECOND);
        assertThat(wire.a.events).last().isEqualTo(new Closed(Cause.ABORTED));
        assertThat(wire.b.events).last().isEqualTo(new Closed(Cause.RESET));
    }

    @Test
    void aSynToNowhereIsRefused() {
        Wire wire = new Wire(7);
        wire.a.connection = TcpConnection.connecting(Wire.CONFIG_A, new SeededEntropy(7), 0, wire.a.out);
        byte[] syn = ((TcpOutput.Send) Objects.requireNonNull(wire.a.out.poll())).packet();
        byte[] rst = TcpConnection.reset(syn, 0, syn.length).orElseThrow();
        wire.put(rst, false);
        wire.run(Wire.SECOND / 2);
        assertThat(wire.a.events).containsExactly(new Closed(Cause.REFUSED));
        assertThat(TcpConnection.reset(rst, 0, rst.length)).isEmpty();
    }

    @Test
    void aPeerThatRebootedAndCallsAgainFindsAndClearsTheHalfOpenConnection() {
        Wire wire = Wire.established(8);
        wire.log.clear();
        wire.a.connection = TcpConnection.connecting(Wire.CONFIG_A, new SeededEntropy(88), wire.now, wire.a.out);
        wire.run(wire.now + Wire.SECOND / 2);
        assertThat(wire.log).containsExactly("1000 > SYN 0", "1010 < ACK 0", "1020 > RST 0");
        assertThat(wire.b.events).last().isEqualTo(new Closed(Cause.RESET));

        wire.b.connection = TcpConnection.listening(Wire.CONFIG_B, new SeededEntropy(89));
        wire.run(wire.now + 2 * Wire.SECOND);
        assertThat(wire.a.state()).isEqualTo(State.ESTABLISHED);
        assertThat(wire.b.state()).isEqualTo(State.ESTABLISHED);
    }

    @Test
    void dataForAPeerThatRebootedAndIsSilentResetsTheHalfOpenConnection() {
        Wire wire = Wire.established(9);
        List<byte[]> sent = new ArrayList<>();
        wire.cut = sent::add;
        wire.send(wire.b, Wire.text(10, 9));
        wire.run(wire.now + Wire.MILLIS);
        wire.cut = packet -> false;
        wire.put(TcpConnection.reset(sent.get(0), 0, sent.get(0).length).orElseThrow(), true);
        wire.run(wire.now + 20 * Wire.MILLIS);
        assertThat(wire.b.events).last().isEqualTo(new Closed(Cause.RESET));
    }

    @Test
    void aResetThatOnlyHitsTheWindowIsChallenged() {
        Wire wire = new Wire(10);
        wire.b.connection = TcpConnection.listening(Wire.CONFIG_B, SeededEntropy.fixed(5000));
        wire.a.connection = TcpConnection.connecting(Wire.CONFIG_A, SeededEntropy.fixed(1000), 0, wire.a.out);
        wire.run(Wire.SECOND);
        wire.put(segment(TcpHeader.RST, 1002, 0, 0, 0), true);
        wire.run(2 * Wire.SECOND);
        assertThat(wire.log).endsWith("1000 > RST 0", "1010 < ACK 0");
        assertThat(wire.b.state()).isEqualTo(State.ESTABLISHED);
        wire.put(segment(TcpHeader.RST, 1001, 0, 0, 0), true);
        wire.run(3 * Wire.SECOND);
        assertThat(wire.b.events).last().isEqualTo(new Closed(Cause.RESET));
    }

    @Test
    void twoEndsThatDisagreeAboutTheNumbersDoNotAcknowledgeWithoutEnd() {
        Wire wire = Wire.established(11);
        Wire other = Wire.established(12);
        wire.b.connection = other.b.tcp().copy();
        wire.send(wire.a, Wire.text(10, 11));
        wire.log.clear();
        wire.run(11 * Wire.SECOND);
        assertThat(wire.log).hasSizeLessThan(60);
    }

    @Test
    void moreThanTheSendBufferHoldsAbortsInsteadOfLosingOctets() {
        Wire wire = Wire.open(13, Wire.CONFIG_A.withSendBuffer(1000), Wire.CONFIG_B);
        wire.send(wire.a, new byte[1000]);
        assertThat(wire.a.tcp().sendSpace()).isZero();
        wire.send(wire.a, new byte[1]);
        wire.run(Wire.SECOND);
        assertThat(wire.a.events).last().isEqualTo(new Closed(Cause.SEND_BUFFER_FULL));
    }

    @Test
    void aHandshakeThatIsResetLeavesTheListenerListening() {
        TcpConnection listener = TcpConnection.listening(Wire.CONFIG_B, SeededEntropy.fixed(5000));
        Wire wire = new Wire(14);
        wire.b.connection = listener;
        wire.put(segment(TcpHeader.SYN, 1000, 0, 0xffff, 0), true);
        wire.run(20 * Wire.MILLIS);
        assertThat(listener.state()).isEqualTo(State.SYN_RECEIVED);
        wire.put(segment(TcpHeader.RST, 1001, 0, 0, 0), true);
        wire.run(40 * Wire.MILLIS);
        assertThat(listener.state()).isEqualTo(State.LISTEN);
        assertThat(wire.b.events).isEmpty();
    }

    /** From A's address and port to B's. */
    static byte[] segment(int flags, int sequence, int acknowledgment, int window, int text) {
        byte[] packet = new byte[40 + text];
        int from = Ipv4.of("169.254.10.1").bits();
        int to = Ipv4.of("169.254.10.2").bits();
        Ipv4Header.write(packet, 0, packet.length, 1, 255, 6, from, to);
        TcpHeader.write(packet, 20, 50_000, 179, sequence, acknowledgment, flags, window);
        TcpHeader.seal(packet, 20, 20 + text, from, to);
        return packet;
    }
}
