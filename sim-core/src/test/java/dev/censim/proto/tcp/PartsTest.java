package dev.censim.proto.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PartsTest {

    private static final long MILLIS = 1_000_000L;

    @Test
    void sequenceNumbersCompareAroundTheWrap() {
        assertThat(Sequence.isBefore(0xffff_fff0, 0x10)).isTrue();
        assertThat(Sequence.isAfter(0x10, 0xffff_fff0)).isTrue();
        assertThat(Sequence.isBefore(7, 7)).isFalse();
        assertThat(Sequence.isWithin(3, 0xffff_fffe, 6)).isTrue();
        assertThat(Sequence.isWithin(4, 0xffff_fffe, 6)).isFalse();
    }

    @Test
    void theSendBufferIsAQueueOfNumberedOctets() {
        SeededEntropy random = new SeededEntropy(1);
        byte[] stream = random.bytes(200_000);
        int first = 0xffff_f000;
        SendBuffer buffer = new SendBuffer(5000, first);
        int appended = 0;
        int acknowledged = 0;
        while (acknowledged < stream.length) {
            int more = (int) random.below(Math.min(buffer.space(), stream.length - appended) + 1);
            buffer.append(stream, appended, more);
            appended += more;
            int from = acknowledged + (int) random.below(appended - acknowledged + 1);
            byte[] read = new byte[appended - from];
            buffer.copyTo(read, 0, first + from, read.length);
            assertThat(read).isEqualTo(Arrays.copyOfRange(stream, from, appended));
            acknowledged = from;
            buffer.acknowledge(first + acknowledged);
            assertThat(buffer.end()).isEqualTo(first + appended);
        }
    }

    @Test
    void piecesInAnyOrderWithAnyOverlapBecomeTheStream() {
        for (int seed = 0; seed < 300; seed++) {
            SeededEntropy random = new SeededEntropy(seed);
            byte[] stream = random.bytes(2000);
            int first = (int) random.nextLong() | 0xffff_f000;
            ReassemblyQueue queue = new ReassemblyQueue();
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            while (whole.size() < stream.length) {
                int from = whole.size() + (int) random.below(stream.length - whole.size());
                int length = (int) random.below(Math.min(300, stream.length - from) + 1);
                queue.offer(first + from, stream, from, length);
                queue = queue.copy();
                whole.writeBytes(queue.take(first + whole.size(), first + stream.length));
            }
            assertThat(whole.toByteArray()).as("seed %d", seed).isEqualTo(stream);
        }
    }

    /** RFC 6298 section 2, by hand: R = 400 ms, then 800 ms. */
    @Test
    void theTimeoutFollowsTheMeasuredRoundTrips() {
        RetransmissionTimer timer = new RetransmissionTimer();
        assertThat(timer.timeout()).isEqualTo(1000 * MILLIS);
        timer.measure(400 * MILLIS);
        assertThat(timer.timeout()).isEqualTo(1200 * MILLIS);
        timer.measure(800 * MILLIS);
        assertThat(timer.timeout()).isEqualTo(450 * MILLIS + 4 * 250 * MILLIS);
        timer.measure(MILLIS);
        for (int i = 0; i < 100; i++) {
            timer.measure(MILLIS);
        }
        assertThat(timer.timeout()).isEqualTo(RetransmissionTimer.SMALLEST);
    }

    @Test
    void theTimeoutDoublesUpToAMinute() {
        RetransmissionTimer timer = new RetransmissionTimer();
        timer.start(0);
        long now = 0;
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(timer.deadline() - now).isEqualTo(seconds * 1000 * MILLIS);
            now = timer.deadline();
            timer.backOff(now);
        }
    }

    @Test
    void aSegmentThatWasSentTwiceIsNotMeasured() {
        RetransmissionTimer timer = new RetransmissionTimer();
        timer.start(0);
        timer.time(0, 100);
        timer.backOff(1000 * MILLIS);
        timer.acknowledged(1100 * MILLIS, 100);
        assertThat(timer.timeout()).isEqualTo(2000 * MILLIS);
    }

    /** RFC 5681 sections 3.1 and 3.2, in segments of 1000 octets. */
    @Test
    void theWindowGrowsBySegmentsThenByRoundsAndHalvesOnALoss() {
        Congestion congestion = new Congestion(0);
        congestion.start(1000, false);
        assertThat(congestion.window()).isEqualTo(4000);
        congestion.acknowledged(2000, 2000);
        assertThat(congestion.window()).isEqualTo(5000);

        assertThat(congestion.duplicate(2000, 5000, 7000)).isFalse();
        assertThat(congestion.duplicate(2000, 5000, 7000)).isFalse();
        assertThat(congestion.duplicate(2000, 5000, 7000)).isTrue();
        assertThat(congestion.threshold()).isEqualTo(2500);
        assertThat(congestion.acknowledged(4000, 2000)).isTrue();
        assertThat(congestion.acknowledged(7000, 3000)).isFalse();
        assertThat(congestion.window()).isEqualTo(2500);
        congestion.acknowledged(9500, 2500);
        assertThat(congestion.window()).isEqualTo(3500);
        congestion.timedOut(3000, 9500, true);
        assertThat(congestion.window()).isEqualTo(1000);
        assertThat(congestion.threshold()).isEqualTo(2000);
    }
}
