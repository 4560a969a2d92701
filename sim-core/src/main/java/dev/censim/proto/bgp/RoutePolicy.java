package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.AsPath;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The policy of one direction of a session, RFC 4271 section 9.1.1 and 9.1.3: the first term that a route matches decides. A route
 * that matches none is permitted as it is.
 */
public record RoutePolicy(List<Term> terms) {

    public static final RoutePolicy PERMIT_ALL = new RoutePolicy(List.of());

    public RoutePolicy {
        terms = List.copyOf(terms);
    }

    /**
     * One rule.
     *
     * @param permits whether a route that matches is used, once the actions have changed it
     */
    public record Term(Match match, boolean permits, List<Action> actions) {

        public Term {
            actions = List.copyOf(actions);
        }
    }

    /**
     * All that is given must hold; a match in which nothing is given holds for each route.
     *
     * @param prefixes any of these, exactly; none, here and in {@code within}: any prefix
     * @param within a prefix that lies in any of these
     * @param communities all of these are attached
     * @param through an AS that is in the path
     */
    public record Match(
            List<Prefix> prefixes, List<Prefix> within, List<Community> communities, Optional<Asn> through) {

        public static final Match ANY = new Match(List.of(), List.of(), Optional.empty());

        public Match {
            prefixes = List.copyOf(prefixes);
            within = List.copyOf(within);
            communities = List.copyOf(communities);
        }

        public Match(List<Prefix> prefixes, List<Community> communities, Optional<Asn> through) {
            this(prefixes, List.of(), communities, through);
        }

        /** What is asked of the prefix. */
        boolean holds(Prefix prefix) {
            return isForAnyPrefix()
                    || prefixes.contains(prefix)
                    || within.stream().anyMatch(block -> block.contains(prefix));
        }

        boolean isForAnyPrefix() {
            return prefixes.isEmpty() && within.isEmpty();
        }

        /** What is asked of the rest. */
        boolean holds(PathAttributes route) {
            return route.communities().containsAll(communities)
                    && (through.isEmpty() || route.asPath().contains(through.get()));
        }
    }

    /** What a term changes. */
    public sealed interface Action {

        record SetLocalPref(long preference) implements Action {}

        record SetMed(long metric) implements Action {}

        /** @param times how often our own AS is put in front of the path, on top of what RFC 4271 asks for */
        record Prepend(int times) implements Action {}

        /** @param path put in front of the path, the first of it first */
        record PrependPath(List<Asn> path) implements Action {

            public PrependPath {
                path = List.copyOf(path);
            }
        }

        /** Those that were attached before go. */
        record ReplaceCommunities(List<Community> communities) implements Action {

            public ReplaceCommunities {
                communities = List.copyOf(communities);
            }
        }

        record AddCommunity(Community community) implements Action {}

        record RemoveCommunity(Community community) implements Action {}
    }

    /** The route after the actions of a term. */
    static PathAttributes changed(PathAttributes route, List<Action> actions, Asn own) {
        PathAttributes changed = route;
        for (Action action : actions) {
            if (action instanceof Action.SetLocalPref set) {
                changed = changed.withLocalPref(OptionalLong.of(set.preference));
            } else if (action instanceof Action.SetMed set) {
                changed = changed.withMed(OptionalLong.of(set.metric));
            } else if (action instanceof Action.Prepend prepend) {
                AsPath path = changed.asPath();
                for (int i = 0; i < prepend.times; i++) {
                    path = path.prepend(own);
                }
                changed = changed.withAsPath(path);
            } else if (action instanceof Action.PrependPath prepend) {
                AsPath path = changed.asPath();
                for (int i = prepend.path.size() - 1; i >= 0; i--) {
                    path = path.prepend(prepend.path.get(i));
                }
                changed = changed.withAsPath(path);
            } else if (action instanceof Action.ReplaceCommunities replace) {
                changed = changed.withCommunities(replace.communities);
            } else if (action instanceof Action.AddCommunity add) {
                List<Community> communities = new ArrayList<>(changed.communities());
                communities.add(add.community);
                changed = changed.withCommunities(communities);
            } else if (action instanceof Action.RemoveCommunity remove) {
                changed = changed.withCommunities(changed.communities().stream()
                        .filter(community -> !community.equals(remove.community))
                        .toList());
            } else {
                throw new AssertionError(action);
            }
        }
        return changed;
    }
}
