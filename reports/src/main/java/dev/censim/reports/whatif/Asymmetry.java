package dev.censim.reports.whatif;

import java.util.List;

/**
 * A way back that is not the way there, when the network was at rest after the failure.
 *
 * @param flows two names, of a ping one
 * @param isNew whether the failure made it so
 * @param there hops of the first flow
 * @param back hops of the second, or of the ping's answers
 */
public record Asymmetry(List<String> flows, boolean isNew, List<String> there, List<String> back) {

    public Asymmetry {
        flows = List.copyOf(flows);
        there = List.copyOf(there);
        back = List.copyOf(back);
    }
}
