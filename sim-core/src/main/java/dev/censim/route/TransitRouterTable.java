package dev.censim.route;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RouteStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** One route table of a transit router: all entries for each prefix, and which of them are used. */
public final class TransitRouterTable {

    /** Quota of the product: equal routes that share traffic; not adjustable. */
    public static final int ECMP_MAX = 16;

    private final RouteOrder order;
    private final PrefixMap<List<Candidate>> candidates;
    private final Conflicts conflicts;

    /** The latest entry that was alone: routes that are told together are alike, and share one. */
    private List<Candidate> alone = List.of();

    public TransitRouterTable(RouteOrder order) {
        this(order, new PrefixMap<>(), new Conflicts());
    }

    private TransitRouterTable(RouteOrder order, PrefixMap<List<Candidate>> candidates, Conflicts conflicts) {
        this.order = order;
        this.candidates = candidates;
        this.conflicts = conflicts;
    }

    public TransitRouterTable copy() {
        TransitRouterTable copy = new TransitRouterTable(order, candidates.copy(), conflicts.copy());
        copy.alone = alone;
        return copy;
    }

    /** Adds an entry in place of the one of the same attachment and making; the prefixes about which the table may have changed its mind. */
    public SortedSet<Prefix> put(Prefix prefix, Candidate candidate) {
        SortedSet<Prefix> affected = remove(prefix, candidate.isStatic(), candidate.attachment());
        List<Candidate> before = candidates.get(prefix);
        if (before == null) {
            alone = alone.contains(candidate) ? alone : List.of(candidate);
            candidates.put(prefix, alone);
        } else {
            List<Candidate> all = new ArrayList<>(before);
            all.add(candidate);
            all.sort(Comparator.comparingInt(Candidate::attachment).thenComparing(Candidate::isStatic));
            candidates.put(prefix, List.copyOf(all));
        }
        if (isBlock(candidate)) {
            conflicts.add(prefix, candidate.attributes().origin());
        }
        affected.add(prefix);
        return affected;
    }

    /** Takes out the entry of an attachment, if there is one; the prefixes about which the table may have changed its mind. */
    public SortedSet<Prefix> remove(Prefix prefix, boolean isStatic, int attachment) {
        SortedSet<Prefix> affected = new TreeSet<>();
        List<Candidate> before = candidates.getOrDefault(prefix, List.of());
        for (Candidate one : before) {
            if (one.isStatic() == isStatic && one.attachment() == attachment) {
                List<Candidate> left =
                        before.stream().filter(other -> other != one).toList();
                if (left.isEmpty()) {
                    candidates.remove(prefix);
                } else {
                    candidates.put(prefix, left);
                }
                affected.add(prefix);
                if (isBlock(one)) {
                    affected.addAll(conflicts.remove(prefix, one.attributes().origin()));
                }
            }
        }
        return affected;
    }

    /** A block of a VPC, which must not overlap another's. */
    private static boolean isBlock(Candidate candidate) {
        return !candidate.isStatic()
                && candidate.deniedBy() == Candidate.NOT_DENIED
                && candidate.attributes().originType() == InstanceType.VPC
                && candidate.attributes().routeType() == OriginRouteType.SYSTEM;
    }

    private boolean isUsable(Prefix prefix, Candidate candidate) {
        return candidate.deniedBy() == Candidate.NOT_DENIED
                && !(isBlock(candidate)
                        && conflicts.isRejected(prefix, candidate.attributes().origin()));
    }

    /** The entries in use for a prefix, in the order of attachments; none when there is no route. */
    public List<Candidate> active(Prefix prefix) {
        List<Candidate> best = best(prefix);
        return best.size() <= ECMP_MAX ? best : List.copyOf(best.subList(0, ECMP_MAX));
    }

    /** As good as those in use, but more than may share traffic. */
    public List<Candidate> surplus(Prefix prefix) {
        List<Candidate> best = best(prefix);
        return best.size() <= ECMP_MAX ? List.of() : List.copyOf(best.subList(ECMP_MAX, best.size()));
    }

    private List<Candidate> best(Prefix prefix) {
        List<Candidate> all = candidates.getOrDefault(prefix, List.of());
        if (all.size() == 1) {
            return isUsable(prefix, all.get(0)) ? all : List.of();
        }
        List<Candidate> usable =
                all.stream().filter(one -> isUsable(prefix, one)).toList();
        Optional<Candidate> best = usable.stream().min(order);
        return best.map(winner -> usable.stream()
                        .filter(one -> order.compare(one, winner) == 0)
                        .toList())
                .orElse(List.of());
    }

    /** All entries for a prefix and their states, in the order of attachments. */
    public List<Standing> standings(Prefix prefix) {
        List<Candidate> active = active(prefix);
        List<Candidate> surplus = surplus(prefix);
        return candidates.getOrDefault(prefix, List.of()).stream()
                .map(one -> {
                    if (active.contains(one)) {
                        return new Standing(one, RouteStatus.ACTIVE, Optional.empty());
                    } else if (surplus.contains(one)) {
                        return new Standing(one, RouteStatus.CANDIDATE, Optional.empty());
                    } else if (one.deniedBy() != Candidate.NOT_DENIED) {
                        return new Standing(one, RouteStatus.FORBIDDEN, Optional.empty());
                    } else if (!isUsable(prefix, one)) {
                        return new Standing(one, RouteStatus.REJECTED, Optional.empty());
                    }
                    return new Standing(one, RouteStatus.BACKUP, order.decides(active.get(0), one));
                })
                .toList();
    }

    /** Every prefix that has an entry, in order; what changes later does not reach the list. */
    public List<Prefix> prefixes() {
        return candidates.keys();
    }
}
