package dev.censim.node;

import dev.censim.crypto.KnownSecrets;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.node.GatewayRoutes.Withholder;
import dev.censim.proto.Outbox;
import dev.censim.proto.bfd.BfdOutput;
import dev.censim.proto.bgp.SpeakerOutput;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.bfd.BfdState;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A device with tunnel or circuit ends: an IPsec-VPN connection, a VBR, or a gateway of a data centre. What comes from its uplink
 * goes out through the end that its route table names; what comes through an end goes to the uplink, unless it is for the device's
 * own BGP. An end that comes up or goes down takes its BGP session and its routes with it.
 */
public final class Gateway implements Actor {

    private final GatewayConfig config;
    private final Rng rng;
    private final List<Endpoint> endpoints;
    private final boolean[] isUp;
    private final GatewayRoutes routes;
    private final Outbox<BgpTransport.Output> outputs;

    /** Index of the endpoint of each BGP session; never changes. */
    private final List<Integer> endpointOfSession;

    /** What BGP announces: the configured prefixes and those that the transit router has given. */
    private final TreeMap<Prefix, PathAttributes> originated;

    private final @Nullable HealthProbe health; // of a single-tunnel connection that checks
    private @Nullable BgpTransport bgp; // null without BGP and without power
    private long bgpDeadline = Time.NEVER; // asked for when BGP has done something, not for each packet
    private boolean isStarted;
    private int outages;
    private int nextId;

    /** @param seed of the scenario: every endpoint and the speaker draw from streams of their own */
    public Gateway(GatewayConfig config, long seed, KnownSecrets knownSecrets) {
        this.config = config;
        rng = Rng.of(seed, config.name());
        endpoints = new ArrayList<>();
        for (EndpointConfig endpoint : config.endpoints()) {
            endpoints.add(new Endpoint(endpoint, Rng.of(seed, config.name() + "/" + endpoint.name()), knownSecrets));
        }
        endpointOfSession = IntStream.range(0, endpoints.size())
                .filter(index -> config.endpoints().get(index).bgp().isPresent())
                .boxed()
                .toList();
        isUp = new boolean[endpoints.size()];
        routes = new GatewayRoutes(config);
        outputs = new Outbox<>();
        originated = new TreeMap<>();
        config.originates().forEach(prefix -> originated.put(prefix, BgpTransport.OWN));
        health = config.healthCheck()
                .map(check -> new HealthProbe(check, config.endpoints().get(0)))
                .orElse(null);
    }

    private Gateway(Gateway other) {
        config = other.config;
        rng = other.rng.copy();
        endpoints = new ArrayList<>();
        other.endpoints.forEach(endpoint -> endpoints.add(endpoint.copy()));
        isUp = other.isUp.clone();
        routes = other.routes.copy();
        outputs = new Outbox<>();
        endpointOfSession = other.endpointOfSession;
        originated = new TreeMap<>(other.originated);
        health = other.health == null ? null : other.health.copy();
        bgp = other.bgp == null ? null : other.bgp.copy();
        bgpDeadline = other.bgpDeadline;
        isStarted = other.isStarted;
        outages = other.outages;
        nextId = other.nextId;
    }

    @Override
    public Gateway copy() {
        return new Gateway(this);
    }

    @Override
    public long deadline() {
        if (!isStarted) {
            return 0;
        }
        assert bgpDeadline == askBgp() : "BGP has done something unseen";
        long next = bgpDeadline;
        next = health == null ? next : Math.min(next, health.deadline());
        for (int i = 0; i < endpoints.size(); i++) {
            next = Math.min(next, endpoints.get(i).deadline());
        }
        return next;
    }

