package dev.censim.scenarios.whatif;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where two ends did not agree: the longest beliefs of all cases, and the flows whose way back came to differ from the way there. */
public final class Disagreements {

    /** The longest time for which an end of something was wrong, and by what failure. */
    public record Longest(Belief belief, Failure failure) {}

    /** Flows that a failure made asymmetric: the first one that did, and how many. */
    public record Asymmetric(List<String> flows, Failure first, int failures) {

        private Asymmetric and(Asymmetric other) {
            return new Asymmetric(flows, first, failures + other.failures);
        }
    }

    private record Believer(Belief.Subject subject, String name, String side) {}

    private final Map<Believer, Longest> longest = new LinkedHashMap<>();
    private final Map<List<String>, Asymmetric> asymmetric = new LinkedHashMap<>();

    void take(Outcome outcome) {
        for (Belief belief : outcome.beliefs()) {
            longest.merge(
                    new Believer(
                            belief.subject(), belief.name(), belief.believer().text()),
                    new Longest(belief, outcome.failure()),
                    (known, other) -> other.belief.length() > known.belief.length() ? other : known);
        }
        outcome.asymmetricPairs().stream()
                .filter(AsymmetricPair::isNew)
                .forEach(pair -> asymmetric.merge(
                        pair.flows(), new Asymmetric(pair.flows(), outcome.failure(), 1), Asymmetric::and));
    }

    /** Of each end of each tunnel and session its longest, the longest first. */
    public List<Longest> longest() {
        return longest.values().stream()
                .sorted(Comparator.comparingLong((Longest one) -> one.belief.length())
                        .reversed())
                .toList();
    }

    /** The flows that most failures make asymmetric first. */
    public List<Asymmetric> asymmetric() {
        return asymmetric.values().stream()
                .sorted(Comparator.comparingInt(Asymmetric::failures).reversed())
                .toList();
    }
}
