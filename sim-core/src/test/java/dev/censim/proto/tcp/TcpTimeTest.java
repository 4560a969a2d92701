package dev.censim.proto.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import dev.censim.proto.tcp.TcpConnection.State;
import dev.censim.proto.tcp.TcpOutput.Cause;
import dev.censim.proto.tcp.TcpOutput.Closed;
import dev.censim.wire.TcpHeader;
import org.junit.jupiter.api.Test;

class TcpTimeTest {

    @Test
    void anUnansweredSynIsRepeatedWithDoublingAndGivenUp() {
        Wire wire = Wire.open(1, Wire.CONFIG_A, Wire.CONFIG_B);
        wire.cut = packet -> true;
        wire.run(180 * Wire.SECOND - 1);
        assertThat(wire.log)
                .containsExactly(
                        "0 > SYN 0",
                        "1000 > SYN 0",
                        "3000 > SYN 0",
                        "7000 > SYN 0",
                        "15000 > SYN 0",
                        "31000 > SYN 0",
                        "63000 > SYN 0",
                        "123000 > SYN 0");
        assertThat(wire.a.events).isEmpty();
        wire.run(180 * Wire.SECOND);
        assertThat(wire.a.events).containsExactly(new Closed(Cause.TIMED_OUT));
        assertThat(wire.a.tcp().deadline()).isEqualTo(TcpConnection.NEVER);
    }

    @Test
    void unacknowledgedDataIsRepeatedWithDoublingAndGivenUpAfterTheUserTimeout() {
        Wire wire = Wire.established(2);
        wire.log.clear();
        wire.cut = packet -> true;
        wire.send(wire.a, new byte[19]);
        wire.run(101 * Wire.SECOND - 1);
        assertThat(wire.log)
                .containsExactly(
                        "1000 > ACK 19",
                        "2000 > ACK 19",
                        "4000 > ACK 19",
                        "8000 > ACK 19",
                        "16000 > ACK 19",
                        "32000 > ACK 19",
                        "64000 > ACK 19");
        assertThat(wire.a.state()).isEqualTo(State.ESTABLISHED);
        wire.run(101 * Wire.SECOND);
        assertThat(wire.a.events).last().isEqualTo(new Closed(Cause.TIMED_OUT));
    }

    @Test
    void aSilentConnectionLivesForEverAndAsksForNothing() {
        Wire wire = Wire.established(3);
        assertThat(wire.a.tcp().deadline()).isEqualTo(TcpConnection.NEVER);
        assertThat(wire.b.tcp().deadline()).isEqualTo(TcpConnection.NEVER);
    }

    @Test
    void anOutageShorterThanTheUserTimeoutIsSurvived() {
        Wire wire = Wire.established(4);
        wire.cut = packet -> true;
        wire.send(wire.a, Wire.text(100_000, 4));
        wire.run(40 * Wire.SECOND);
        wire.cut = packet -> false;
        wire.run(70 * Wire.SECOND);
        assertThat(wire.b.stream.toByteArray()).isEqualTo(Wire.text(100_000, 4));
    }

    @Test
    void oneLostSegmentIsRepairedWithoutWaitingForTheTimer() {
        Wire wire = Wire.established(5);
        int[] segments = {0};
        wire.cut = packet -> packet.length > 1000 && ++segments[0] == 8;
        wire.send(wire.a, Wire.text(100_000, 5));
        wire.run(wire.now + 900 * Wire.MILLIS);
        assertThat(wire.b.stream.toByteArray()).isEqualTo(Wire.text(100_000, 5));
    }

    @Test
    void aClosedWindowIsProbedUntilItOpens() {
        Wire wire = new Wire(6);
        wire.b.connection = TcpConnection.listening(Wire.CONFIG_B, SeededEntropy.fixed(5000));
        wire.put(TcpLifeTest.segment(TcpHeader.SYN, 1000, 0, 0, 0), true);
        wire.run(20 * Wire.MILLIS);
        wire.put(TcpLifeTest.segment(TcpHeader.ACK, 1001, 5001, 0, 0), true);
        wire.run(Wire.SECOND);
        wire.log.clear();
        wire.send(wire.b, new byte[10]);
        wire.run(1500 * Wire.MILLIS);
        assertThat(wire.log).isEmpty();
        wire.run(5 * Wire.SECOND);
        assertThat(wire.log).containsExactly("2000 < ACK 1", "4000 < ACK 1");
        for (int minute = 1; minute < 10; minute++) {
            wire.put(TcpLifeTest.segment(TcpHeader.ACK, 1001, 5001, 0, 0), true);
            wire.run(minute * 60 * Wire.SECOND);
        }
        assertThat(wire.b.state()).isEqualTo(State.ESTABLISHED);
        wire.log.clear();
        wire.put(TcpLifeTest.segment(TcpHeader.ACK, 1001, 5001, 1000, 0), true);
        wire.run(wire.now + 20 * Wire.MILLIS);
        assertThat(wire.log).last().asString().endsWith("< ACK 10");
    }

    @Test
    void segmentsShrinkWhenThePathTakesNoLargerOnes() {
        Wire wire = Wire.established(7);
        wire.cut = packet -> packet.length > 1000;
        wire.send(wire.a, Wire.text(50_000, 7));
        wire.run(wire.now + 100 * Wire.MILLIS);
        wire.a.tcp().packetTooBig(wire.now, 1000, wire.a.out);
        wire.run(wire.now + 5 * Wire.SECOND);
        assertThat(wire.b.stream.toByteArray()).isEqualTo(Wire.text(50_000, 7));
    }

    @Test
    void aCopyTakenMidTransferGoesOnEquallyAndAlone() {
        Wire wire = Wire.open(8, Wire.CONFIG_A, Wire.CONFIG_B);
        wire.lossPercent = 10;
        wire.jitter = 30 * Wire.MILLIS;
        wire.send(wire.a, Wire.text(300_000, 8));
        wire.send(wire.b, Wire.text(50_000, 9));
        wire.run(2 * Wire.SECOND);
        assertThat(wire.b.stream.size()).isBetween(1, 299_999);
        Wire copy = wire.copy();
        Wire twin = wire.copy();

        copy.a.tcp().abort(copy.now, copy.a.out);
        copy.run(300 * Wire.SECOND);
        twin.run(300 * Wire.SECOND);
        wire.run(300 * Wire.SECOND);

        assertThat(wire.b.stream.toByteArray()).isEqualTo(Wire.text(300_000, 8));
        assertThat(twin.log).isEqualTo(wire.log);
        assertThat(twin.b.stream.toByteArray()).isEqualTo(wire.b.stream.toByteArray());
        assertThat(copy.a.state()).isEqualTo(State.CLOSED);
    }
}
