package dev.censim.proto.bfd;

import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.bfd.BfdPacket;
import dev.censim.wire.bfd.BfdState;
import dev.censim.wire.bgp.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Two ends on a line in simulated time, with everything that they said and did. */
final class Pair {

    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1000 * MILLISECOND;
    static final long LATENCY = 10 * MILLISECOND;

    /** A packet and when it was sent, whether or not it arrived. */
    record Said(long at, int end, BfdPacket packet) {}

    record Done(long at, int end, BfdOutput.Moved move) {}

    private record Flight(int to, byte[] packet) {}

    final BfdSession[] ends = new BfdSession[2];
    final List<Said> said = new ArrayList<>();
    final List<Done> done = new ArrayList<>();
    private final TreeMap<Long, List<Flight>> flights = new TreeMap<>();
    private final boolean[] isSilent = new boolean[2];
    private final Dice luck;
    private int lossPercent;
    private long now;

    Pair(long seed, BfdSessionConfig one, BfdSessionConfig other) {
        ends[0] = new BfdSession(one, new Dice(seed));
        ends[1] = new BfdSession(other, new Dice(seed + 1));
        luck = new Dice(seed + 2);
    }

    long now() {
        return now;
    }

    /** From now on nothing of an end arrives, or again everything. */
    void silence(int end, boolean silent) {
        isSilent[end] = silent;
    }

    void lose(int percent) {
        lossPercent = percent;
    }

    Pair started() {
        tell(0, (end, out) -> end.start(now, out));
        tell(1, (end, out) -> end.start(now, out));
        return this;
    }

    interface Deed {
        void of(BfdSession end, Outbox<BfdOutput> out);
    }

    void tell(int end, Deed deed) {
        Outbox<BfdOutput> out = new Outbox<>();
        deed.of(ends[end], out);
        for (BfdOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof BfdOutput.Send send) {
                sent(end, send.packet());
            } else if (output instanceof BfdOutput.Moved move) {
                done.add(new Done(now, end, move));
            } else {
                throw new AssertionError(output);
            }
        }
    }

    private void sent(int end, byte[] packet) {
        try {
            said.add(new Said(now, end, BfdPacket.decode(packet, 0, packet.length)));
        } catch (Malformed malformed) {
            throw new AssertionError(malformed);
        }
        if (!isSilent[end] && luck.upTo(100) >= lossPercent) {
            flights.computeIfAbsent(now + LATENCY, at -> new ArrayList<>()).add(new Flight(1 - end, packet));
        }
    }

    void until(long end) {
        while (next() <= end) {
            now = next();
            List<Flight> landing = flights.getOrDefault(now, List.of());
            flights.remove(now);
            for (Flight flight : landing) {
                tell(flight.to, (to, out) -> to.received(now, flight.packet, 0, flight.packet.length, out));
            }
            for (int i = 0; i < 2; i++) {
                if (ends[i].deadline() <= now) {
                    tell(i, (to, out) -> to.expire(now, out));
                }
            }
        }
        now = end;
    }

    void forSeconds(double seconds) {
        until(now + (long) (seconds * SECOND));
    }

    private long next() {
        long flight = flights.isEmpty() ? Machine.NEVER : flights.firstKey();
        return Math.min(flight, Math.min(ends[0].deadline(), ends[1].deadline()));
    }

    boolean areUp() {
        return ends[0].state() == BfdState.UP && ends[1].state() == BfdState.UP;
    }

    /** What an end said since. */
    List<BfdPacket> said(int end, long since) {
        return said.stream()
                .filter(one -> one.end == end && one.at >= since)
                .map(Said::packet)
                .toList();
    }

    /** The times between the packets that an end sent since. */
    List<Long> gaps(int end, long since) {
        List<Long> times = said.stream()
                .filter(one -> one.end == end && one.at >= since && !one.packet.isFinal())
                .map(Said::at)
                .toList();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(times.get(i) - times.get(i - 1));
        }
        return gaps;
    }

    Done lastMove(int end) {
        return done.stream()
                .filter(one -> one.end == end)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
