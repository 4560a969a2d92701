package dev.censim.scenarios.availability;

import dev.censim.model.reliability.Reliability;
import dev.censim.scenarios.whatif.Manner;

/**
 * Something that is up and down by turns, independently of all others.
 *
 * @param name unique; its random draws depend on it and on nothing else of the network
 * @param up from a repair to the next failure
 * @param down from a failure to its repair
 * @param silentShare of its failures, 0 to 1
 */
public record Component(String name, Sojourn up, Sojourn down, double silentShare) {

    public static Component of(Reliability reliability) {
        return new Component(
                reliability.name(),
                Sojourn.of(reliability.timeToFailure()),
                Sojourn.of(reliability.timeToRepair()),
                reliability.silentPerMillion() / 1e6);
    }

    /** The share of the time that it is down in the long run: by the renewal theorem only means matter. */
    public double unavailability() {
        return down.mean() / (up.mean() + down.mean());
    }

    double share(Manner manner) {
        return manner == Manner.SILENT ? silentShare : 1 - silentShare;
    }
}
