package dev.censim.scenarios.explain;

import dev.censim.facts.BgpState;
import dev.censim.facts.CloseCause;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.ChildSaInstalled;
import dev.censim.facts.NetworkFact.IkeSaClosed;
import dev.censim.facts.NetworkFact.IkeSaEstablished;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the state of an end at the end of a history. */
final class States {

    private static final Aspect NEVER = new Aspect("none", 0, "none was ever negotiated");

    private final History history;
    private final Side side;

    private States(History history, Side side) {
        this.history = history;
        this.side = side;
    }

    static EndState of(History history, Side side) {
        States states = new States(history, side);
        return new EndState(
                side,
                history.subject.device(side),
                states.tunnel(),
                states.ikeSa(),
                states.childSa(),
                history.subject.session() < 0 ? Optional.empty() : Optional.of(states.bgp()),
                HealthChecks.state(history, side),
                states.routes());
    }

    private Aspect tunnel() {
        Optional<TunnelMoved> moved = history.last(TunnelMoved.class, move -> move.side() == side);
        if (moved.isEmpty()) {
            return new Aspect("down", 0, "it has not been up yet");
        }
        long at = moved.get().at();
        return moved.get().up() ? new Aspect("up", at, "") : new Aspect("down", at, cause(at));
    }

    /** Why the end cannot carry packets from an instant on. */
    private String cause(long at) {
        return history.last(ChildSaClosed.class, closed -> closed.side() == side && closed.at() == at)
                .map(closed -> closed.cause().text())
                .orElse("the interface lost its carrier");
    }

    private Aspect ikeSa() {
        List<IkeSaEstablished> open = new ArrayList<>();
        history.all(IkeSaEstablished.class).filter(sa -> sa.side() == side).forEach(open::add);
        Optional<IkeSaClosed> closed = history.last(IkeSaClosed.class, sa -> sa.side() == side);
        history.all(IkeSaClosed.class)
                .filter(sa -> sa.side() == side)
                .forEach(gone -> open.removeIf(sa -> sa.spiInitiator() == gone.spiInitiator()
                        && sa.spiResponder() == gone.spiResponder()
                        && sa.at() <= gone.at()));
        if (open.isEmpty()) {
            return closed.map(sa -> new Aspect("none", sa.at(), sa.cause().text()))
                    .orElse(NEVER);
        }
        IkeSaEstablished sa = open.get(open.size() - 1);
        String role = sa.initiator() ? "as initiator" : "as responder";
        return new Aspect(String.format(Locale.ROOT, "established, %s, %016x_i", role, sa.spiInitiator()), sa.at(), "");
    }

    private Aspect childSa() {
        List<ChildSaInstalled> open = new ArrayList<>();
        history.all(ChildSaInstalled.class).filter(sa -> sa.side() == side).forEach(open::add);
        history.all(ChildSaClosed.class)
                .filter(sa -> sa.side() == side)
                .forEach(gone -> open.removeIf(sa -> sa.spiIn() == gone.spiIn() && sa.at() <= gone.at()));
        if (open.isEmpty()) {
            return history.last(ChildSaClosed.class, sa -> sa.side() == side && sa.cause() != CloseCause.REPLACED)
                    .map(sa -> new Aspect("none", sa.at(), sa.cause().text()))
                    .orElse(NEVER);
        }
        ChildSaInstalled sa = open.get(open.size() - 1);
        return new Aspect(
                String.format(Locale.ROOT, "installed, in %08x, out %08x", sa.spiIn(), sa.spiOut()), sa.at(), "");
    }

    private Aspect bgp() {
        return history.last(BgpMoved.class, move -> move.side() == side)
                .map(move -> new Aspect(move.to().text(), since(move), why(move)))
                .orElse(new Aspect(BgpState.IDLE.text(), 0, "not begun"));
    }

    /** Connect, Active and OpenSent follow each other for as long as nobody answers. */
    private long since(BgpMoved last) {
        return last.to() == BgpState.ESTABLISHED
                ? last.at()
                : history.last(BgpMoved.class, move -> move.side() == side && move.from() == BgpState.ESTABLISHED)
                        .map(BgpMoved::at)
                        .orElse(last.at());
    }

    private String why(BgpMoved last) {
        return last.to() == BgpState.ESTABLISHED
                ? ""
                : history.last(BgpMoved.class, move -> move.side() == side && move.from() == BgpState.ESTABLISHED)
                        .map(move -> move.cause().text())
                        .orElse("it has not been up yet");
    }

    private List<Aspect> routes() {
        List<Aspect> routes = new ArrayList<>();
        for (Map.Entry<String, RouteInstalled> entry : history.routes().entrySet()) {
            RouteInstalled route = entry.getValue();
            boolean isInto = route.nextHops().contains(history.subject.hop());
            boolean isOurs = isInto
                    ? route.actor() == history.subject.actor(side)
                    : route.nextHops().contains(history.subject.actor(side));
            if (isOurs) {
                routes.add(new Aspect(entry.getKey(), route.at(), hops(route, isInto)));
            }
        }
        return routes;
    }

    private String hops(RouteInstalled route, boolean isInto) {
        int others = route.nextHops().size() - 1;
        String where = isInto ? "into this tunnel" : "to " + history.subject.device(side);
        return route.source().text() + ", " + where + (others == 0 ? "" : " and " + others + " more");
    }
}
