package dev.censim.scenarios.explain;

import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.CaptureFact.IkeKeysSeen;
import dev.censim.facts.CaptureFact.Ikev1KeysSeen;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.FaultRepaired;
import dev.censim.facts.NetworkFact.OfTunnel;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.model.fault.Fault;
import dev.censim.scenarios.explain.message.IkeFrame;
import dev.censim.scenarios.explain.message.Wiretap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the journal holds about one tunnel, up to an instant. */
final class History {

    final Subject subject;
    final long until;
    /** Of the tunnel and its session, in order; what a path or a gateway dropped of a protocol's own packets as well. */
    private final List<NetworkFact> facts = new ArrayList<>();

    private final Wiretap wiretap;
    private List<IkeFrame> frames = List.of();
    private final List<FaultApplied> faults = new ArrayList<>();
    /** The routes into the tunnel and to the devices at its ends, by table and prefix. */
    private final Map<String, RouteInstalled> routes = new TreeMap<>();

    private final List<PacketDropped> stoppedByNat = new ArrayList<>();

    private int captured;

    private History(Subject subject, long until) {
        this.subject = subject;
        this.until = until;
        wiretap = new Wiretap(
                subject.tunnel().gatewayIp().bits(),
                subject.tunnel().gatewayIpAtPeer().bits());
    }

    static History of(Subject subject, Journal journal, long until) {
        History history = new History(subject, until);
        journal.forEach(history::take);
        history.frames = history.wiretap.frames();
        return history;
    }

    private void take(Fact fact) {
        if (fact.at() > until) {
            return;
        }
        if (fact instanceof FrameSeen frame) {
            captured++;
            if (frame.actor() == subject.link()) {
                wiretap.take(captured, frame);
            }
        } else if (fact instanceof IkeKeysSeen keys) {
            wiretap.learn(keys);
        } else if (fact instanceof Ikev1KeysSeen keys) {
            wiretap.learn(keys.actor() == subject.cloud() ? Side.CLOUD : Side.CUSTOMER, keys);
        } else if (fact instanceof PacketDropped drop && drop.cause() == DropCause.NAT_PROTOCOL) {
            takeStoppedByNat(drop);
        } else if (fact instanceof FaultApplied applied
                && concerns(applied.fault().fault())) {
            faults.add(applied);
        } else if (fact instanceof FaultRepaired repaired) {
            faults.removeIf(applied -> applied.fault().equals(repaired.fault()));
        } else if (fact instanceof RouteInstalled route) {
            routes.remove(key(route.table(), route.prefix().toString()));
            if (leadsIn(route)) {
                routes.put(key(route.table(), route.prefix().toString()), route);
            }
        } else if (fact instanceof RouteRemoved route) {
            routes.remove(key(route.table(), route.prefix().toString()));
        } else if (fact instanceof NetworkFact known && isAbout(known)) {
            facts.add(known);
        }
    }

    /** ESP without UDP, which the NAT lets through in neither direction. */
    private void takeStoppedByNat(PacketDropped drop) {
        if (drop.actor() == subject.nat()) {
            stoppedByNat.add(drop);
        }
    }

    /** Into the tunnel, or to the device at one of its ends. */
    private boolean leadsIn(RouteInstalled route) {
        return route.nextHops().contains(subject.hop())
                || route.nextHops().contains(subject.cloud())
                || route.nextHops().contains(subject.customer());
    }

    private String key(int table, String prefix) {
        return subject.names().tables().get(table) + " " + prefix;
    }

    private boolean concerns(Fault fault) {
        if (fault instanceof Fault.SilentLoss loss) {
            return loss.path().equals(subject.tunnel().path());
        } else if (fault instanceof Fault.LinkDown down) {
            return down.path().equals(subject.tunnel().path());
        } else if (fault instanceof Fault.CustomerGatewayCrash crash) {
            return crash.customerGateway().equals(subject.gateway().name());
        } else if (fault instanceof Fault.ZoneOutage outage) {
            return outage.zone().equals(subject.tunnel().zone());
        } else if (fault instanceof Fault.TunnelEndpointDown down) {
            return down.tunnel().equals(subject.tunnel().name());
        } else if (fault instanceof Fault.RegionOutage outage) {
            return outage.region().equals(subject.region());
        }
        return false;
    }

    private boolean isAbout(NetworkFact fact) {
        if (fact instanceof PacketDropped drop) {
            return drop.flow() < 0
                    && (drop.actor() == subject.link()
                            || drop.actor() == subject.cloud()
                            || drop.actor() == subject.nat()
                            || drop.actor() == subject.customer());
        } else if (fact instanceof BgpMoved moved) {
            return moved.session() == subject.session();
        }
        return fact instanceof OfTunnel ours && ours.tunnel() == subject.number();
    }

    /** In order. */
    List<NetworkFact> facts() {
        return facts;
    }

    <F extends NetworkFact> Stream<F> all(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }

    <F extends NetworkFact> Optional<F> last(Class<F> kind, Predicate<F> condition) {
        return all(kind).filter(condition).reduce((earlier, later) -> later);
    }

    /** IKE messages of the tunnel, in order. */
    List<IkeFrame> frames() {
        return frames;
    }

    /** Faults in force that a packet of the tunnel meets. */
    List<FaultApplied> faults() {
        return faults;
    }

    /** Packets without ports that the NAT in front of the customer gateway dropped, in order. */
    List<PacketDropped> stoppedByNat() {
        return stoppedByNat;
    }

    /** {@code table prefix} and the route, in the order of the names. */
    Map<String, RouteInstalled> routes() {
        return routes;
    }

    /** Whether an end can carry packets. */
    boolean isUp(Side side) {
        return last(TunnelMoved.class, moved -> moved.side() == side)
                .map(TunnelMoved::up)
                .orElse(false);
    }

    boolean isUp() {
        return isUp(Side.CLOUD) && isUp(Side.CUSTOMER);
    }

    /** When the tunnel was last fit to carry packets at both ends, before now or now; -1 when it never was. */
    long lastUp() {
        boolean[] up = new boolean[Side.values().length];
        long last = -1;
        for (TunnelMoved moved : all(TunnelMoved.class).toList()) {
            if (up[0] && up[1]) {
                last = moved.at();
            }
            up[moved.side().ordinal()] = moved.up();
        }
        return up[0] && up[1] ? until : last;
    }
}
