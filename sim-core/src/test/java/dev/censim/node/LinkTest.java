package dev.censim.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.fault.Fault.Direction;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** An underlay path with a device at each end that only counts. */
class LinkTest {

    private static final int LINK = 0;
    private static final int CLOUD = 1;
    private static final int CUSTOMER = 2;
    private static final int CLOUD_ADDRESS = 0x0a000001;
    private static final int CUSTOMER_ADDRESS = 0x0a000002;

    /** Remembers when which frame came. */
    private static final class Device implements Actor {
        private final List<Long> arrivals = new ArrayList<>();
        private final List<Integer> sequences = new ArrayList<>();

        @Override
        public long deadline() {
            return Time.NEVER;
        }

        @Override
        public void wake(Turn turn) {}

        @Override
        public void accept(Signal signal, Turn turn) {
            if (signal instanceof Frame frame) {
                arrivals.add(turn.now());
                sequences.add(frame.sequence);
            }
        }

        @Override
        public Device copy() {
            return this;
        }
    }

    private final Device cloud = new Device();
    private final Device customer = new Device();

    private Simulation network(Link.Quality quality) {
        List<Link.End> ends =
                List.of(new Link.End(CLOUD, CLOUD_ADDRESS, false), new Link.End(CUSTOMER, CUSTOMER_ADDRESS, true));
        Link link = new Link(new Link.Config(LINK, ends, false, false, Time.NEVER), quality, Rng.of(1, "link"));
        return Simulation.of(List.of(link, cloud, customer));
    }

    private static Link.Quality quality(long latency, long jitter, int loss, long bitsPerSecond, long queue) {
        return new Link.Quality(latency, jitter, loss, bitsPerSecond, queue);
    }

    private static Frame frame(int from, int octets, int sequence) {
        Frame frame = Frame.ofFlow(octets, 0, sequence);
        int to = from == CLOUD ? CUSTOMER_ADDRESS : CLOUD_ADDRESS;
        Ipv4Header.write(frame.bytes, frame.offset, octets, 0, 64, IpProtocol.UDP, 0, to);
        frame.from = from;
        return frame;
    }

    private static List<DropCause> drops(Simulation simulation) {
        List<DropCause> causes = new ArrayList<>();
        simulation.journal().forEach(fact -> causes.add(((PacketDropped) fact).cause()));
        return causes;
    }

    @Test
    void frameArrivesAfterItsTransmissionAndTheLatency() {
        Simulation network = network(quality(1000, 0, 0, 8_000_000_000L, Time.SECOND));

        network.inject(LINK, frame(CLOUD, 500, 0)).run(Time.SECOND);

        assertThat(customer.arrivals).containsExactly(1000L + 500);
        assertThat(cloud.arrivals).isEmpty();
    }

    @Test
    void secondFrameWaitsForTheTransmitterButTheOtherDirectionDoesNot() {
        Simulation network = network(quality(0, 0, 0, 8_000_000_000L, Time.SECOND));

        network.inject(LINK, frame(CLOUD, 500, 0));
        network.inject(LINK, frame(CLOUD, 100, 1));
        network.inject(LINK, frame(CUSTOMER, 100, 2)).run(Time.SECOND);

        assertThat(customer.arrivals).containsExactly(500L, 600L);
        assertThat(cloud.arrivals).containsExactly(100L);
    }

    @Test
    void frameIsDroppedWhenItWouldWaitLongerThanTheQueueAllows() {
        Simulation network = network(quality(0, 0, 0, 8_000_000_000L, 900));

        for (int i = 0; i < 4; i++) {
            network.inject(LINK, frame(CLOUD, 500, i));
        }
        network.run(Time.SECOND);

        assertThat(customer.sequences).containsExactly(0, 1);
        assertThat(drops(network)).containsExactly(DropCause.QUEUE_FULL, DropCause.QUEUE_FULL);
    }

