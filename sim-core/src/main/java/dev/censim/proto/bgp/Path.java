package dev.censim.proto.bgp;

import dev.censim.wire.bgp.PathAttributes;

/**
 * A way to a prefix.
 *
 * @param session where it was learned, or {@link #LOCAL}
 * @param attributes after the import rules: LOCAL_PREF is always there for a learned path
 */
public record Path(int session, PathAttributes attributes) {

    /** In place of a session: the router itself is the origin. */
    public static final int LOCAL = -1;
}
