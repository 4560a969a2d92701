package dev.censim.node;

import dev.censim.proto.Outbox;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.UdpPath;

/**
 * The IKE of an end that packets come through. Each of them is a sign of life, but of those in a row the first and the last decide
 * what IKE does next: the first is told at once, the last before anything else is or when the deadline has come, which then moves.
 * So a packet costs a number and moves no deadline.
 */
final class IkeUnderTraffic implements Ike {

    /** In place of an instant. */
    private static final long NONE = -1;

    private final Ike ike;
    private long deadline;

    /** The latest input was a sign of life. */
    private boolean isKnownAlive;

    /** The last sign of life that IKE was not told of; {@link #NONE} when it was told of all. */
    private long untoldSign;

    IkeUnderTraffic(Ike ike) {
        this(ike, ike.deadline(), false, NONE);
    }

    private IkeUnderTraffic(Ike ike, long deadline, boolean isKnownAlive, long untoldSign) {
        this.ike = ike;
        this.deadline = deadline;
        this.isKnownAlive = isKnownAlive;
        this.untoldSign = untoldSign;
    }

    @Override
    public IkeUnderTraffic copy() {
        return new IkeUnderTraffic(ike.copy(), deadline, isKnownAlive, untoldSign);
    }

    /** Not later than IKE has something to do; earlier by as much as the untold sign of life defers it. */
    @Override
    public long deadline() {
        assert deadline == ike.deadline() : "IKE has done something unseen";
        return deadline;
    }

    @Override
    public void proofOfLife(long now) {
        if (isKnownAlive) {
            untoldSign = now;
        } else {
            isKnownAlive = true;
            ike.proofOfLife(now);
            deadline = ike.deadline();
        }
    }

    @Override
    public void expire(long now, Outbox<IkeOutput> out) {
        tellSign();
        if (ike.deadline() <= now) {
            ike.expire(now, out);
            isKnownAlive = false;
        }
        deadline = ike.deadline();
    }

    @Override
    public void initiate(long now, Outbox<IkeOutput> out) {
        tellSign();
        ike.initiate(now, out);
        hasActed();
    }

    @Override
    public void received(long now, UdpPath path, byte[] bytes, int offset, int length, Outbox<IkeOutput> out) {
        tellSign();
        ike.received(now, path, bytes, offset, length, out);
        hasActed();
    }

    @Override
    public void peerMoved(long now, UdpPath path, Outbox<IkeOutput> out) {
        tellSign();
        ike.peerMoved(now, path, out);
        hasActed();
    }

    @Override
    public void espSent(long now) {
        ike.espSent(now);
    }

    @Override
    public void close(long now, Outbox<IkeOutput> out) {
        tellSign();
        ike.close(now, out);
        hasActed();
    }

    @Override
    public boolean isEstablished() {
        return ike.isEstablished();
    }

    private void tellSign() {
        if (untoldSign != NONE) {
            ike.proofOfLife(untoldSign);
            untoldSign = NONE;
        }
    }

    private void hasActed() {
        isKnownAlive = false;
        deadline = ike.deadline();
    }
}
