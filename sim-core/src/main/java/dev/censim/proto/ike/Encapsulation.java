package dev.censim.proto.ike;

import dev.censim.proto.Machine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ESP within UDP: on which path it goes, and the keepalives of an end behind a NAT, which are sent when nothing else was sent for a
 * while (RFC 3948 section 2.3). Both versions of IKE use it.
 */
public final class Encapsulation {

    private final long interval;
    private @Nullable UdpPath path; // null while ESP goes as protocol 50
    private boolean isBehindNat;
    private long lastSentAt;
    private long dueAt = Machine.NEVER;

    /** @param keepalive interval of keepalives, zero for none */
    public Encapsulation(Duration keepalive) {
        interval = keepalive.toNanos();
    }

    private Encapsulation(Encapsulation other) {
        interval = other.interval;
        path = other.path;
        isBehindNat = other.isBehindNat;
        lastSentAt = other.lastSentAt;
        dueAt = other.dueAt;
    }

    public Encapsulation copy() {
        return new Encapsulation(this);
    }

    /**
     * An SA is established, or its path is another one now.
     *
     * @param wanted where its ESP goes within UDP, or empty for protocol 50
     * @param behindNat whether a NAT in front of this end has to be kept from forgetting
     * @return what the driver must be told, if anything
     */
    public Optional<IkeOutput> follow(Optional<UdpPath> wanted, boolean behindNat, long now) {
        boolean isChange = !wanted.equals(Optional.ofNullable(path));
        path = wanted.orElse(null);
        isBehindNat = behindNat && wanted.isPresent() && interval > 0;
        if (!isBehindNat) {
            dueAt = Machine.NEVER;
        } else if (dueAt == Machine.NEVER) {
            lastSentAt = now;
            dueAt = now + interval;
        }
        return isChange ? Optional.of(new IkeOutput.EspPath(wanted)) : Optional.empty();
    }

    /** No IKE SA is left: there is nothing to keep open, and the next one begins with protocol 50. */
    public void forget() {
        isBehindNat = false;
        dueAt = Machine.NEVER;
    }

    /** A datagram was sent to the peer: IKE or ESP. */
    public void sent(long now) {
        lastSentAt = now;
    }

    public long deadline() {
        return dueAt;
    }

    /** The keepalive that is due, if nothing was sent since it was scheduled. */
    public Optional<IkeOutput> expire(long now) {
        UdpPath to = path;
        if (dueAt > now || to == null) {
            return Optional.empty();
        }
        boolean isIdle = lastSentAt + interval <= now;
        lastSentAt = isIdle ? now : lastSentAt;
        dueAt = lastSentAt + interval;
        return isIdle ? Optional.of(new IkeOutput.Keepalive(to)) : Optional.empty();
    }
}
