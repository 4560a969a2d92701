package dev.censim.route;

import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RouteRule;
import dev.censim.model.policy.RouteType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of two entries for one prefix is better. The order among types is the scenario's; within a type it is the one that the vendor
 * documents for VBR routes, here of all types: entries that no rule tells apart share the traffic.
 */
public final class RouteOrder implements Comparator<Candidate> {

    private static final List<RouteRule> RULES = List.of(RouteRule.values());

    private final List<RouteType> preference;
    private final int region;
    private final boolean isMultiRegionEcmp;

    /**
     * @param preference types, the best first
     * @param region of the table, as in {@link RouteAttributes#region}
     * @param isMultiRegionEcmp whether regions may share traffic
     */
    public RouteOrder(List<RouteType> preference, int region, boolean isMultiRegionEcmp) {
        this.preference = List.copyOf(preference);
        this.region = region;
        this.isMultiRegionEcmp = isMultiRegionEcmp;
    }

    /** The better one is the smaller. */
    @Override
    public int compare(Candidate one, Candidate other) {
        for (RouteRule rule : RULES) {
            int order = compare(rule, one, other);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The first rule that tells them apart. */
    Optional<RouteRule> decides(Candidate one, Candidate other) {
        return RULES.stream().filter(rule -> compare(rule, one, other) != 0).findFirst();
    }

    private int compare(RouteRule rule, Candidate one, Candidate other) {
        if (rule != RouteRule.TYPE && (one.isStatic() || other.isStatic())) {
            return 0;
        }
        RouteAttributes a = one.attributes();
        RouteAttributes b = other.attributes();
        return switch (rule) {
            case TYPE -> Integer.compare(preference.indexOf(one.type()), preference.indexOf(other.type()));
            case BGP_BEFORE_STATIC -> Boolean.compare(!isBgp(a), !isBgp(b));
            case AS_PATH -> Integer.compare(a.asPath().length(), b.asPath().length());
            case LOCAL_REGION -> Boolean.compare(a.region() != region, b.region() != region);
            case PREFERENCE -> Integer.compare(a.preference(), b.preference());
            case MED -> Integer.compare(a.med(), b.med());
            case REGION_ID -> isMultiRegionEcmp ? 0 : Integer.compare(a.region(), b.region());
        };
    }

    private static boolean isBgp(RouteAttributes attributes) {
        return attributes.routeType() == OriginRouteType.BGP;
    }
}
