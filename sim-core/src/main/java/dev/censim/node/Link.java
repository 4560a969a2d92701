package dev.censim.node;

import dev.censim.facts.CaptureFact;
import dev.censim.facts.DropCause;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Turn;
import dev.censim.model.fault.Fault.Direction;
import dev.censim.wire.Ipv4Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An underlay path: the Internet between a region and a gateway, or a circuit. Each direction is a first-in-first-out queue before
 * a bandwidth limit, then latency and jitter, which do not reorder. Frames in flight lie here, not in the agenda.
 */
public final class Link implements Actor {

    /**
     * A device at an end of the path.
     *
     * @param address its outer address on the path; of a circuit the one in its /30
     * @param isCustomer on which side it is
     */
    public record End(int actor, int address, boolean isCustomer) {}

    /**
     * @param isCircuit whether whatever is put in at one end comes out at the other; else the destination address decides
     * @param captures whether frames are noted for a capture
     * @param runEnd when it is noted how much each cloud end has put on the path
     */
    public record Config(int id, List<End> ends, boolean isCircuit, boolean captures, long runEnd) {
        public Config {
            ends = List.copyOf(ends);
        }
    }

    /** What a path is like: as configured, or as an impairment makes it. */
    public record Quality(
            long latencyNanos, long jitterNanos, int lossPerMillion, long bitsPerSecond, long queueNanos) {

        /** In place of a rate: unlimited. */
        public static final long UNLIMITED = 0;

        private Quality changedBy(Control.PathImpaired change) {
            return new Quality(
                    change.latencyNanos().orElse(latencyNanos),
                    change.jitterNanos().orElse(jitterNanos),
                    change.lossPerMillion().orElse(lossPerMillion),
                    change.bitsPerSecond().orElse(bitsPerSecond),
                    queueNanos);
        }
    }

    private final Config config;
    private final LinkEnds ends;
    private final Quality configured;
    private final Rng rng;
    private final Lane toCustomer;
    private final Lane toCloud;
    private final List<Control.PathImpaired> impairments;
    private final Meter sentByCloud;
    private Quality quality;
    private int cuts;

    public Link(Config config, Quality quality, Rng rng) {
        this.config = config;
        ends = LinkEnds.of(config.ends);
        this.configured = quality;
        this.quality = quality;
        this.rng = rng;
        toCustomer = new Lane();
        toCloud = new Lane();
        impairments = new ArrayList<>();
        sentByCloud = new Meter(config.id, config.ends.stream().map(End::actor).toList(), config.runEnd);
    }

    private Link(Link other) {
        config = other.config;
        ends = other.ends;
        configured = other.configured;
        quality = other.quality;
        rng = other.rng.copy();
        toCustomer = other.toCustomer.copy();
        toCloud = other.toCloud.copy();
        impairments = new ArrayList<>(other.impairments);
        sentByCloud = other.sentByCloud.copy();
        cuts = other.cuts;
    }

    @Override
    public Link copy() {
        return new Link(this);
    }

    @Override
    public long deadline() {
        return Math.min(sentByCloud.deadline(), Math.min(toCustomer.deadline(), toCloud.deadline()));
    }

    @Override
    public void wake(Turn turn) {
        deliver(toCustomer, true, turn);
        deliver(toCloud, false, turn);
        sentByCloud.note(turn);
    }

    private void deliver(Lane lane, boolean toCustomerSide, Turn turn) {
        while (lane.deadline() <= turn.now()) {
            Frame frame = lane.remove();
            int receiver = receiver(frame, toCustomerSide);
            if (receiver < 0) {
                frame.drop(DropCause.NO_HOST, config.id, turn);
            } else {
                frame.handTo(receiver, config.id, turn);
            }
        }
    }

