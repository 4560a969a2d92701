package dev.censim.scenarios.whatif;

import dev.censim.model.address.Ipv4;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One direction of a flow: of UDP there is one, of a ping the way back is the second.
 *
 * @param from actor id of the host at its beginning, likewise {@code to} of the one at its end
 * @param source address of the former
 * @param destination address of the latter
 */
record Leg(int from, int to, Ipv4 source, Ipv4 destination) {

    /** A device that no longer hands packets to the same hop; nobody. */
    static final int NOBODY = -1;

    /** The part of a path that leads this way; empty when the path does not. */
    int[] of(int[] path) {
        int first = indexOf(path, from, 0);
        int last = first < 0 ? -1 : indexOf(path, to, first);
        return last < 0 ? new int[0] : Arrays.copyOfRange(path, first, last + 1);
    }

    private static int indexOf(int[] path, int hop, int start) {
        for (int i = start; i < path.length; i++) {
            if (path[i] == hop) {
                return i;
            }
        }
        return -1;
    }

    /** The actor that sends packets another way since; {@link #NOBODY} when they take the same way, or one way is not known. */
    int mover(int[] before, int[] after) {
        int[] old = of(before);
        int[] now = of(after);
        int same = Arrays.mismatch(old, now);
        if (old.length == 0 || now.length == 0 || same < 0) {
            return NOBODY;
        }
        int at = same - 1;
        while (at > 0 && old[at] < 0) {
            at--;
        }
        return old[Math.max(0, at)];
    }

    /** Whether another path leads back over the same devices, links and tunnels. */
    static boolean isReverse(int[] there, int[] back) {
        return reversed(devices(there)).equals(devices(back))
                && reversed(tunnels(there)).equals(tunnels(back));
    }

    /** A tunnel is noted where it is entered, so that its place tells the direction. */
    private static List<Integer> devices(int[] path) {
        return Arrays.stream(path).filter(hop -> hop >= 0).boxed().toList();
    }

    private static List<Integer> tunnels(int[] path) {
        return Arrays.stream(path).filter(hop -> hop < 0).boxed().toList();
    }

    private static List<Integer> reversed(List<Integer> hops) {
        List<Integer> reversed = new ArrayList<>(hops);
        Collections.reverse(reversed);
        return reversed;
    }
}
