package dev.censim.proto.tcp;

import dev.censim.crypto.SeededEntropy;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Two ends in simulated time, joined by a wire that delays, loses, duplicates and reorders by a seeded generator. */
final class Wire {

    static final long MILLIS = 1_000_000L;
    static final long SECOND = 1000 * MILLIS;
    static final TcpConfig CONFIG_A =
            TcpConfig.of(Ipv4.of("169.254.10.1"), 50_000, Ipv4.of("169.254.10.2"), 179, 1360, 255);
    static final TcpConfig CONFIG_B =
            TcpConfig.of(Ipv4.of("169.254.10.2"), 179, Ipv4.of("169.254.10.1"), TcpConfig.ANY_PORT, 1360, 255);

    /** An end and all that it has said. */
    static final class End {
        final Outbox<TcpOutput> out = new Outbox<>();
        final List<TcpOutput> events = new ArrayList<>();
        final ByteArrayOutputStream stream = new ByteArrayOutputStream();

        @Nullable
        TcpConnection connection;

        TcpConnection tcp() {
            return Objects.requireNonNull(connection);
        }

        TcpConnection.State state() {
            return tcp().state();
        }
    }

    private record Flight(long at, long order, boolean toB, byte[] packet) {}

    final End a = new End();
    final End b = new End();
    SeededEntropy random;
    int lossPercent;
    int duplicatePercent;
    long jitter;
    long latency = 10 * MILLIS;
    Predicate<byte[]> cut = packet -> false;
    final List<String> log = new ArrayList<>();
    final PriorityQueue<Flight> flights = new PriorityQueue<>(
            (x, y) -> x.at() != y.at() ? Long.compare(x.at(), y.at()) : Long.compare(x.order(), y.order()));
    long now;
    long order;

    Wire(long seed) {
        random = new SeededEntropy(seed);
    }

    /** An equal world; packets in flight are only read and so are shared. */
    Wire copy() {
        Wire copy = new Wire(0);
        copy.random = random.copy();
        copyEnd(a, copy.a);
        copyEnd(b, copy.b);
        copy.lossPercent = lossPercent;
        copy.duplicatePercent = duplicatePercent;
        copy.jitter = jitter;
        copy.latency = latency;
        copy.log.addAll(log);
        copy.flights.addAll(flights);
        copy.now = now;
        copy.order = order;
        return copy;
    }

    private static void copyEnd(End from, End to) {
        to.connection = from.tcp().copy();
        to.stream.writeBytes(from.stream.toByteArray());
        to.events.addAll(from.events);
    }

    /** B listens, A calls. */
    static Wire open(long seed, TcpConfig configA, TcpConfig configB) {
        Wire wire = new Wire(seed);
        wire.b.connection = TcpConnection.listening(configB, new SeededEntropy(seed + 1));
        wire.a.connection = TcpConnection.connecting(configA, new SeededEntropy(seed + 2), 0, wire.a.out);
        return wire;
    }

    /** An established connection. */
    static Wire established(long seed) {
        Wire wire = open(seed, CONFIG_A, CONFIG_B);
        wire.run(SECOND);
        return wire;
    }

    /** Acts on everything due up to {@code until}. */
    void run(long until) {
        while (true) {
            drain(a, true);
            drain(b, false);
            long next = Math.min(deadline(a), deadline(b));
            Flight flight = flights.peek();
            if (flight != null && flight.at() <= next) {
                if (flight.at() > until) {
                    break;
                }
                flights.remove();
                now = flight.at();
                End to = flight.toB() ? b : a;
                if (to.connection != null) {
                    to.tcp().received(now, flight.packet(), 0, flight.packet().length, to.out);
                }
            } else if (next > until) {
                break;
            } else {
                now = Math.max(now, next);
                expire(a);
                expire(b);
            }
        }
        now = Math.max(now, until);
    }

    private static long deadline(End end) {
        return end.connection == null ? Machine.NEVER : end.connection.deadline();
    }

    private void expire(End end) {
        if (end.connection != null) {
            end.connection.expire(now, end.out);
        }
    }

    private void drain(End end, boolean toB) {
        for (TcpOutput output = end.out.poll(); output != null; output = end.out.poll()) {
            if (output instanceof TcpOutput.Send send) {
                put(send.packet(), toB);
            } else if (output instanceof TcpOutput.Received received) {
                end.stream.writeBytes(received.bytes());
            } else {
                end.events.add(output);
            }
        }
    }

    void put(byte[] packet, boolean toB) {
        log.add(now / MILLIS + (toB ? " > " : " < ") + describe(packet));
        if (cut.test(packet)) {
            return;
        }
        int copies = random.below(100) < duplicatePercent ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.below(100) >= lossPercent) {
                long at = now + latency + (jitter == 0 ? 0 : random.below(jitter));
                flights.add(new Flight(at, order++, toB, packet));
            }
        }
    }

    static String describe(byte[] p) {
        int flags = TcpHeader.flags(p, 20);
        StringBuilder text = new StringBuilder();
        text.append((flags & TcpHeader.SYN) != 0 ? "SYN " : "");
        text.append((flags & TcpHeader.FIN) != 0 ? "FIN " : "");
        text.append((flags & TcpHeader.RST) != 0 ? "RST " : "");
        text.append((flags & TcpHeader.ACK) != 0 ? "ACK " : "");
        text.append(Ipv4Header.totalLength(p, 0) - 20 - TcpHeader.headerLength(p, 20));
        return text.toString();
    }

    static byte[] text(int length, long seed) {
        return new SeededEntropy(seed).bytes(length);
    }

    void send(End end, byte[] bytes) {
        end.tcp().send(now, bytes, 0, bytes.length, end.out);
    }
}
