package dev.censim.proto.ike;

import dev.censim.crypto.SeededEntropy;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.ikev1.IkeVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Two ends in simulated time, joined by a wire that delays, loses, duplicates and reorders by a seeded generator. Each end has a
 * pretended data plane: the children that it may receive by and the one that it sends through; ESP is an SPI and a key.
 */
public final class Wire {

    public static final long MILLIS = 1_000_000L;
    public static final long SECOND = 1000 * MILLIS;

    /** In place of an SPI. */
    private static final int KEEPALIVE = -1;

    /** An end and all that it has said. */
    public static final class End {
        public final Outbox<IkeOutput> out = new Outbox<>();
        public final List<IkeOutput> events = new ArrayList<>();
        public final List<Long> times = new ArrayList<>();
        public final TreeMap<Integer, ChildSa> inbound = new TreeMap<>();

        @Nullable
        public ChildSa outbound;

        /** Where ESP goes within UDP. */
        @Nullable
        public UdpPath espPath;

        public int keepalives;
        /** For want of a child to send through. */
        public int espUnsent;

        public int espReceived;
        public int espLost;
        public Ike ike;

        End(Ike ike) {
            this.ike = ike;
        }

        public <O extends IkeOutput> List<O> all(Class<O> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        public <O extends IkeOutput> O last(Class<O> kind) {
            List<O> all = all(kind);
            return all.get(all.size() - 1);
        }

        /** When the last output of a kind came. */
        public long lastAt(Class<? extends IkeOutput> kind) {
            for (int i = events.size() - 1; i >= 0; i--) {
                if (kind.isInstance(events.get(i))) {
                    return times.get(i);
                }
            }
            throw new AssertionError("no " + kind.getSimpleName() + " in " + events);
        }
    }

    /** @param spi of an ESP packet, otherwise 0 */
    private record Flight(long at, long order, boolean toB, byte[] bytes, int spi, UdpPath from) {}

    /** In front of B, when there is one: what it sends leaves from ports that the NAT draws, and only answers come in. */
    public static final class Nat {
        public final TreeMap<Integer, Integer> outsideByInside = new TreeMap<>();
        int nextPort = 40_000;

        /** Forgets, and draws other ports for what comes. */
        public void restart() {
            outsideByInside.clear();
        }

        private int outside(int inside) {
            return outsideByInside.computeIfAbsent(inside, port -> nextPort++);
        }

        private boolean isMapped(int outside) {
            return outsideByInside.containsValue(outside);
        }
    }

    public final End a;
    public final End b;

    @Nullable
    public Nat nat;

    SeededEntropy random;
    public int lossPercent;
    public int duplicatePercent;
    public long jitter;
    public long latency = 10 * MILLIS;
    /** Messages that the wire swallows: by the octets and whether they go to B. */
    public Predicate<byte[]> cutToA = bytes -> false;

    public Predicate<byte[]> cutToB = bytes -> false;
    final PriorityQueue<Flight> flights = new PriorityQueue<>(
            (x, y) -> x.at() != y.at() ? Long.compare(x.at(), y.at()) : Long.compare(x.order(), y.order()));
    public final List<byte[]> sent = new ArrayList<>();
    public long now;
    long order;

    public Wire(long seed, Ike a, Ike b) {
        random = new SeededEntropy(seed);
        this.a = new End(a);
        this.b = new End(b);
    }

    public Wire(long seed, Configs configs) {
        this(
                seed,
                IkeVersions.open(configs.a(), new SeededEntropy(seed + 1)),
                IkeVersions.open(configs.b(), new SeededEntropy(seed + 2)));
    }

    /** Both ends with a child, A having begun. */
    public static Wire established(long seed, Configs configs) {
        Wire wire = new Wire(seed, configs);
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);
        return wire;
    }

    /** An equal world; messages in flight are only read and so are shared. */
    public Wire copy() {
        Wire copy = new Wire(0, a.ike.copy(), b.ike.copy());
        copy.random = random.copy();
        copyEnd(a, copy.a);
        copyEnd(b, copy.b);
        copy.lossPercent = lossPercent;
        copy.duplicatePercent = duplicatePercent;
        copy.jitter = jitter;
        copy.latency = latency;
        copy.cutToA = cutToA;
        copy.cutToB = cutToB;
        copy.flights.addAll(flights);
        copy.sent.addAll(sent);
        copy.now = now;
        copy.nat = nat; // no story forks behind a NAT
        copy.order = order;
        return copy;
    }

