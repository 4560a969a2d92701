package dev.censim.proto.bgp;

import dev.censim.proto.Machine;
import java.util.TreeSet;

/**
 * A router whose BGP has restarted selects no route, and tells none, until the peers that can have told it theirs: RFC 4724 section
 * 4.1. The time for that is limited.
 */
final class SelectionDeferral {

    /** Section 4.1 leaves the value open; this one is that of common implementations. */
    private static final long LIMIT_NANOS = 360_000_000_000L;

    private final TreeSet<Integer> awaited;
    private long until;

    private SelectionDeferral(TreeSet<Integer> awaited, long until) {
        this.awaited = awaited;
        this.until = until;
    }

    static SelectionDeferral none() {
        return new SelectionDeferral(new TreeSet<>(), Machine.NEVER);
    }

    /** Waits for every session that offers graceful restart. */
    static SelectionDeferral since(long now, BgpSpeakerConfig config) {
        TreeSet<Integer> all = new TreeSet<>();
        for (int session = 0; session < config.sessions().size(); session++) {
            if (config.sessions().get(session).capabilities().gracefulRestart().isPresent()) {
                all.add(session);
            }
        }
        return all.isEmpty() ? none() : new SelectionDeferral(all, now + LIMIT_NANOS);
    }

    SelectionDeferral copy() {
        return new SelectionDeferral(new TreeSet<>(awaited), until);
    }

    boolean isActive() {
        return until != Machine.NEVER;
    }

    /** Nothing more is to be waited for from that session; true when it was the last one. */
    boolean endsWith(int session) {
        awaited.remove(session);
        return isActive() && awaited.isEmpty();
    }

    void end() {
        awaited.clear();
        until = Machine.NEVER;
    }

    long deadline() {
        return until;
    }
}
