package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.forward.Fib;
import dev.censim.forward.FlowHash;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Turn;
import dev.censim.wire.Ipv4Header;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * An Express Connect Router: one router in several regions. What comes in at a region is forwarded by that region's table for its
 * direction, at once or after the way to another region. What the tables hold is the matter of its {@link EcrRoutes}.
 */
public final class EcrNode implements Actor {

    private final EcrConfig config;
    private final EcrRoutes routes;
    private final EcrBackbone backbone;

    /** Index of each actor's attachment, by actor id; -1 for others. Never changes. */
    private final int[] attachmentOf;

    /** The number of the zone of each block of the cloud. */
    private final Fib zones;

    public EcrNode(EcrConfig config) {
        this.config = config;
        routes = new EcrRoutes(config);
        backbone = new EcrBackbone(config.regions().size());
        int actors = config.attachments().stream()
                        .mapToInt(EcrConfig.Attachment::actor)
                        .max()
                        .orElse(-1)
                + 1;
        attachmentOf = new int[actors];
        Arrays.fill(attachmentOf, -1);
        for (int i = 0; i < config.attachments().size(); i++) {
            attachmentOf[config.attachments().get(i).actor()] = i;
        }
        Fib all = Fib.EMPTY;
        for (EcrConfig.ZoneBlock block : config.blocks()) {
            all = all.with(block.prefix(), block.zone());
        }
        zones = all;
    }

    private EcrNode(EcrNode other) {
        config = other.config;
        routes = other.routes.copy();
        backbone = other.backbone.copy();
        attachmentOf = other.attachmentOf;
        zones = other.zones;
    }

    @Override
    public EcrNode copy() {
        return new EcrNode(this);
    }

    @Override
    public long deadline() {
        return backbone.deadline();
    }

    @Override
    public void wake(Turn turn) {
        backbone.deliver(config.id(), turn);
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            forward(frame, turn);
        } else if (signal instanceof Control.RouteOffered offer) {
            routes.learn(attachmentOf[offer.from()], offer.prefix(), offer.attributes(), turn);
        } else if (signal instanceof Control.RouteRetracted gone) {
            routes.forget(attachmentOf[gone.from()], gone.prefix(), turn);
        } else if (signal instanceof Control.RoutePushed pushed) {
            routes.learn(attachmentOf[pushed.from()], pushed.prefix(), pushed.attributes(), turn);
        } else if (signal instanceof Control.RoutePulled pulled) {
            routes.forget(attachmentOf[pulled.from()], pulled.prefix(), turn);
        } else if (signal instanceof Control.TablesWanted) {
            routes.list(turn);
        } else {
            throw new AssertionError(signal);
        }
    }

    private void forward(Frame frame, Turn turn) {
        if (!Forwarding.admits(frame, config.id(), turn)) {
            return;
        }
        EcrConfig.Attachment from = config.attachments().get(attachmentOf[frame.from]);
        ForwardingTable table = routes.forwarding(from);
        int route = table.lookup(frame);
        if (route == ForwardingTable.NO_ROUTE) {
            if (frame.isTraced()) {
                table.trace(frame, route, turn);
            }
            frame.drop(DropCause.NO_ROUTE, config.id(), turn);
            return;
        }
        int hop = isNearBy(from) ? nearest(table.hops(route), frame) : table.hop(route, frame);
        if (frame.isTraced()) {
            table.trace(frame, route, OptionalInt.of(hop), turn);
        }
        int region = config.attachments().get(attachmentOf[hop]).region();
        if (region == from.region()) {
            frame.handTo(hop, config.id(), turn);
        } else {
            long latency = config.regions().get(from.region()).latencyNanos().get(region);
            backbone.send(frame, from.region(), region, hop, turn.now() + latency);
        }
    }

    private boolean isNearBy(EcrConfig.Attachment from) {
        return from.isCloud() && config.regions().get(from.region()).isNearBy();
    }

    /** Of equally good VBRs those near the sender's zone share the traffic; when none is, all do. */
    private int nearest(int[] hops, Frame frame) {
        int zone = zones.lookup(Ipv4Header.source(frame.bytes, frame.offset));
        int near = 0;
        for (int hop : hops) {
            near += isNear(hop, zone) ? 1 : 0;
        }
        if (near == 0 || near == hops.length) {
            return ForwardingTable.choose(hops, frame, config.id());
        }
        int place = FlowHash.select(FlowHash.hash(frame.bytes, frame.offset, frame.length, config.id()), near);
        for (int hop : hops) {
            if (isNear(hop, zone) && place-- == 0) {
                return hop;
            }
        }
        throw new AssertionError("no hop " + place + " of " + near);
    }

    private boolean isNear(int hop, int zone) {
        return config.attachments().get(attachmentOf[hop]).nearZones().contains(zone);
    }
}
