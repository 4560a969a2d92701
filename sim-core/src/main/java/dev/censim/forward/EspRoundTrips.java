package dev.censim.forward;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The cryptography of packets that arrive as they were sent. What an SA's owner sealed, the holder of the same keys opens: that
 * follows from the keys, so a simulation goes on with the inner packet at once. The work itself is done all the same, sealing at one
 * end, verifying and opening at the other, and it must give the inner packet back; but in batches, on whichever core has time, and
 * its order changes no octet (SP 800-38A appendix C: each IV is made of the packet's own number).
 *
 * <p>Several simulations may add packets at the same time.
 */
public final class EspRoundTrips {

    private final SpareCore spare;
    private final ArrayDeque<PendingPackets> idle = new ArrayDeque<>();
    private final ArrayDeque<EspWorker> workers = new ArrayDeque<>();
    private PendingPackets open = new PendingPackets();
    private @Nullable Throwable failure;

    /** @param spare does what it can; the rest is done by whoever adds packets */
    public EspRoundTrips(SpareCore spare) {
        this.spare = spare;
    }

    /**
     * Has a packet sealed, verified and opened. The octets are copied.
     *
     * @param receiver must be {@link EspKeys#matches equal} to the sender's
     * @throws IllegalStateException when an earlier packet did not open to what was sealed
     */
    public void add(PendingSeal seal, EspKeys receiver, byte[] b) {
        PendingPackets full;
        synchronized (this) {
            check();
            open.add(seal, receiver, b);
            if (!open.isFull()) {
                return;
            }
            full = takeOpen();
        }
        hand(full);
    }

    /**
     * Returns when all packets have been through.
     *
     * @throws IllegalStateException when one did not open to what was sealed
     */
    public void finish() {
        PendingPackets rest;
        synchronized (this) {
            rest = takeOpen();
        }
        work(rest);
        spare.finish();
        synchronized (this) {
            check();
        }
    }

    private PendingPackets takeOpen() {
        PendingPackets taken = open;
        open = idle.isEmpty() ? new PendingPackets() : idle.pop();
        return taken;
    }

    private void hand(PendingPackets packets) {
        if (!spare.offer(() -> work(packets))) {
            work(packets);
        }
    }

    /** Whatever goes wrong on another thread is told to whoever waits for the result. */
    @SuppressWarnings("CatchingUnchecked")
    private void work(PendingPackets packets) {
        try {
            EspWorker worker = borrow();
            worker.work(packets);
            packets.clear();
            giveBack(packets, worker);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private synchronized EspWorker borrow() {
        return workers.isEmpty() ? new EspWorker() : workers.pop();
    }

    private synchronized void giveBack(PendingPackets packets, EspWorker worker) {
        idle.push(packets);
        workers.push(worker);
    }

    private synchronized void fail(Throwable trouble) {
        failure = failure == null ? trouble : failure;
    }

    private void check() {
        if (failure != null) {
            throw new IllegalStateException("ESP does not open to what was sealed", failure);
        }
    }
}
