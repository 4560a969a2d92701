package dev.censim.reports.whatif;

import java.util.List;
import java.util.Map;

/**
 * What all cases together say. Failures are told by their ids, as {@code --case} takes them.
 *
 * @param singlePoints elements whose failure alone cuts flows off, with those flows
 * @param worst of each flow that was hurt its worst case, the worst first
 * @param damage nanoseconds without flows, of all flows together, by the failure of one element, the worst first
 * @param minimalSets of each flow for which something breaks what is required, the failures that do and of which no part does
 * @param paper cases in which the simulation says other than the drawing of the network
 */
public record Rankings(
        Map<String, List<String>> singlePoints,
        List<Worst> worst,
        List<Damage> damage,
        Map<String, List<String>> minimalSets,
        List<OnPaper> paper) {

    public Rankings {
        paper = List.copyOf(paper);
    }

    /** @param outage in nanoseconds */
    public record Worst(String flow, String id, long outage, boolean isCutOff) {}

    /** @param outage in nanoseconds */
    public record Damage(String id, long outage) {}

    /**
     * @param flows of which this is so for the same reason; at least one
     * @param isCutOff whether flows are cut off that the drawing leaves connected; else they survive what it says they cannot
     */
    public record OnPaper(String id, List<String> flows, boolean isCutOff, String reason) {

        public OnPaper {
            flows = List.copyOf(flows);
        }
    }
}
