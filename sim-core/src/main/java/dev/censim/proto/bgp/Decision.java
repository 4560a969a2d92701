package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Phase 2 of the decision process, RFC 4271 section 9.1.2: each step keeps the routes that are best in one respect. MED is compared
 * within a neighbouring AS only, so no pairwise comparison gives the same answer; the steps on the whole set do, in any order.
 */
final class Decision {

    /**
     * What the steps choose among; all prefixes of an UPDATE share one. The interior cost of step (e) is 0 for every next hop.
     *
     * @param peerIdentifier for step (f)
     * @param peerAddress for step (g)
     * @param rank the degree of preference and steps (a) and (b) as one number, the least is the best
     * @param neighbour the number of the neighbouring AS, 0 for none, and the
     * @param med within it, for step (c)
     * @param alone what is chosen when nothing else is left
     */
    record Candidate(
            Path path,
            boolean external,
            Ipv4 peerIdentifier,
            Ipv4 peerAddress,
            long rank,
            long neighbour,
            long med,
            Selection alone) {

        private static final int ORIGIN_BITS = 2;
        private static final int LENGTH_BITS = 24;
        private static final int LONGEST = (1 << LENGTH_BITS) - 1;

        Candidate(Path path, boolean external, Ipv4 peerIdentifier, Ipv4 peerAddress) {
            this(
                    path,
                    external,
                    peerIdentifier,
                    peerAddress,
                    rank(path.attributes()),
                    path.attributes().asPath().neighbour().map(Asn::number).orElse(0L),
                    path.attributes().med().orElse(0),
                    new Selection(path, List.of(path)));
        }

        private static long rank(PathAttributes route) {
            long dislike = ~route.localPref().orElse(0) & 0xffff_ffffL;
            int length = Math.min(route.asPath().length(), LONGEST);
            return (dislike << LENGTH_BITS | length) << ORIGIN_BITS
                    | route.origin().ordinal();
        }

        /** RFC 4456 section 9: where a reflector hands on a route, it is that of the router that brought it into the AS. */
        private Ipv4 identifier() {
            return external
                    ? peerIdentifier
                    : OriginatorId.of(path.attributes()).orElse(peerIdentifier);
        }

        private int reflections() {
            return external ? 0 : OriginatorId.reflections(path.attributes());
        }
    }

    /** @param paths includes {@code best}; in the order of sessions */
    record Selection(Path best, List<Path> paths) {}

    private static final Comparator<Candidate> TIE_BREAK = Comparator.comparing(Candidate::identifier)
            .thenComparingInt(Candidate::reflections)
            .thenComparing(Candidate::peerAddress);

    private Decision() {}

    /**
     * The choice among one or more candidates of different peers.
     *
     * @param candidates the first {@code size} of them, which are put into another order
     * @param before given back if it is the answer
     */
    static Selection among(Candidate[] candidates, int size, int maximumPaths, @Nullable Selection before) {
        int equal = keepBestRank(candidates, size);
        equal = equal > 1 ? keepLeastMed(candidates, equal) : equal;
        equal = equal > 1 ? keepExternal(candidates, equal) : equal;
        if (equal == 1 || maximumPaths == 1 || !candidates[0].external()) {
            return first(candidates, equal).alone();
        }
        Arrays.sort(candidates, 0, equal, TIE_BREAK);
        return shared(candidates, Math.min(maximumPaths, equal), before);
    }

    private static int keepBestRank(Candidate[] candidates, int size) {
        long best = Long.MAX_VALUE;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Candidate candidate = candidates[i];
            if (candidate.rank < best) {
                best = candidate.rank;
                kept = 0;
            }
            if (candidate.rank == best) {
                candidates[kept++] = candidate;
            }
        }
        return kept;
    }

    /** Step (c). What beats a candidate that is already out beats what this one would beat. */
    private static int keepLeastMed(Candidate[] candidates, int size) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Candidate candidate = candidates[i];
            if (!isBeaten(candidate, candidates, 0, kept) && !isBeaten(candidate, candidates, i + 1, size)) {
                candidates[kept++] = candidate;
            }
        }
        return kept;
    }

    private static boolean isBeaten(Candidate candidate, Candidate[] by, int from, int to) {
        for (int i = from; i < to; i++) {
            if (by[i].med < candidate.med && by[i].neighbour == candidate.neighbour) {
                return true;
            }
        }
        return false;
    }

    /** Step (d). */
    private static int keepExternal(Candidate[] candidates, int size) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (candidates[i].external) {
                candidates[kept++] = candidates[i];
            }
        }
        return kept == 0 ? size : kept;
    }

    /** Steps (f) and (g). */
    private static Candidate first(Candidate[] candidates, int size) {
        Candidate first = candidates[0];
        for (int i = 1; i < size; i++) {
            first = TIE_BREAK.compare(candidates[i], first) < 0 ? candidates[i] : first;
        }
        return first;
    }

    /** Multipath: the first ones of the order share the traffic. */
    private static Selection shared(Candidate[] candidates, int size, @Nullable Selection before) {
        if (size == 1) {
            return candidates[0].alone();
        }
        Path best = candidates[0].path();
        List<Path> paths = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            paths.add(candidates[i].path());
        }
        paths.sort(Comparator.comparingInt(Path::session));
        return before != null && before.best() == best && before.paths().equals(paths)
                ? before
                : new Selection(best, List.copyOf(paths));
    }
}
