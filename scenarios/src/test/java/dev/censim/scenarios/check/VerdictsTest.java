package dev.censim.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.intent.Expectation;
import dev.censim.model.intent.Expectation.MaxOutage;
import dev.censim.model.intent.Expectation.PathThrough;
import dev.censim.model.intent.Expectation.Reachable;
import dev.censim.model.intent.Expectation.Received;
import dev.censim.model.intent.Expectation.TunnelUpBy;
import dev.censim.model.intent.Expectation.Unreachable;
import dev.censim.model.intent.WordedExpectation;
import dev.censim.model.topology.Topology;
import dev.censim.reports.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A flow of one packet a second from 0 to 100 s that takes tunnel 1 until 60 s, is out until 90 s, then takes tunnel 2. */
class VerdictsTest {

    private static final long LATENCY = 10 * Time.MILLISECOND;
    private static final Names NAMES = new Names(
            List.of("host", "tr-sg", "cgw-1", "internet-1"),
            List.of("vpn.tunnel1", "vpn.tunnel2"),
            List.of(),
            List.of("app", "mute"),
            List.of());

    private final List<Fact> facts = new ArrayList<>();

    VerdictsTest() {
        flow(second -> second < 60 || second >= 90);
        facts.add(new PathTaken(LATENCY, 2, 0, 0, new int[] {0, 1, -1, 2}));
        facts.add(new PathTaken(seconds(90) + LATENCY, 2, 0, 90, new int[] {0, 1, -2, 3, 2}));
        facts.add(new TunnelMoved(seconds(3), 2, 0, Side.CUSTOMER, true));
        facts.add(new TunnelMoved(seconds(4), 1, 0, Side.CLOUD, true));
        facts.add(new TunnelMoved(seconds(7), 1, 0, Side.CLOUD, false));
        facts.add(new TunnelMoved(seconds(5), 2, 1, Side.CUSTOMER, true));
    }

    @Test
    void anOutageMayLastAsLongAsItsLimit() {
        assertThat(judge(new MaxOutage("app", Duration.ofSeconds(30))))
                .isEqualTo(new Verdict("?", true, "longest outage 30.000 s from 60.000 s"));
        assertThat(judge(new MaxOutage("app", Duration.ofMillis(29_999))).held())
                .isFalse();
    }

    @Test
    void aFlowThatSentNothingShowsNothing() {
        assertThat(judge(new MaxOutage("mute", Duration.ofSeconds(30))))
                .isEqualTo(new Verdict("?", false, "no packet was sent"));
        assertThat(judge(new Received("mute", 0)).held()).isFalse();
        assertThat(judge(new Reachable("mute", s(0), s(10))).actual()).isEqualTo("no packet was sent in that time");
        assertThat(judge(new Unreachable("mute", s(0), s(10))).held()).isFalse();
    }

    @Test
    void reachableMeansThatNoOutageTouchesTheWindow() {
        assertThat(judge(new Reachable("app", s(0), s(60))))
                .isEqualTo(new Verdict("?", true, "60 of 60 packets arrived, no outage"));
        assertThat(judge(new Reachable("app", s(90), s(100))).held()).isTrue();
        assertThat(judge(new Reachable("app", s(50), s(61))))
                .isEqualTo(new Verdict("?", false, "outage 30.000 s from 60.000 s"));
        assertThat(judge(new Reachable("app", s(89), s(95))).held()).isFalse();
    }

    @Test
    void unreachableMeansThatNothingSentInTheWindowArrived() {
        assertThat(judge(new Unreachable("app", s(60), s(90))))
                .isEqualTo(new Verdict("?", true, "none of 30 packets arrived"));
        assertThat(judge(new Unreachable("app", s(59), s(90))))
                .isEqualTo(new Verdict("?", false, "1 of 31 packets arrived, the first sent at 59.000 s"));
    }

    @Test
    void everyPacketThatArrivedMustHavePassed() {
        assertThat(judge(new PathThrough("app", "vpn.tunnel1", s(0), s(90))))
                .isEqualTo(new Verdict("?", true, "all 60 packets that arrived"));
        assertThat(judge(new PathThrough("app", "vpn.tunnel1", s(50), s(95))))
                .isEqualTo(new Verdict("?", false, "path host > tr-sg > vpn.tunnel2 > internet-1 > cgw-1 at 90.000 s"));
        assertThat(judge(new PathThrough("app", "vpn.tunnel1", s(60), s(90))))
                .isEqualTo(new Verdict("?", false, "none of 30 packets arrived"));
    }

    @Test
    void devicesAndPathsArePassedToo() {
        assertThat(judge(new PathThrough("app", "tr-sg", s(0), s(100))).held()).isTrue();
        assertThat(judge(new PathThrough("app", "cgw-1", s(0), s(100))).held()).isTrue();
        assertThat(judge(new PathThrough("app", "internet-1", s(90), s(100))).held())
                .isTrue();
        assertThat(judge(new PathThrough("app", "internet-1", s(0), s(100))).held())
                .isFalse();
    }

    @Test
    void aTunnelIsUpWhenBothEndsWereAtOnce() {
        assertThat(judge(new TunnelUpBy("vpn.tunnel1", s(4)))).isEqualTo(new Verdict("?", true, "up at 4.000 s"));
        assertThat(judge(new TunnelUpBy("vpn.tunnel1", s(3)))).isEqualTo(new Verdict("?", false, "up at 4.000 s"));
        assertThat(judge(new TunnelUpBy("vpn.tunnel2", s(90))))
                .isEqualTo(new Verdict("?", false, "never up at both ends"));
    }

    @Test
    void theShareReceivedIsNotRoundedUp() {
        assertThat(judge(new Received("app", 700_000))).isEqualTo(new Verdict("?", true, "70 of 100 (70.000%)"));
        assertThat(judge(new Received("app", 700_001)).held()).isFalse();
    }

    @Test
    void verdictsComeInTheOrderOfTheExpectations() {
        List<Verdict> verdicts = Verdicts.of(
                scenario(List.of(
                        new WordedExpectation("one", new Received("app", 1)),
                        new WordedExpectation("two", new TunnelUpBy("vpn.tunnel1", s(1))),
                        new WordedExpectation("three", new MaxOutage("mute", s(1))),
                        new WordedExpectation("four", new MaxOutage("app", s(1))))),
                NAMES,
                Journal.of(facts));

        assertThat(verdicts).extracting(Verdict::text).containsExactly("one", "two", "three", "four");
    }

    private Verdict judge(Expectation expectation) {
        return Verdicts.of(scenario(List.of(new WordedExpectation("?", expectation))), NAMES, Journal.of(facts))
                .get(0);
    }

    private void flow(IntPredicate arrives) {
        facts.add(new FlowSent(
                seconds(100),
                0,
                0,
                0,
                LongStream.range(0, 100).map(VerdictsTest::seconds).toArray()));
        int[] arrived = IntStream.range(0, 100).filter(arrives).toArray();
        facts.add(new FlowReceived(
                seconds(100),
                2,
                0,
                arrived,
                IntStream.of(arrived)
                        .mapToLong(second -> seconds(second) + LATENCY)
                        .toArray()));
    }

    /** The names of the facts are not those of its topology: verdicts go by the names. */
    private static Scenario scenario(List<WordedExpectation> expectations) {
        return new Scenario(
                "check",
                "",
                1,
                Duration.ofSeconds(110),
                Scenario.EspComputation.REAL,
                new Topology(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                        List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                expectations);
    }

    private static Duration s(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static long seconds(long seconds) {
        return seconds * Time.SECOND;
    }
}