    private static void copyEnd(End from, End to) {
        to.events.addAll(from.events);
        to.times.addAll(from.times);
        to.inbound.putAll(from.inbound);
        to.outbound = from.outbound;
        to.espPath = from.espPath;
        to.espReceived = from.espReceived;
        to.espLost = from.espLost;
        to.espUnsent = from.espUnsent;
    }

    public void cut() {
        cutToA = bytes -> true;
        cutToB = bytes -> true;
    }

    public void mend() {
        cutToA = bytes -> false;
        cutToB = bytes -> false;
    }

    /** Acts on everything due up to {@code until}. */
    public void run(long until) {
        while (true) {
            drain(a, true);
            drain(b, false);
            long next = Math.min(a.ike.deadline(), b.ike.deadline());
            Flight flight = flights.peek();
            if (flight != null && flight.at() <= next) {
                if (flight.at() > until) {
                    break;
                }
                flights.remove();
                now = flight.at();
                deliver(flight);
            } else if (next > until || next == Machine.NEVER) {
                break;
            } else {
                now = Math.max(now, next);
                a.ike.expire(now, a.out);
                b.ike.expire(now, b.out);
            }
        }
        now = Math.max(now, until);
    }

    /** As {@link #run}, while each end sends one ESP packet per interval through the child that it is told to. */
    public void runWithTraffic(long until, long interval) {
        while (now < until) {
            esp(a, true);
            esp(b, false);
            run(Math.min(until, now + interval));
        }
    }

    private void esp(End from, boolean toB) {
        ChildSa child = from.outbound;
        if (child != null) {
            put(new byte[] {1}, toB, child.spiOut(), from.espPath == null ? to(toB) : from.espPath);
            from.ike.espSent(now);
        } else {
            from.espUnsent++;
        }
    }

    private void deliver(Flight flight) {
        End to = flight.toB() ? b : a;
        if (flight.spi() == 0) {
            to.ike.received(now, flight.from(), flight.bytes(), 0, flight.bytes().length, to.out);
        } else if (flight.spi() == KEEPALIVE) {
            to.keepalives++;
        } else if (to.inbound.containsKey(flight.spi())) {
            to.espReceived++;
            to.ike.proofOfLife(now);
            if (to.espPath != null && !to.espPath.equals(flight.from())) {
                to.ike.peerMoved(now, flight.from(), to.out);
            }
        } else {
            to.espLost++;
        }
    }

    private void drain(End end, boolean toB) {
        for (IkeOutput output = end.out.poll(); output != null; output = end.out.poll()) {
            if (output instanceof IkeOutput.Send send) {
                sent.add(send.message());
                put(send.message(), toB, 0, send.path());
                continue;
            }
            if (output instanceof IkeOutput.Keepalive keepalive) {
                put(new byte[] {(byte) 0xff}, toB, KEEPALIVE, keepalive.path());
            } else if (output instanceof IkeOutput.EspPath changed) {
                end.espPath = changed.path().orElse(null);
            }
            end.events.add(output);
            end.times.add(now);
            if (output instanceof IkeOutput.ChildInstalled installed) {
                end.inbound.put(installed.child().spiIn(), installed.child());
            } else if (output instanceof IkeOutput.OutboundSwitched switched) {
                end.outbound = switched.child();
            } else if (output instanceof IkeOutput.ChildClosed closed) {
                end.inbound.remove(closed.child().spiIn());
                if (closed.child().equals(end.outbound)) {
                    end.outbound = null;
                }
            }
        }
    }

    private static UdpPath to(boolean toB) {
        return toB ? Configs.PATH_TO_B : Configs.PATH_TO_A;
    }

    public void put(byte[] bytes, boolean toB, int spi) {
        put(bytes, toB, spi, to(toB));
    }

    /** @param path as the sender says */
    private void put(byte[] bytes, boolean toB, int spi, UdpPath path) {
        int source = path.localPort();
        if (nat != null && !toB) {
            source = nat.outside(source);
        }
        if ((toB ? cutToB : cutToA).test(bytes) || nat != null && toB && !nat.isMapped(path.remotePort())) {
            return;
        }
        int destination = path.remotePort();
        for (var entry : nat != null && toB ? nat.outsideByInside.entrySet() : Set.<Map.Entry<Integer, Integer>>of()) {
            destination = entry.getValue() == path.remotePort() ? entry.getKey() : destination;
        }
        UdpPath from = new UdpPath(destination, toB ? Configs.ADDRESS_A : Configs.ADDRESS_B, source);
        int copies = random.below(100) < duplicatePercent ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.below(100) >= lossPercent) {
                long at = now + latency + (jitter == 0 ? 0 : random.below(jitter));
                flights.add(new Flight(at, order++, toB, bytes, spi, from));
            }
        }
    }
}
