package dev.censim.interop;

import dev.censim.cli.live.Inside;
import dev.censim.cli.live.LiveIke;
import dev.censim.cli.live.LiveObserver;
import dev.censim.cli.live.Role;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.IkeOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Our end on real sockets, in a thread of its own, and everything that it told. */
final class Peer implements LiveObserver, AutoCloseable {

    private final List<IkeOutput> outputs = new CopyOnWriteArrayList<>();
    private final List<String> drops = new CopyOnWriteArrayList<>();
    private final LiveIke live;
    private final Thread thread;
    private volatile CountDownLatch hang = new CountDownLatch(0);

    Peer(IkeEndpointConfig config, Role role) {
        this(config, role, Inside.ANSWERING);
    }

    Peer(IkeEndpointConfig config, Role role, Inside inside) {
        try {
            live = new LiveIke(config, role, inside, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run);
        thread.start();
    }

    private void run() {
        try {
            live.run(Duration.ofMinutes(10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void sent(long at, byte[] message) {}

    /** From the next message on this end stands still, as if its machine had hung, or it goes on. */
    void freeze(boolean still) {
        hang.countDown();
        hang = new CountDownLatch(still ? 1 : 0);
    }

    @Override
    public void received(long at, byte[] message) {
        try {
            hang.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void answeredPing(long at, Ipv4 from, int sequence) {}

    @Override
    public void pingAnswered(long at, Ipv4 from, int sequence, long nanos) {}

    @Override
    public void pinged(long at, int sent, int answered) {}

    @Override
    public void dropped(long at, String reason) {
        drops.add(reason);
    }

    /** Of our own pings, those without an answer. */
    int unanswered() {
        return live.pingsSent() - live.pingsAnswered();
    }

    int answered() {
        return live.pingsAnswered();
    }

    /** Why packets of the tunnel were dropped here. */
    List<String> drops() {
        return drops;
    }

    @Override
    public void noted(long at, IkeOutput output) {
        outputs.add(output);
    }

    <O extends IkeOutput> List<O> all(Class<O> type) {
        return outputs.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <O extends IkeOutput> O last(Class<O> type) {
        List<O> all = all(type);
        return all.get(all.size() - 1);
    }

    <O extends IkeOutput> O await(Class<O> type) {
        return await(type, output -> true);
    }

    <O extends IkeOutput> O await(Class<O> type, Predicate<O> wanted) {
        Lab.await(
                type.getSimpleName() + " among " + outputs,
                () -> all(type).stream().anyMatch(wanted));
        return all(type).stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Parts with a DELETE. */
    void part() {
        live.stop();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        freeze(false);
        part();
        try {
            live.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
