package dev.censim.model.policy;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * One rule of an import or export policy of a BGP session: the first that a route matches decides, and a route that matches none is
 * used as it is.
 *
 * @param permits whether a route that matches is used, once {@code set} has changed it
 */
public record BgpRule(Match match, boolean permits, Change set) {

    /**
     * All that is given must hold; where nothing is given, each route matches.
     *
     * @param asPath an AS that is in the path
     * @param communities all of these are attached
     */
    public record Match(
            List<Prefix> prefixes, CidrMatchMode cidrMatchMode, Optional<Asn> asPath, List<Community> communities) {

        public Match {
            prefixes = List.copyOf(prefixes);
            communities = List.copyOf(communities);
        }
    }

    /**
     * What becomes of a route.
     *
     * @param prepend what is put in front of the path on top of what RFC 4271 asks for, first to last
     * @param communities what is attached
     * @param replacesCommunities whether those that were attached before go
     */
    public record Change(
            Optional<Long> localPreference,
            Optional<Long> med,
            List<Asn> prepend,
            List<Community> communities,
            boolean replacesCommunities) {

        public Change {
            prepend = List.copyOf(prepend);
            communities = List.copyOf(communities);
        }
    }
}
