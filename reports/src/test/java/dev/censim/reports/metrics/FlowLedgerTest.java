package dev.censim.reports.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.traffic.Flow;
import dev.censim.reports.Hub;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One packet a second from 0 s on, 10 ms of latency, a run of 100 s. */
class FlowLedgerTest {

    private static final long LATENCY = 10 * Time.MILLISECOND;
    private static final long END = 100 * Time.SECOND;

    private final List<Fact> facts = new ArrayList<>();
    private final Hub hub = new Hub(1, 1).flow("app", Flow.Kind.UDP, 0, 50);

    @Test
    void whatArrivesIsReceived() {
        sent(0, 10);
        received(IntStream.range(0, 10).toArray());

        FlowRecord flow = record();

        assertThat(flow.sent()).isEqualTo(10);
        assertThat(flow.received()).isEqualTo(10);
        assertThat(flow.lost()).isZero();
        assertThat(flow.outages()).isEmpty();
        assertThat(flow.latency()).isEqualTo(new Latency(LATENCY, LATENCY, LATENCY));
    }

    @Test
    void twoLostInARowAreLossAndThreeAreAnOutage() {
        sent(0, 20);
        received(0, 1, 4, 5, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);

        assertThat(record().outages()).containsExactly(new Outage(seconds(6), seconds(9), false));
        assertThat(record().lost()).isEqualTo(5);
    }

    @Test
    void anOutageThatNothingEndsIsOpenUntilTheFlowStops() {
        sent(0, 40);
        received(IntStream.range(0, 30).toArray());

        assertThat(record().outages()).containsExactly(new Outage(seconds(30), seconds(50), true));
    }

    @Test
    void aFlowOfWhichNothingArrivesIsOutFromItsFirstPacket() {
        sent(0, 40);

        FlowRecord flow = record();

        assertThat(flow.outages()).containsExactly(new Outage(0, seconds(50), true));
        assertThat(flow.latency()).isEqualTo(Latency.NONE);
        assertThat(flow.lostByReason()).containsExactly(entry("unknown", 40));
    }

    @Test
    void lossIsCountedByItsFirstReasonAndInTheOrderOfReasons() {
        sent(0, 6);
        received(0);
        dropped(1, DropCause.NO_ROUTE);
        dropped(2, DropCause.PATH_LOSS);
        dropped(3, DropCause.PATH_LOSS);
        dropped(3, DropCause.NO_ROUTE);
        dropped(0, DropCause.ESP_REPLAYED);

        assertThat(record().lostByReason())
                .containsExactly(entry("path loss", 2), entry("no route", 1), entry("unknown", 2));
    }

    @Test
    void packetsThatTheEndOvertookAreInFlight() {
        facts.add(new FlowSent(
                END,
                0,
                0,
                0,
                LongStream.range(90, 100).map(FlowLedgerTest::seconds).toArray()));
        receivedSentFrom(90, 0, 1, 2, 3, 4, 5, 6);
        dropped(8, DropCause.PATH_LOSS);

        FlowRecord flow = record();

        assertThat(flow.received()).isEqualTo(7);
        assertThat(flow.inFlight())
                .as("the packet of 99 s; that of 97 s is too old")
                .isEqualTo(1);
        assertThat(flow.lost()).isEqualTo(2);
        assertThat(flow.settled()).isEqualTo(9);
    }

    @Test
    void whereLatencyIsHighMoreMayBeInFlight() {
        facts.add(new FlowSent(
                END,
                0,
                0,
                0,
                LongStream.range(80, 100).map(FlowLedgerTest::seconds).toArray()));
        facts.add(new FlowReceived(END, 0, 0, new int[] {0}, new long[] {seconds(85)}));

        assertThat(record().inFlight()).as("sent after 90 s").isEqualTo(9);
    }

    @Test
    void aSecondArrivalIsADuplicateAndALateOneIsReordered() {
        sent(0, 5);
        received(0, 2, 1, 1, 3, 0, 4);

        FlowRecord flow = record();

        assertThat(flow.received()).isEqualTo(5);
        assertThat(flow.duplicated()).isEqualTo(2);
        assertThat(flow.reordered()).isEqualTo(1);
    }

    @Test
    void arrivalsOfPacketsThatTheSenderDidNotNoteAreLeftOut() {
        sent(0, 3);
        received(0, 1, 2, 3);

        assertThat(record().received()).isEqualTo(3);
    }

    @Test
    void thePathOfAPacketIsTheOneInForceWhenItArrived() {
        sent(0, 6);
        int[] first = {0, -1};
        int[] second = {0, -2};
        facts.add(new PathTaken(LATENCY, 0, 0, 0, first));
        facts.add(new PathTaken(seconds(3) + LATENCY, 0, 0, 3, second));
        received(0, 1, 2, 3, 5);

        FlowLedger ledger = ledger();
        FlowPackets packets = ledger.packets(0);
        FlowPaths paths = ledger.paths(0, packets);

        assertThat(IntStream.range(0, 6).mapToObj(paths::of).map(path -> path == null ? -1 : path.sequence()))
                .containsExactly(0, 0, 0, 3, -1, 3);
    }

    @Test
    void ofTwoArrivalsAtOneInstantOnlyTheNamedOneTookTheNewPath() {
        facts.add(new FlowSent(0, 0, 0, 7, new long[] {0, 1, 2}));
        facts.add(new PathTaken(5, 0, 0, 7, new int[] {0}));
        facts.add(new PathTaken(9, 0, 0, 9, new int[] {1}));
        facts.add(new FlowReceived(9, 0, 0, new int[] {7, 8, 9}, new long[] {5, 9, 9}));

        FlowLedger ledger = ledger();
        FlowPaths paths = ledger.paths(0, ledger.packets(0));

        assertThat(paths.of(1)).extracting(PathTaken::sequence).isEqualTo(7);
        assertThat(paths.of(2)).extracting(PathTaken::sequence).isEqualTo(9);
    }

    private FlowRecord record() {
        return ledger().records().get(0);
    }

    private FlowLedger ledger() {
        return FlowLedger.of(hub.scenario(), hub.names(), Journal.of(facts), END);
    }

    private void sent(int from, int to) {
        facts.add(new FlowSent(
                seconds(to),
                0,
                0,
                from,
                LongStream.range(from, to).map(FlowLedgerTest::seconds).toArray()));
    }

    private void received(int... sequences) {
        receivedSentFrom(0, sequences);
    }

    private void receivedSentFrom(long firstSent, int... sequences) {
        long[] at = Arrays.stream(sequences)
                .mapToLong(s -> seconds(firstSent + s) + LATENCY)
                .toArray();
        facts.add(new FlowReceived(END, 0, 0, sequences, at));
    }

    private void dropped(int sequence, DropCause cause) {
        facts.add(new PacketDropped(seconds(sequence), 0, 0, sequence, cause));
    }

    private static long seconds(long seconds) {
        return seconds * Time.SECOND;
    }
}
