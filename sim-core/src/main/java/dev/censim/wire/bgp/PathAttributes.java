package dev.censim.wire.bgp;

import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an UPDATE says about its routes, RFC 4271 section 5; equal by content.
 *
 * @param nextHop 0.0.0.0 for a route that this router originates itself and has not yet sent to anyone
 * @param med 0 to 4294967295
 * @param localPref 0 to 4294967295
 * @param communities a set, RFC 1997: sorted and without repetition, whatever order they came in
 * @param unknown attributes that are carried, not understood, in the order of arrival
 */
public record PathAttributes(
        Origin origin,
        AsPath asPath,
        Ipv4 nextHop,
        OptionalLong med,
        OptionalLong localPref,
        List<Community> communities,
        boolean atomicAggregate,
        Optional<Aggregator> aggregator,
        List<RawAttribute> unknown) {

    private static final long MAX_U32 = 0xffff_ffffL;

    public PathAttributes {
        communities = isSet(communities)
                ? List.copyOf(communities)
                : communities.stream().distinct().sorted().toList();
        unknown = List.copyOf(unknown);
        requireU32(med);
        requireU32(localPref);
        if (!unknown.isEmpty()) {
            requireUnknown(unknown);
        }
    }

    /** The three mandatory attributes and nothing else. */
    public static PathAttributes of(Origin origin, AsPath asPath, Ipv4 nextHop) {
        return new PathAttributes(
                origin,
                asPath,
                nextHop,
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(),
                false,
                Optional.empty(),
                List.of());
    }

    /** A route of this router itself: empty path, next hop still to be filled in per session. */
    public static PathAttributes originated(Origin origin, OptionalLong med) {
        return of(origin, AsPath.EMPTY, new Ipv4(0)).withMed(med);
    }

    public PathAttributes withAsPath(AsPath path) {
        return new PathAttributes(
                origin, path, nextHop, med, localPref, communities, atomicAggregate, aggregator, unknown);
    }

    public PathAttributes withNextHop(Ipv4 address) {
        return new PathAttributes(
                origin, asPath, address, med, localPref, communities, atomicAggregate, aggregator, unknown);
    }

    public PathAttributes withMed(OptionalLong metric) {
        return new PathAttributes(
                origin, asPath, nextHop, metric, localPref, communities, atomicAggregate, aggregator, unknown);
    }

    public PathAttributes withLocalPref(OptionalLong preference) {
        return new PathAttributes(
                origin, asPath, nextHop, med, preference, communities, atomicAggregate, aggregator, unknown);
    }

    public PathAttributes withCommunities(List<Community> set) {
        return new PathAttributes(origin, asPath, nextHop, med, localPref, set, atomicAggregate, aggregator, unknown);
    }

    public PathAttributes withUnknown(List<RawAttribute> attributes) {
        return new PathAttributes(
                origin, asPath, nextHop, med, localPref, communities, atomicAggregate, aggregator, attributes);
    }

    private static boolean isSet(List<Community> communities) {
        for (int i = 1; i < communities.size(); i++) {
            if (communities.get(i - 1).compareTo(communities.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static void requireU32(OptionalLong value) {
        if (value.isPresent() && (value.getAsLong() < 0 || value.getAsLong() > MAX_U32)) {
            throw new IllegalArgumentException("not an unsigned 32-bit number: " + value.getAsLong());
        }
    }

    private static void requireUnknown(List<RawAttribute> attributes) {
        boolean isForeign = attributes.stream().allMatch(a -> a.isOptional() && !AttributeReader.isKnown(a.type()));
        if (!isForeign || attributes.stream().map(RawAttribute::type).distinct().count() != attributes.size()) {
            throw new IllegalArgumentException("not optional, understood or repeated: " + attributes);
        }
    }
}
