package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Phase 2 of the decision process, RFC 4271 section 9.1.2: each step keeps the routes that are best in one respect. MED is compared
 * within a neighbouring AS only, so no pairwise comparison gives the same answer; the steps on the whole set do, in any order.
 */
final class Decision {

    /**
     * What the steps choose among. The interior cost of step (e) is 0 for every next hop.
     *
     * @param peerIdentifier for step (f)
     * @param peerAddress for step (g)
     */
    record Candidate(Path path, boolean external, Ipv4 peerIdentifier, Ipv4 peerAddress) {

        private PathAttributes attributes() {
            return path.attributes();
        }

        private long med() {
            return attributes().med().orElse(0);
        }

        /** RFC 4456 section 9: where a reflector hands on a route, it is that of the router that brought it into the AS. */
        private Ipv4 identifier() {
            return external ? peerIdentifier : OriginatorId.of(attributes()).orElse(peerIdentifier);
        }

        private int reflections() {
            return external ? 0 : OriginatorId.reflections(attributes());
        }

        private Optional<Asn> neighbour() {
            return attributes().asPath().neighbour();
        }
    }

    /** @param paths includes {@code best}; in the order of sessions */
    record Selection(Path best, List<Path> paths) {}

    private static final Comparator<Candidate> TIE_BREAK = Comparator.comparing(Candidate::identifier)
            .thenComparingInt(Candidate::reflections)
            .thenComparing(Candidate::peerAddress);

    private Decision() {}

    /** The choice among one or more candidates of different peers. */
    static Selection among(List<Candidate> candidates, int maximumPaths) {
        List<Candidate> equal = new ArrayList<>(candidates);
        keepLeast(equal, c -> -c.attributes().localPref().orElse(0));
        keepLeast(equal, c -> c.attributes().asPath().length());
        keepLeast(equal, c -> c.attributes().origin().ordinal());
        keepLeastMed(equal);
        keepLeast(equal, c -> c.external() ? 0 : 1);
        equal.sort(TIE_BREAK);
        Candidate best = equal.get(0);
        int count = best.external() ? Math.min(maximumPaths, equal.size()) : 1;
        List<Path> paths = equal.subList(0, count).stream()
                .map(Candidate::path)
                .sorted(Comparator.comparingInt(Path::session))
                .toList();
        return new Selection(best.path(), paths);
    }

    private static void keepLeast(List<Candidate> candidates, ToLongFunction<Candidate> measure) {
        long least = Long.MAX_VALUE;
        for (Candidate candidate : candidates) {
            least = Math.min(least, measure.applyAsLong(candidate));
        }
        long kept = least;
        candidates.removeIf(c -> measure.applyAsLong(c) != kept);
    }

    /** Step (c). */
    private static void keepLeastMed(List<Candidate> candidates) {
        List<Candidate> all = List.copyOf(candidates);
        candidates.removeIf(worse -> all.stream()
                .anyMatch(c -> c.med() < worse.med() && c.neighbour().equals(worse.neighbour())));
    }
}
