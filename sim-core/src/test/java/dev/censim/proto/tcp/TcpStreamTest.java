package dev.censim.proto.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.proto.tcp.TcpConnection.State;
import dev.censim.proto.tcp.TcpOutput.Cause;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TcpStreamTest {

    private static final long HOUR = 3600 * Wire.SECOND;

    /** Loss of 0 to 20 %, duplicates, and jitter larger than the spacing of segments; streams in both directions at once. */
    private static Wire badWire(int seed) {
        Wire wire = Wire.open(
                seed,
                Wire.CONFIG_A
                        .withUserTimeout(10 * HOUR)
                        .withConnectTimeout(10 * HOUR)
                        .withTimeWait(HOUR / 2),
                Wire.CONFIG_B
                        .withUserTimeout(10 * HOUR)
                        .withConnectTimeout(10 * HOUR)
                        .withTimeWait(HOUR / 2));
        wire.lossPercent = seed % 21;
        wire.duplicatePercent = seed % 7;
        wire.jitter = seed % 3 * 20 * Wire.MILLIS;
        return wire;
    }

    @Test
    void streamsArriveWholeAndInOrderOverABadWire() {
        IntStream.range(0, 200).forEach(seed -> {
            Wire wire = badWire(seed);
            byte[] there = Wire.text((int) wire.random.below(300_000), seed);
            byte[] back = Wire.text((int) wire.random.below(100_000), -seed);
            wire.send(wire.a, there);
            wire.send(wire.b, back);
            wire.run(HOUR);
            wire.a.tcp().close(wire.now, wire.a.out);
            wire.b.tcp().close(wire.now, wire.b.out);
            wire.run(2 * HOUR);

            assertThat(wire.b.stream.toByteArray()).as("seed %d, there", seed).isEqualTo(there);
            assertThat(wire.a.stream.toByteArray()).as("seed %d, back", seed).isEqualTo(back);
            assertThat(wire.a.events)
                    .as("seed %d", seed)
                    .containsExactly(
                            new TcpOutput.Connected(), new TcpOutput.PeerClosed(), new TcpOutput.Closed(Cause.CLOSED));
            assertThat(wire.b.state()).as("seed %d", seed).isEqualTo(State.CLOSED);
        });
    }

    @Test
    void aCleanWireNeverSeesAnOctetTwice() {
        Wire wire = Wire.established(7);
        wire.send(wire.a, Wire.text(300_000, 7));
        wire.run(10 * Wire.SECOND);

        long full =
                wire.log.stream().filter(line -> line.endsWith("> ACK 1360")).count();
        assertThat(full).isEqualTo(300_000 / 1360);
        assertThat(wire.now).isEqualTo(10 * Wire.SECOND);
        assertThat(wire.b.stream.size()).isEqualTo(300_000);
    }
}
