package dev.censim.reports.html;

import dev.censim.facts.BgpState;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.reports.metrics.BfdHistory;
import dev.censim.reports.metrics.BgpHistory;
import dev.censim.reports.metrics.RunFigures;
import dev.censim.reports.metrics.TunnelHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * How tunnels or sessions fared over time; those that fared alike share a lane.
 *
 * @param stretches without gaps from the start to the end
 */
record Lane(String kind, List<String> names, List<Stretch> stretches) {

    private static final long ABOUT = 2 * Time.SECOND;

    /** A time in one state; the style says how it looks, the words what it was. */
    record Stretch(long from, long to, String style, String words) {}

    /** Names and how to write them in the room of a label. */
    String label() {
        return names.size() == 1 ? names.get(0) : names.size() + " " + kind + "s like " + names.get(0);
    }

    static List<Lane> of(RunFigures run) {
        List<Lane> lanes = new ArrayList<>();
        for (TunnelHistory tunnel : run.tunnels()) {
            add(lanes, "tunnel", tunnel.name(), stretches(tunnel, run.end()));
        }
        for (BgpHistory session : run.sessions()) {
            add(lanes, "BGP session", session.name(), stretches(session, run.end()));
        }
        for (BfdHistory session : BfdHistory.of(run.scenario(), run.names(), run.journal())) {
            add(lanes, "BFD session", session.name(), stretches(session, run.end()));
        }
        return lanes;
    }

    private static void add(List<Lane> lanes, String kind, String name, List<Stretch> stretches) {
        for (Lane lane : lanes) {
            if (lane.kind.equals(kind) && alike(lane.stretches, stretches)) {
                lane.names.add(name);
                return;
            }
        }
        lanes.add(new Lane(kind, new ArrayList<>(List.of(name)), stretches));
    }

    /** The same states, each beginning at about the same time. */
    private static boolean alike(List<Stretch> some, List<Stretch> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).words.equals(others.get(i).words)
                    || Math.abs(some.get(i).from - others.get(i).from) > ABOUT) {
                return false;
            }
        }
        return true;
    }

    private static List<Stretch> stretches(TunnelHistory tunnel, long end) {
        List<Stretch> stretches = new ArrayList<>();
        List<TunnelHistory.Change> changes = tunnel.changes();
        for (int i = 0; i < changes.size(); i++) {
            TunnelHistory.Change change = changes.get(i);
            long to = i + 1 < changes.size() ? changes.get(i + 1).at() : end;
            String style = switch (change.state()) {
                case UP -> "up";
                case ONE_SIDED -> "half";
                case DOWN -> "down";
            };
            stretches.add(new Stretch(change.at(), to, style, change.state().text()));
        }
        return stretches;
    }

    /** As the cloud's end saw it. */
    private static List<Stretch> stretches(BgpHistory session, long end) {
        List<Stretch> stretches = new ArrayList<>();
        long from = 0;
        boolean up = false;
        for (BgpHistory.Move move : session.moves()) {
            boolean now = move.to() == BgpState.ESTABLISHED;
            if (move.side() == Side.CLOUD && now != up) {
                stretches.add(stretch(from, move.at(), up));
                from = move.at();
                up = now;
            }
        }
        stretches.add(stretch(from, end, up));
        return stretches;
    }

    /** As the cloud's end saw it. */
    private static List<Stretch> stretches(BfdHistory session, long end) {
        List<Stretch> stretches = new ArrayList<>();
        long from = 0;
        boolean up = false;
        for (BfdHistory.Move move : session.moves()) {
            if (move.side() == Side.CLOUD && move.crosses()) {
                stretches.add(detected(from, move.at(), up));
                from = move.at();
                up = !up;
            }
        }
        stretches.add(detected(from, end, up));
        return stretches;
    }

    private static Stretch stretch(long from, long to, boolean up) {
        return new Stretch(from, to, up ? "up" : "down", up ? "Established" : "not Established");
    }

    private static Stretch detected(long from, long to, boolean up) {
        return new Stretch(from, to, up ? "up" : "down", up ? "Up" : "not Up");
    }
}
