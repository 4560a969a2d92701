package dev.censim.node;

import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.policy.Defaults;
import dev.censim.proto.Outbox;
import dev.censim.proto.liveness.Liveness;
import dev.censim.proto.liveness.LivenessOutput;
import dev.censim.wire.IcmpHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import org.jspecify.annotations.Nullable;

/**
 * The health check of a single-tunnel connection (product page, Health Checks): ICMP echo requests through the tunnel, whose replies
 * must come back through it. It rests while the tunnel is down and begins at once when the tunnel comes up; a check that failed
 * stays so until a reply.
 */
final class HealthProbe {

    /** Octets of the IPv4 packet: 56 of data, as ping sends them. */
    private static final int LENGTH = 84;

    private final GatewayConfig.HealthCheck config;
    private final EndpointConfig end;
    private final Outbox<LivenessOutput> due;
    private @Nullable Liveness liveness; // while the tunnel is up
    private boolean isFailed;
    private int sequence;
    private long sentAt;

    HealthProbe(GatewayConfig.HealthCheck config, EndpointConfig end) {
        this.config = config;
        this.end = end;
        due = new Outbox<>();
    }

    HealthProbe copy() {
        HealthProbe copy = new HealthProbe(config, end);
        copy.liveness = liveness == null ? null : liveness.copy();
        copy.isFailed = isFailed;
        copy.sequence = sequence;
        copy.sentAt = sentAt;
        return copy;
    }

    boolean switchesRoute() {
        return config.switchesRoute();
    }

    long deadline() {
        return liveness == null ? Time.NEVER : liveness.deadline();
    }

    void tunnelMoved(boolean up, long now) {
        liveness = null;
        if (up) {
            liveness = new Liveness(config.policy(), now);
            liveness.suspect(now);
        }
    }

    /** Probes when it is time to. True: the last repetition stayed without answer, and the check has failed. */
    boolean expire(Endpoint endpoint, Turn turn) {
        if (liveness == null || liveness.deadline() > turn.now()) {
            return false;
        }
        liveness.expire(turn.now(), due);
        if (due.poll() instanceof LivenessOutput.GaveUp gaveUp) {
            isFailed = true;
            turn.note(new NetworkFact.HealthCheckMoved(
                    turn.now(), end.gateway(), end.tunnel(), false, gaveUp.unanswered()));
            return true;
        }
        sentAt = turn.now();
        endpoint.transmit(request(), turn);
        return false;
    }

    private Frame request() {
        Frame frame = Frame.ofProbe(LENGTH, end.tunnel(), ++sequence);
        int icmp = frame.offset + Ipv4Header.LENGTH;
        IcmpHeader.writeEchoRequest(frame.bytes, icmp, LENGTH - Ipv4Header.LENGTH, identifier(), sequence & 0xffff);
        Ipv4Header.write(
                frame.bytes,
                frame.offset,
                LENGTH,
                sequence & 0xffff,
                Defaults.TTL,
                IpProtocol.ICMP,
                config.sip().bits(),
                config.dip().bits());
        return frame;
    }

    private int identifier() {
        return end.tunnel() & 0xffff;
    }

    /** Whether an inner packet that came through the tunnel is a reply to a probe. */
    boolean isReply(Frame frame) {
        byte[] b = frame.bytes;
        int at = frame.offset;
        if (!Ipv4Header.isSound(b, at, frame.length)
                || Ipv4Header.protocol(b, at) != IpProtocol.ICMP
                || Ipv4Header.source(b, at) != config.dip().bits()
                || Ipv4Header.destination(b, at) != config.sip().bits()) {
            return false;
        }
        int icmp = at + Ipv4Header.headerLength(b, at);
        int length = Ipv4Header.totalLength(b, at) - (icmp - at);
        return IcmpHeader.isSound(b, icmp, length)
                && IcmpHeader.type(b, icmp) == IcmpHeader.ECHO_REPLY
                && IcmpHeader.identifier(b, icmp) == identifier();
    }

    /** A reply came. The next probe follows the last one by the interval. True: the check had failed and has recovered. */
    boolean answered(Turn turn) {
        if (liveness != null) {
            liveness.proofOfLife(sentAt);
        }
        if (!isFailed) {
            return false;
        }
        isFailed = false;
        turn.note(new NetworkFact.HealthCheckMoved(turn.now(), end.gateway(), end.tunnel(), true, 0));
        return true;
    }
}
