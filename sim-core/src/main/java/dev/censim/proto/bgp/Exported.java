package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.PathAttributes;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a peer is told of a path, for however many prefixes it leads to; only the export policy may tell them apart. */
final class Exported {

    /** The peer is not to hear of the path. */
    static final Exported NOTHING = new Exported();

    private final @Nullable PolicyOnRoute policy;
    private final Function<PathAttributes, Optional<PathAttributes>> sendable;
    private @Nullable PathAttributes last; // what the policy made of the prefix before
    private Optional<PathAttributes> told = Optional.empty(); // and what the peer is told then

    private Exported() {
        policy = null;
        sendable = Optional::of;
    }

    /** @param sendable what becomes of a route that the policy permits; empty when it cannot be sent */
    Exported(PolicyOnRoute policy, Function<PathAttributes, Optional<PathAttributes>> sendable) {
        this.policy = policy;
        this.sendable = sendable;
    }

    /** The attributes to send; empty when the peer is not to hear of the prefix. */
    Optional<PathAttributes> at(Prefix prefix) {
        PathAttributes route = policy == null ? null : policy.at(prefix);
        if (route != last) {
            last = route;
            told = route == null ? Optional.empty() : sendable.apply(route);
        }
        return told;
    }
}