    @Test
    void jitterSpreadsArrivalsWithinItsBoundsAndNeverReorders() {
        Simulation network = network(quality(1_000_000, 500_000, 0, 0, 0));

        for (int i = 0; i < 2000; i++) {
            network.run(i * 1000L).inject(LINK, frame(CLOUD, 100, i));
        }
        network.run(Time.SECOND);

        assertThat(customer.sequences).hasSize(2000).isSorted();
        assertThat(customer.arrivals).isSorted();
        for (int i = 0; i < 2000; i++) {
            assertThat(customer.arrivals.get(i) - i * 1000L).isBetween(1_000_000L, 1_500_000L);
        }
    }

    @Test
    void lossTakesItsShare() {
        Simulation network = network(quality(0, 0, 100_000, 0, 0));

        for (int i = 0; i < 10_000; i++) {
            network.inject(LINK, frame(CLOUD, 100, i));
        }
        network.run(Time.SECOND);

        // Five standard deviations of a binomial distribution around 1000.
        assertThat(drops(network)).hasSizeBetween(850, 1150).containsOnly(DropCause.PATH_LOSS);
    }

    @Test
    void silenceOfOneDirectionLeavesTheOther() {
        Simulation network = network(quality(0, 0, 0, 0, 0));

        network.inject(LINK, new Control.PathSilent(Direction.TO_CUSTOMER, true));
        network.inject(LINK, frame(CLOUD, 100, 0));
        network.inject(LINK, frame(CUSTOMER, 100, 1)).run(Time.SECOND);

        assertThat(customer.arrivals).isEmpty();
        assertThat(cloud.arrivals).hasSize(1);
        assertThat(drops(network)).containsExactly(DropCause.PATH_SILENT);
    }

    @Test
    void lostCarrierTakesWhatIsInFlight() {
        Simulation network = network(quality(1000, 0, 0, 0, 0));

        network.inject(LINK, frame(CLOUD, 100, 0));
        network.inject(LINK, new Control.PathCarrier(false));
        network.inject(LINK, frame(CLOUD, 100, 1));
        network.inject(LINK, new Control.PathCarrier(true));
        network.inject(LINK, frame(CLOUD, 100, 2)).run(Time.SECOND);

        assertThat(customer.sequences).containsExactly(2);
        assertThat(drops(network)).containsExactly(DropCause.PATH_DOWN, DropCause.PATH_DOWN);
    }

    @Test
    void twoFaultsOnOnePathNeedTwoRepairs() {
        Simulation network = network(quality(0, 0, 0, 0, 0));

        network.inject(LINK, new Control.PathSilent(Direction.BOTH, true));
        network.inject(LINK, new Control.PathSilent(Direction.BOTH, true));
        network.inject(LINK, new Control.PathSilent(Direction.BOTH, false));
        network.inject(LINK, frame(CLOUD, 100, 0));
        network.inject(LINK, new Control.PathSilent(Direction.BOTH, false));
        network.inject(LINK, frame(CLOUD, 100, 1)).run(Time.SECOND);

        assertThat(customer.sequences).containsExactly(1);
    }

    @Test
    void impairmentChangesWhatItNamesAndItsRepairRestoresIt() {
        Simulation network = network(quality(1000, 0, 0, 0, 0));
        Control.PathImpaired change = new Control.PathImpaired(
                OptionalLong.of(5000), OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty());

        network.inject(LINK, change);
        network.inject(LINK, frame(CLOUD, 100, 0)).run(10_000);
        network.inject(LINK, new Control.PathRestored(change));
        network.inject(LINK, frame(CLOUD, 100, 1)).run(Time.SECOND);

        assertThat(customer.arrivals).containsExactly(5000L, 11_000L);
    }

    @Test
    void addressThatNobodyHasIsNoHost() {
        Simulation network = network(quality(0, 0, 0, 0, 0));
        Frame stray = frame(CLOUD, 100, 0);
        Ipv4Header.write(stray.bytes, stray.offset, 100, 0, 64, IpProtocol.UDP, 0, 0x0a0000ff);

        network.inject(LINK, stray).run(Time.SECOND);

        assertThat(drops(network)).containsExactly(DropCause.NO_HOST);
    }
}
