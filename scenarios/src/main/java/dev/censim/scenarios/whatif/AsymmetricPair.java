package dev.censim.scenarios.whatif;

import java.util.List;

/**
 * Two flows between the same hosts of which one does not come back by the way that the other went; or a ping whose answers do not.
 *
 * @param flows two names, of a ping one
 * @param isNew whether they took one way before the failure
 * @param there hops of the first flow when the network was at rest after the failure
 * @param back hops of the second, or of the ping's answers
 */
public record AsymmetricPair(List<String> flows, boolean isNew, List<String> there, List<String> back) {

    public AsymmetricPair {
        flows = List.copyOf(flows);
        there = List.copyOf(there);
        back = List.copyOf(back);
    }
}
