package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.facts.RouteSource;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.route.Candidate;
import dev.censim.wire.Ipv4Header;
import java.util.Arrays;

/**
 * A transit router: what comes in from an attachment is forwarded by the table that the attachment is associated with. What the
 * tables hold is the matter of its {@link TransitRouterRoutes}.
 */
public final class TransitRouterNode implements Actor {

    private static final int NO_TABLE = TransitRouterConfig.NO_TABLE;

    private final TransitRouterConfig config;
    private final TransitRouterRoutes routes;

    /** Index of each actor's attachment, by actor id; -1 for others. Never changes. */
    private final int[] attachmentOf;

    /** What has come in, by attachment. */
    private final Meter received;

    private boolean isStarted;

    public TransitRouterNode(TransitRouterConfig config) {
        this.config = config;
        routes = new TransitRouterRoutes(config);
        int actors = config.attachments().stream()
                        .mapToInt(TransitRouterConfig.Attachment::actor)
                        .max()
                        .orElse(-1)
                + 1;
        attachmentOf = new int[actors];
        Arrays.fill(attachmentOf, -1);
        for (int i = 0; i < config.attachments().size(); i++) {
            attachmentOf[config.attachments().get(i).actor()] = i;
        }
        received = new Meter(
                config.id(),
                config.attachments().stream()
                        .map(TransitRouterConfig.Attachment::actor)
                        .toList(),
                config.runEnd());
    }

    private TransitRouterNode(TransitRouterNode other) {
        config = other.config;
        routes = other.routes.copy();
        attachmentOf = other.attachmentOf;
        received = other.received.copy();
        isStarted = other.isStarted;
    }

    @Override
    public TransitRouterNode copy() {
        return new TransitRouterNode(this);
    }

    @Override
    public long deadline() {
        return isStarted ? received.deadline() : 0;
    }

    @Override
    public void wake(Turn turn) {
        if (isStarted) {
            received.note(turn);
        } else {
            isStarted = true;
            routes.start(turn);
        }
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            forward(frame, turn);
        } else if (signal instanceof Control.RouteOffered offer) {
            routes.learn(attachmentOf[offer.from()], offer.prefix(), offer.attributes(), turn);
        } else if (signal instanceof Control.RouteRetracted gone) {
            routes.forget(attachmentOf[gone.from()], gone.prefix(), turn);
        } else if (signal instanceof Control.TablesWanted) {
            routes.list(turn);
        } else if (signal instanceof Control.RouteInquiry inquiry) {
            routes.inquire(inquiry.destination(), turn);
        } else if (signal instanceof Control.InterfaceCarrier carrier) {
            routes.carrier(attachmentOf[carrier.link()], carrier.present(), turn);
        } else if (signal instanceof Control.AttachmentPresence fault) {
            routes.attach(attachmentOf[fault.attachment()], fault.present(), turn);
        } else if (signal instanceof Control.Power power) {
            routes.power(power.on(), turn);
        } else {
            change(signal, turn);
        }
    }

    /** What an operator changes. */
    private void change(Signal signal, Turn turn) {
        if (signal instanceof Control.Association change) {
            routes.associate(attachmentOf[change.attachment()], change.table(), turn);
        } else if (signal instanceof Control.Propagation change) {
            routes.propagate(attachmentOf[change.attachment()], change.table(), change.enabled(), turn);
        } else if (signal instanceof Control.Synchronization change) {
            routes.synchronize(attachmentOf[change.attachment()], change.enabled(), turn);
        } else if (signal instanceof Control.TableEntry change) {
            int attachment = change.attachment() == Candidate.BLACKHOLE
                    ? Candidate.BLACKHOLE
                    : attachmentOf[change.attachment()];
            routes.entry(change.table(), change.destination(), attachment, change.present(), turn);
        } else if (signal instanceof Control.AggregateEntry change) {
            routes.aggregate(change.table(), change.prefix(), change.present(), turn);
        } else if (signal instanceof Control.PolicyEntry change) {
            routes.policy(change.policy(), change.present(), turn);
        } else {
            throw new AssertionError(signal);
        }
    }

    private void forward(Frame frame, Turn turn) {
        if (!Forwarding.admits(frame, config.id(), turn)) {
            return;
        }
        int attachment = attachmentOf[frame.from];
        received.count(attachment, frame.length, turn.now());
        int table = routes.forwardingTable(attachment);
        if (table == NO_TABLE) {
            frame.drop(routes.refusal(attachment), config.id(), turn);
            return;
        }
        ForwardingTable fib = routes.forwarding(table);
        int route = fib.lookup(frame);
        if (frame.isTraced()) {
            fib.trace(frame, route, turn);
        }
        if (route == ForwardingTable.NO_ROUTE) {
            frame.drop(DropCause.NO_ROUTE, config.id(), turn);
        } else if (fib.isDenied(route, attachment) && !isOuter(frame, attachment)) {
            frame.drop(DropCause.ROUTE_DENIED, config.id(), turn);
        } else if (fib.source(route) == RouteSource.BLACKHOLE) {
            frame.drop(DropCause.BLACKHOLE, config.id(), turn);
        } else {
            frame.handTo(fib.hop(route, frame), config.id(), turn);
        }
    }

    /** Whether a packet is one of a private tunnel's own, which the policies for what it carries do not concern. */
    private boolean isOuter(Frame frame, int attachment) {
        Prefix source = Prefix.host(new Ipv4(Ipv4Header.source(frame.bytes, frame.offset)));
        return config.attachments().get(attachment).addresses().contains(source);
    }
}