    @Override
    public void wake(Turn turn) {
        if (!isStarted) {
            isStarted = true;
            startRouting(turn);
            endpoints.forEach(endpoint -> endpoint.start(turn));
        }
        for (int i = 0; i < endpoints.size(); i++) {
            endpoints.get(i).expire(turn);
            refresh(i, turn);
        }
        if (health != null && health.expire(endpoints.get(0), turn)) {
            healthCheckFailed(health, turn);
        }
        if (bgp != null && bgp.deadline() <= turn.now()) {
            bgp.expire(turn.now(), outputs);
            drain(turn);
        }
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            if (outages > 0) {
                frame.drop(DropCause.DEVICE_DOWN, config.id(), turn);
            } else if (frame.from == config.uplink() && !isOuter(frame)) {
                forwardOut(frame, turn);
            } else {
                receive(frame, turn);
            }
        } else if (signal instanceof Control control) {
            act(control, turn);
        } else {
            throw new AssertionError(signal);
        }
    }

    /** Whether a packet from the uplink is one of a private tunnel's own, which ends here. */
    private boolean isOuter(Frame frame) {
        for (int i = 0; i < endpoints.size(); i++) {
            if (endpoints.get(i).config.link() == config.uplink()
                    && Ipv4Header.isSound(frame.bytes, frame.offset, frame.length)
                    && endpoints.get(i).isAddressed(frame)) {
                return true;
            }
        }
        return false;
    }

    private void act(Control control, Turn turn) {
        if (control instanceof Control.RoutePushed pushed) {
            originated.put(pushed.prefix(), BgpTransport.announced(pushed.attributes()));
            if (bgp != null) {
                bgp.originate(turn.now(), pushed.prefix(), BgpTransport.announced(pushed.attributes()), outputs);
            }
        } else if (control instanceof Control.RoutePulled pulled) {
            originated.remove(pulled.prefix());
            if (bgp != null) {
                bgp.withdraw(turn.now(), pulled.prefix(), outputs);
            }
        } else if (control instanceof Control.OwnEntry entry) {
            routes.entry(entry.destination(), entry.present(), endpoints, turn);
        } else if (control instanceof Control.TablesWanted) {
            routes.list(turn);
        } else if (control instanceof Control.InterfaceCarrier carrier) {
            carrier(carrier, turn);
        } else if (control instanceof Control.EndpointPower power) {
            endpoints.get(power.endpoint()).power(power.on(), turn);
            refresh(power.endpoint(), turn);
        } else if (control instanceof Control.Power power) {
            power(power.on(), turn);
        } else if (control instanceof Control.OfSession ofSession) {
            BgpHold hold = endpoints.get(ofSession.endpoint()).bgpHold;
            hold.act(ofSession);
            if (bgp != null) {
                int session = endpointOfSession.indexOf(ofSession.endpoint());
                bgp.act(turn.now(), session, ofSession, hold, outputs);
            }
        } else {
            throw new AssertionError(control);
        }
        drain(turn);
    }

    private void carrier(Control.InterfaceCarrier carrier, Turn turn) {
        for (int i = 0; i < endpoints.size(); i++) {
            if (endpoints.get(i).config.link() == carrier.link()) {
                endpoints.get(i).carrier(carrier.present());
                refresh(i, turn);
            }
        }
    }

    private void power(boolean on, Turn turn) {
        outages += on ? -1 : 1;
        boolean isLost = !on && outages == 1;
        if (on && outages == 0) {
            startRouting(turn);
        }
        for (int i = 0; i < endpoints.size(); i++) {
            endpoints.get(i).power(on, turn);
            refresh(i, turn);
        }
        if (isLost) {
            drain(turn);
            bgp = null;
            bgpDeadline = Time.NEVER;
            routes.lose(turn);
        }
    }

    /** Static routes, and a BGP speaker that knows what it announces. */
    private void startRouting(Turn turn) {
        routes.endpointsMoved(endpoints, turn);
        config.speaker().ifPresent(settings -> {
            List<Endpoint> speaking =
                    endpointOfSession.stream().map(endpoints::get).toList();
            BgpTransport speaker = new BgpTransport(settings, speaking, Rng.of(rng.nextLong(), "bgp"));
            originated.forEach((prefix, path) -> speaker.originate(turn.now(), prefix, path, outputs));
            bgp = speaker;
            drain(turn);
        });
    }

    /** When an endpoint came up or went down, or BFD says that its path did: its session and its routes follow. */
    private void refresh(int index, Turn turn) {
        Endpoint endpoint = endpoints.get(index);
        if (endpoint.isUp() != isUp[index]) {
            interfaceMoved(endpoint, index, turn);
        }
        for (BfdOutput.Moved move = endpoint.bfdMove(); move != null; move = endpoint.bfdMove()) {
            bfdMoved(move, index, turn);
        }
    }

    private void interfaceMoved(Endpoint endpoint, int index, Turn turn) {
        boolean now = endpoint.isUp();
        isUp[index] = now;
        endpoint.interfaceMoved(now, turn);
        if (!endpoint.config.isCircuit()) {
            turn.note(
                    new NetworkFact.TunnelMoved(turn.now(), config.id(), endpoint.config.tunnel(), config.side(), now));
        }
        if (health != null) {
            health.interfaceMoved(now, turn.now());
        }
        int session = endpointOfSession.indexOf(index);
        if (bgp != null && session >= 0) {
            if (now) {
                bgp.interfaceUp(turn.now(), session, outputs);
            } else {
                bgp.interfaceDown(turn.now(), session, outputs);
            }
            drain(turn);
        }
        routes.endpointsMoved(endpoints, turn);
    }

    /** RFC 5882 sections 3.2 and 10.2: a failure ends BGP at once, an operator's doing does not. */
    private void bfdMoved(BfdOutput.Moved move, int index, Turn turn) {
        EndpointConfig end = config.endpoints().get(index);
        boolean switches =
                end.bgp().flatMap(EndpointConfig.Peering::bfd).orElseThrow().switchesRoutes();
        if (switches && move.isFailure()) {
            routes.withhold(Withholder.FAILOVER_GROUP, turn).note(end, turn);
        } else if (switches && move.to() == BfdState.UP) {
            routes.release(Withholder.FAILOVER_GROUP, endpoints, turn).note(end, turn);
        }
        if (bgp != null && move.isFailure() && isUp[index]) {
            bgp.pathFailed(turn.now(), endpointOfSession.indexOf(index), outputs);
            drain(turn);
        }
    }

    /** Product page, Switch Route; and the vendor's troubleshooting page: a failed check resets the tunnel. A circuit has nothing to reset. */
    private void healthCheckFailed(HealthProbe failed, Turn turn) {
        if (failed.switchesRoute()) {
            routes.withhold(Withholder.HEALTH_CHECK, turn)
                    .note(config.endpoints().get(0), turn);
        }
        endpoints.get(0).reset(turn);
        refresh(0, turn);
    }

    private void forwardOut(Frame frame, Turn turn) {
        if (!Forwarding.admits(frame, config.id(), turn)) {
            return;
        }
        int route = routes.lookup(frame, turn);
        if (route == ForwardingTable.NO_ROUTE) {
            frame.drop(DropCause.NO_ROUTE, config.id(), turn);
        } else {
            GatewayRoutes.end(routes.hop(route, frame), endpoints).transmit(frame, turn);
        }
    }

    private void receive(Frame frame, Turn turn) {
        if (!Ipv4Header.isSound(frame.bytes, frame.offset, frame.length)) {
            frame.drop(DropCause.MALFORMED, config.id(), turn);
            return;
        }
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            if (endpoint.isAddressed(frame)) {
                if (endpoint.receive(frame, turn)) {
                    receiveInner(frame, i, turn);
                }
                refresh(i, turn);
                return;
            }
        }
        frame.drop(DropCause.NO_HOST, config.id(), turn);
    }

    private void receiveInner(Frame frame, int index, Turn turn) {
        if (health != null && health.isReply(frame)) {
            if (health.answered(turn) && health.switchesRoute()) {
                routes.release(Withholder.HEALTH_CHECK, endpoints, turn)
                        .note(config.endpoints().get(0), turn);
            }
        } else if (!endpoints.get(index).isForMe(frame)) {
            if (Forwarding.admits(frame, config.id(), turn)) {
                frame.handTo(config.uplink(), config.id(), turn);
            }
        } else if (endpoints.get(index).isFiltered(frame)) {
            frame.drop(DropCause.PACKET_FILTER, config.id(), turn);
        } else if (endpoints.get(index).config.isCircuit() && Echo.isRequest(frame)) {
            answer(frame, endpoints.get(index), turn);
        } else if (bgp == null || Ipv4Header.protocol(frame.bytes, frame.offset) != IpProtocol.TCP) {
            frame.drop(DropCause.NO_HOST, config.id(), turn);
        } else {
            int session = endpointOfSession.indexOf(index);
            bgp.received(turn.now(), session, frame.bytes, frame.offset, frame.length, outputs);
            drain(turn);
        }
    }

    /** By the route to who asks, which may be another way than that of the question. */
    private void answer(Frame frame, Endpoint asked, Turn turn) {
        Echo.answer(frame, asked.config.localAddress().bits(), nextId++);
        int route = routes.lookup(frame, turn);
        if (asked.leadsTo(frame)) {
            asked.transmit(frame, turn);
        } else if (route == ForwardingTable.NO_ROUTE) {
            frame.handTo(config.uplink(), config.id(), turn);
        } else {
            GatewayRoutes.end(routes.hop(route, frame), endpoints).transmit(frame, turn);
        }
    }

    private long askBgp() {
        return bgp == null ? Time.NEVER : bgp.deadline();
    }

    private void drain(Turn turn) {
        for (BgpTransport.Output output = outputs.poll(); output != null; output = outputs.poll()) {
            if (output instanceof BgpTransport.Output.Packet packet) {
                endpoints.get(endpointOfSession.get(packet.session())).transmitBgp(Frame.of(packet.bytes()), turn);
            } else if (output instanceof BgpTransport.Output.Discarded) {
                turn.note(new NetworkFact.PacketDropped(
                        turn.now(), config.id(), Frame.NO_FLOW, -1, DropCause.TCP_SIGNATURE));
            } else if (output instanceof BgpTransport.Output.Moved moved) {
                turn.note(BgpFacts.of(moved, turn.now(), config, session(moved.session())));
            } else if (output instanceof BgpTransport.Output.Routes routing) {
                learn(routing.change(), turn);
            } else {
                throw new AssertionError(output);
            }
        }
        bgpDeadline = askBgp();
    }

    private void learn(SpeakerOutput change, Turn turn) {
        if (change instanceof SpeakerOutput.RoutesReceived received) {
            BgpFacts.note(received, config, session(received.session()), turn);
        } else if (change instanceof SpeakerOutput.RoutesWithdrawn withdrawn) {
            BgpFacts.note(withdrawn, config, session(withdrawn.session()), turn);
        } else if (change instanceof SpeakerOutput.BestChanged changed) {
            changed.prefixes()
                    .forEach(prefix -> routes.bgpChose(prefix, changed.best(), endpointOfSession, endpoints, turn));
        }
    }

    /** The number of a session in the whole network. */
    private int session(int index) {
        EndpointConfig endpoint = config.endpoints().get(endpointOfSession.get(index));
        return endpoint.bgp().orElseThrow().session();
    }
}
