package dev.censim.scenarios.whatif;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads from the facts of one case why outages lasted as long as they did. It begins at the end: the packets that came through again took
 * another way; the device at which the ways part had changed a route; somebody had found out before.
 */
final class Courses {

    private final Set<Integer> dead;
    private final long failedAt;
    private final Detections detections;
    private final RouteMoves routes = new RouteMoves();
    private final List<TunnelMoved> cameUp = new ArrayList<>();

    /** @param dead actors that failed themselves */
    Courses(Names names, Set<Integer> dead, long failedAt) {
        detections = new Detections(names);
        this.dead = dead;
        this.failedAt = failedAt;
    }

    /** Facts since the failure, in order. */
    void take(Fact fact) {
        detections.take(fact);
        routes.take(fact);
        if (fact instanceof TunnelMoved moved && moved.up()) {
            cameUp.add(moved);
        }
    }

    /**
     * The course of an outage that ended before the repair.
     *
     * @param legs of the flow
     * @param before the path when all was well
     * @param after the path of the packet that ended it
     * @param restoredAt when that arrived
     */
    Course healed(List<Leg> legs, int[] before, int[] after, long restoredAt) {
        Optional<Turn> last = legs.stream()
                .flatMap(leg -> turn(leg, before, after, restoredAt).stream())
                .max(Comparator.comparingLong(Turn::at));
        Optional<Detection> found = last.flatMap(turn -> behind(turn, before)).or(() -> latest(before, restoredAt));
        return found.map(detection -> new Course(
                        found,
                        tunnelUp(after, detection.at(), restoredAt),
                        last.map(Turn::at).orElse(Time.NEVER)))
                .orElse(Course.UNSEEN);
    }

    /** The course of an outage that only the repair ended. */
    Course lasting(Leg leg, int[] before, long repairedAt) {
        List<Detection> known = living(before, repairedAt);
        return known.stream()
                .findFirst()
                .filter(first -> first.at() == failedAt)
                .or(() -> atOnce(leg, before))
                .or(() -> known.stream().findFirst())
                .map(Course::vain)
                .orElse(Course.UNSEEN);
    }

    /** Where and when traffic turned to another way. */
    private record Turn(int actor, long at, Leg leg) {}

    private Optional<Turn> turn(Leg leg, int[] before, int[] after, long restoredAt) {
        int mover = leg.mover(before, after);
        if (mover == Leg.NOBODY) {
            return Optional.empty();
        }
        OptionalLong moved = routes.last(mover, leg.destination(), failedAt, restoredAt);
        return moved.isPresent() ? Optional.of(new Turn(mover, moved.getAsLong(), leg)) : Optional.empty();
    }

    /**
     * What made a device change its route: what it found out itself or was told by others at that instant, since what devices of one
     * network tell each other takes no time; else what somebody farther down its old way had found out, and BGP has brought.
     */
    private Optional<Detection> behind(Turn turn, int[] before) {
        int[] way = turn.leg().of(before);
        int[] ahead = Arrays.copyOfRange(way, indexOf(way, turn.actor()), way.length);
        List<Detection> known = living(before, turn.at());
        for (int hop : ahead) {
            Optional<Detection> now = known.stream()
                    .filter(found -> found.actor() == hop && found.at() == turn.at())
                    .findFirst();
            if (now.isPresent()) {
                return now;
            }
        }
        return known.stream()
                .filter(found -> indexOf(ahead, found.actor()) >= 0)
                .reduce((earlier, later) -> later)
                .or(() -> atOnce(turn.leg(), before));
    }

    /** A route there or back that went at the instant of the failure, although nobody noted why: what it led to is gone. */
    private Optional<Detection> atOnce(Leg leg, int[] before) {
        OptionalInt first = routes.first(
                actor -> !dead.contains(actor) && indexOf(before, actor) >= 0,
                List.of(leg.source(), leg.destination()),
                failedAt);
        return first.isPresent()
                ? Optional.of(new Detection(failedAt, first.getAsInt(), first.getAsInt(), Detector.LINK))
                : Optional.empty();
    }

    private Optional<Detection> latest(int[] before, long until) {
        return living(before, until).stream().reduce((earlier, later) -> later);
    }

    /** What devices of a path had found out, in order; a device that failed itself finds out nothing. */
    private List<Detection> living(int[] path, long until) {
        return detections.all().stream()
                .filter(found -> found.at() <= until && found.isOn(path))
                .filter(found -> found.at() > failedAt || !dead.contains(found.actor()))
                .toList();
    }

    /** When a tunnel of a path last came up in a time, or the beginning of that time. */
    private long tunnelUp(int[] path, long from, long until) {
        return cameUp.stream()
                .filter(moved -> moved.at() > from && moved.at() <= until)
                .filter(moved -> indexOf(path, Names.hopInto(moved.tunnel())) >= 0)
                .mapToLong(TunnelMoved::at)
                .max()
                .orElse(from);
    }

    private static int indexOf(int[] path, int hop) {
        for (int i = 0; i < path.length; i++) {
            if (path[i] == hop) {
                return i;
            }
        }
        return -1;
    }
}