    private int receiver(Frame frame, boolean onCustomerSide) {
        return config.isCircuit
                ? ends.actor(onCustomerSide)
                : ends.actor(Ipv4Header.destination(frame.bytes, frame.offset), onCustomerSide);
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            send(frame, turn);
        } else if (signal instanceof Control.PathSilent fault) {
            silence(fault);
        } else if (signal instanceof Control.PathCarrier fault) {
            carrier(fault.present(), turn);
        } else if (signal instanceof Control.PathImpaired change) {
            impairments.add(change);
            reconsiderQuality();
        } else if (signal instanceof Control.PathRestored repair) {
            impairments.remove(repair.change());
            reconsiderQuality();
        } else {
            throw new AssertionError(signal);
        }
    }

    private void send(Frame frame, Turn turn) {
        frame.passes(config.id);
        if (config.captures) {
            byte[] packet = Arrays.copyOfRange(frame.bytes, frame.offset, frame.offset + frame.length);
            turn.note(new CaptureFact.FrameSeen(turn.now(), config.id, packet));
        }
        int end = endOf(frame.from);
        boolean isFromCustomer = config.ends.get(end).isCustomer;
        if (!isFromCustomer) {
            sentByCloud.count(end, frame.length, turn.now());
        }
        Lane lane = isFromCustomer ? toCloud : toCustomer;
        boolean isLost = isLost();
        long delay = quality.latencyNanos + jitter();
        if (cuts > 0) {
            frame.drop(DropCause.PATH_DOWN, config.id, turn);
        } else if (lane.isSilent()) {
            frame.drop(DropCause.PATH_SILENT, config.id, turn);
        } else if (isLost) {
            frame.drop(DropCause.PATH_LOSS, config.id, turn);
        } else if (lane.backlog(turn.now()) > quality.queueNanos) {
            frame.drop(DropCause.QUEUE_FULL, config.id, turn);
        } else {
            lane.add(frame, turn.now(), transmissionNanos(frame.length), delay);
        }
    }

    private long transmissionNanos(int octets) {
        return quality.bitsPerSecond == Quality.UNLIMITED ? 0 : octets * 8_000_000_000L / quality.bitsPerSecond;
    }

    private int endOf(int actor) {
        int end = ends.endOf(actor);
        if (end == LinkEnds.NONE) {
            throw new AssertionError("actor " + actor + " is not at path " + config.id);
        }
        return end;
    }

    /** Draws for every packet, so that a change of one quality does not shift the draws of the others; what decides nothing is not computed. */
    private boolean isLost() {
        if (quality.lossPerMillion == 0) {
            rng.nextLong();
            return false;
        }
        return rng.below(1_000_000) < quality.lossPerMillion;
    }

    private long jitter() {
        if (quality.jitterNanos == 0) {
            rng.nextLong();
            return 0;
        }
        return rng.below(quality.jitterNanos + 1);
    }

    private void silence(Control.PathSilent fault) {
        if (fault.direction() != Direction.TO_CLOUD) {
            toCustomer.silence(fault.silent());
        }
        if (fault.direction() != Direction.TO_CUSTOMER) {
            toCloud.silence(fault.silent());
        }
    }

    /** Without carrier what is in flight is lost, and the customer's device sees it; of a circuit both ends do. */
    private void carrier(boolean present, Turn turn) {
        boolean wasPresent = cuts == 0;
        cuts += present ? -1 : 1;
        if (cuts == 1 && wasPresent) {
            lose(toCustomer, turn);
            lose(toCloud, turn);
        }
        if (wasPresent != (cuts == 0)) {
            config.ends.stream()
                    .filter(end -> end.isCustomer || config.isCircuit)
                    .mapToInt(End::actor)
                    .distinct()
                    .forEach(actor -> turn.to(actor, new Control.InterfaceCarrier(config.id, cuts == 0)));
        }
    }

    private void lose(Lane lane, Turn turn) {
        while (!lane.isEmpty()) {
            lane.remove().drop(DropCause.PATH_DOWN, config.id, turn);
        }
        lane.reset();
    }

    /** The latest change of each quantity holds. */
    private void reconsiderQuality() {
        quality = configured;
        impairments.forEach(change -> quality = quality.changedBy(change));
    }
}
