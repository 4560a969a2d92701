package dev.censim.proto.bgp;

import dev.censim.model.address.Ipv4;
import dev.censim.wire.bgp.Octets;
import dev.censim.wire.bgp.PathAttributes;
import dev.censim.wire.bgp.RawAttribute;
import java.util.Optional;

/**
 * What a route reflector writes into a route, RFC 4456 section 8: ORIGINATOR_ID and CLUSTER_LIST. We do not reflect, so both are
 * only read, and never sent on.
 */
final class OriginatorId {

    private static final int ORIGINATOR_ID = 9;
    private static final int CLUSTER_LIST = 10;

    private OriginatorId() {}

    /** The identifier of the router that brought the route into this AS. */
    static Optional<Ipv4> of(PathAttributes route) {
        return value(route, ORIGINATOR_ID).filter(v -> v.length() == 4).map(v -> {
            byte[] b = v.toArray();
            return new Ipv4((b[0] & 0xff) << 24 | (b[1] & 0xff) << 16 | (b[2] & 0xff) << 8 | b[3] & 0xff);
        });
    }

    /** How many clusters it has been reflected in. */
    static int reflections(PathAttributes route) {
        return value(route, CLUSTER_LIST).map(v -> v.length() / 4).orElse(0);
    }

    /** From an external peer both mean nothing, RFC 7606 sections 7.9 and 7.10. */
    static PathAttributes dropped(PathAttributes route) {
        return !route.unknown().isEmpty() && route.unknown().stream().anyMatch(OriginatorId::isReflection)
                ? route.withUnknown(route.unknown().stream()
                        .filter(raw -> !isReflection(raw))
                        .toList())
                : route;
    }

    private static boolean isReflection(RawAttribute raw) {
        return raw.type() == ORIGINATOR_ID || raw.type() == CLUSTER_LIST;
    }

    private static Optional<Octets> value(PathAttributes route, int type) {
        return route.unknown().stream()
                .filter(raw -> raw.type() == type)
                .map(RawAttribute::value)
                .findFirst();
    }
}
