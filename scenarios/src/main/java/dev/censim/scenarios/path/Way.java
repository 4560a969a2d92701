package dev.censim.scenarios.path;

import java.util.List;

/**
 * One direction.
 *
 * @param packet in words
 * @param steps from the sender on
 * @param end one sentence: that it arrived, or where it was dropped and why
 * @param obstacles all that keep it from arriving, in the order in which it meets them; none when it arrives
 * @param arrivesWithout whether it was seen to arrive when the changes of all obstacles were made
 */
public record Way(
        String from,
        String to,
        String packet,
        List<Step> steps,
        boolean arrives,
        String end,
        List<Obstacle> obstacles,
        boolean arrivesWithout) {
    public Way {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
    }
}
