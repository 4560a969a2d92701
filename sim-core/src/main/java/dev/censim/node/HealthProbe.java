package dev.censim.node;

import dev.censim.facts.CircuitFact;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Fact;
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
 * The health check of a single-tunnel connection (product page, Health Checks) or of a VBR: ICMP echo requests through the tunnel or
 * circuit, whose replies must come back through it. It rests while that is down and begins at once when it comes up; a check that
 * failed stays so until a reply.
 */
final class HealthProbe {

    /** Octets of the IPv4 packet: 56 of data, as ping sends them. */
    private static final int LENGTH = 84;

    private final GatewayConfig.HealthCheck config;
    private final EndpointConfig end;
    private final Outbox<LivenessOutput> due;
    private @Nullable Liveness liveness; // while the tunnel or circuit is up
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

    void interfaceMoved(boolean up, long now) {
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
            return failed(gaveUp.unanswered(), turn);
        }
        sentAt = turn.now();
        endpoint.transmit(request(), turn);
        return false;
    }

    /** A tunnel is reset then, and probed when it is up again. A circuit has nothing to reset: it is probed on, and fails once. */
    private boolean failed(int unanswered, Turn turn) {
        boolean isNews = !isFailed || !end.isCircuit();
        isFailed = true;
        if (isNews) {
            turn.note(moved(turn.now(), unanswered));
        }
        if (end.isCircuit()) {
            interfaceMoved(true, turn.now());
        }
        return isNews;
    }

    private Frame request() {
        Frame frame = Frame.ofProbe(LENGTH, probed(), ++sequence);
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

    private int probed() {
        return end.isCircuit() ? end.gateway() : Names.hopInto(end.tunnel());
    }

    private int identifier() {
        return (end.isCircuit() ? end.gateway() : end.tunnel()) & 0xffff;
    }

    /** Whether a packet that came through the tunnel or circuit is a reply to a probe. */
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

    private Fact moved(long at, int unanswered) {
        return end.isCircuit()
                ? new CircuitFact.VbrHealthCheckMoved(at, end.gateway(), !isFailed, unanswered)
                : new NetworkFact.HealthCheckMoved(at, end.gateway(), end.tunnel(), !isFailed, unanswered);
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
        turn.note(moved(turn.now(), 0));
        return true;
    }
}
