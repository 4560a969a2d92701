package dev.censim.reports;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.BgpRouteWithdrawn;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.ChildSaInstalled;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.FaultRepaired;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.IkeSaClosed;
import dev.censim.facts.NetworkFact.IkeSaEstablished;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.RouteSource;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.address.Prefix;
import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.traffic.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A story of a hub: every first tunnel's path goes silent at 60 s and heals at 180 s of 300 s; flows whose number is even use the
 * first tunnel of their site and are out until 90 s.
 */
public final class Failover {

    private static final long LATENCY = 35 * Time.MILLISECOND;

    private final Hub hub;
    private final int sites;
    private final int flows;
    private final long interval;
    private final List<Fact> facts = new ArrayList<>();

    /** Ten packets a second. */
    public Failover(int vpcs, int sites, int flows) {
        this(vpcs, sites, flows, 100 * Time.MILLISECOND);
    }

    /** @param interval between packets of a flow, in nanoseconds */
    public Failover(int vpcs, int sites, int flows, long interval) {
        this.hub = new Hub(vpcs, sites)
                .called("failover", "Two tunnels; the path of the first goes silent at 60 s and heals at 180 s.")
                .lasting(300);
        this.sites = sites;
        this.flows = flows;
        this.interval = interval;
        for (int flow = 0; flow < flows; flow++) {
            hub.flow("app-to-site." + flow, Flow.Kind.UDP, 20, 290);
        }
        IntStream.rangeClosed(1, sites).forEach(this::site);
        IntStream.range(0, flows).forEach(this::flow);
        facts.sort(Comparator.comparingLong(Fact::at));
    }

    public Scenario scenario() {
        return hub.scenario();
    }

    public Names names() {
        return hub.names();
    }

    public List<Fact> facts() {
        return facts;
    }

    public RunReport report(List<Verdict> verdicts) {
        return RunReport.of(
                scenario(), names(), Journal.of(facts), 123_456, Duration.ofSeconds(300), verdicts, "0.1.0");
    }

    private void site(int site) {
        tunnel(site, 1, seconds(0.2 + 0.01 * site), 0x1000L * site + 1);
        tunnel(site, 2, seconds(0.25 + 0.01 * site), 0x1000L * site + 2);
        TimedFault fault = new TimedFault(
                "silentLoss internet-" + site + "-a",
                Duration.ofSeconds(60),
                new Fault.SilentLoss("internet-" + site + "-a", Fault.Direction.BOTH),
                Optional.of(Duration.ofSeconds(180)));
        hub.fault(fault);
        int faults = hub.names().actors().size() - 1;
        facts.add(new FaultApplied(seconds(60), faults, fault));
        facts.add(new FaultRepaired(seconds(180), faults, fault));
        int tunnel = Hub.tunnel(site, 1);
        for (Side side : Side.values()) {
            long at = seconds(side == Side.CLOUD ? 89.9 : 90.1);
            int actor = end(site, side);
            facts.add(new PeerDead(at, actor, tunnel, side));
            facts.add(new ChildSaClosed(at, actor, tunnel, side, 1, 2, CloseCause.PEER_DEAD));
            facts.add(new IkeSaClosed(at, actor, tunnel, side, 0x1000L * site + 1, 9, CloseCause.PEER_DEAD));
            facts.add(new TunnelMoved(at, actor, tunnel, side, false));
            facts.add(new BgpMoved(
                    at, actor, tunnel, side, BgpState.ESTABLISHED, BgpState.IDLE, BgpCause.HOLD_TIMER_EXPIRED));
        }
        Prefix prefix = Prefix.of("172.16." + site + ".0/24");
        facts.add(new BgpRouteWithdrawn(seconds(89.9), hub.connection(site), tunnel, Side.CLOUD, prefix));
        facts.add(new RouteInstalled(
                seconds(89.9), Hub.ROUTER, 0, prefix, RouteSource.BGP, List.of(Names.hopInto(Hub.tunnel(site, 2)))));
        tunnel(site, 1, seconds(182.5 + 0.01 * site), 0x1000L * site + 3);
    }

    private void tunnel(int site, int number, long at, long spi) {
        int tunnel = Hub.tunnel(site, number);
        for (Side side : Side.values()) {
            int actor = end(site, side);
            long when = at + side.ordinal() * LATENCY;
            facts.add(new IkeSaEstablished(when, actor, tunnel, side, spi, 9, side == Side.CUSTOMER));
            facts.add(new ChildSaInstalled(when, actor, tunnel, side, 1, 2));
            facts.add(new TunnelMoved(when, actor, tunnel, side, true));
            facts.add(new BgpMoved(
                    when + Time.SECOND,
                    actor,
                    tunnel,
                    side,
                    BgpState.OPEN_CONFIRM,
                    BgpState.ESTABLISHED,
                    BgpCause.PROGRESS));
        }
        Prefix prefix = Prefix.of("172.16." + site + ".0/24");
        facts.add(new BgpRouteReceived(at + 2 * Time.SECOND, hub.connection(site), tunnel, Side.CLOUD, prefix, 1));
        facts.add(new RouteInstalled(
                at + 2 * Time.SECOND, Hub.ROUTER, 0, prefix, RouteSource.BGP, List.of(Names.hopInto(tunnel))));
    }

    private int end(int site, Side side) {
        return side == Side.CLOUD ? hub.connection(site) : hub.gateway(site);
    }

    private void flow(int flow) {
        int site = 1 + flow % sites;
        boolean first = flow / sites % 2 == 0;
        long start = seconds(20) + flow % 100 * Time.MILLISECOND;
        int packets = (int) ((seconds(290) - start) / interval);
        path(flow, site, first ? 1 : 2, 0, start + LATENCY);
        for (int from = 0; from < packets; from += 10) {
            int window = Math.min(10, packets - from);
            long[] sent = new long[window];
            int[] sequences = new int[window];
            long[] received = new long[window];
            int arrived = 0;
            for (int i = 0; i < window; i++) {
                int sequence = from + i;
                sent[i] = start + sequence * interval;
                boolean silent = first && sent[i] >= seconds(60) && sent[i] < seconds(90);
                if (silent || sequence % 997 == 996) {
                    facts.add(new PacketDropped(
                            sent[i],
                            hub.path(site, first ? 1 : 2),
                            flow,
                            sequence,
                            silent ? DropCause.PATH_SILENT : DropCause.PATH_LOSS));
                } else {
                    sequences[arrived] = sequence;
                    received[arrived++] = sent[i] + LATENCY + sequence % 7 * 300_000L;
                }
            }
            long end = sent[window - 1] + interval;
            facts.add(new FlowSent(end, hub.vpc(1), flow, from, sent));
            facts.add(new FlowReceived(
                    end, hub.gateway(site), flow, Arrays.copyOf(sequences, arrived), Arrays.copyOf(received, arrived)));
        }
        if (first) {
            path(flow, site, 2, (int) ((seconds(90) - start) / interval) + 1, seconds(90) + 2 * LATENCY);
        }
    }

    private void path(int flow, int site, int tunnel, int sequence, long at) {
        int[] hops = {
            hub.vpc(1),
            Hub.ROUTER,
            hub.connection(site),
            Names.hopInto(Hub.tunnel(site, tunnel)),
            hub.path(site, tunnel),
            hub.gateway(site)
        };
        facts.add(new PathTaken(at, hub.gateway(site), flow, sequence, hops));
    }

    public int flows() {
        return flows;
    }

    private static long seconds(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
