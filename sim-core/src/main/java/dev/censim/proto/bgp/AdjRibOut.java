package dev.censim.proto.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Machine;
import dev.censim.wire.bgp.PathAttributes;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one peer has been told, and what it is still to be told, RFC 4271 section 3.2. A change to a prefix waits until the
 * minimum route advertisement interval since the last one has passed (section 9.2.1.1); meanwhile the latest wish wins.
 */
final class AdjRibOut {

    private static final long AT_ONCE = Long.MIN_VALUE;

    private final long mraiNanos;
    private final TreeMap<Prefix, PathAttributes> told;
    private final TreeMap<Prefix, Optional<PathAttributes>> pending;
    private final TreeMap<Prefix, Long> notBefore;
    private long nextDue = Machine.NEVER; // no later than the first pending change may be sent

    AdjRibOut(long mraiNanos) {
        this.mraiNanos = mraiNanos;
        told = new TreeMap<>();
        pending = new TreeMap<>();
        notBefore = new TreeMap<>();
    }

    AdjRibOut(AdjRibOut other) {
        mraiNanos = other.mraiNanos;
        told = new TreeMap<>(other.told);
        pending = new TreeMap<>(other.pending);
        notBefore = new TreeMap<>(other.notBefore);
        nextDue = other.nextDue;
    }

    /** Whether nothing has been told that could be taken back, nor is about to be. */
    boolean isSilent() {
        return told.isEmpty() && pending.isEmpty();
    }

    /** The peer shall know these attributes of the prefix, or that there is none. */
    void wish(Prefix prefix, Optional<PathAttributes> attributes) {
        if (attributes.equals(Optional.ofNullable(told.get(prefix)))) {
            pending.remove(prefix);
        } else {
            pending.put(prefix, attributes);
            nextDue = Math.min(nextDue, notBefore.getOrDefault(prefix, AT_ONCE));
        }
    }

    /** The changes that may be sent now, in the order of prefixes; they count as sent. Empty values are withdrawals. */
    SortedMap<Prefix, Optional<PathAttributes>> take(long now, Entropy entropy) {
        if (nextDue > now) {
            return Collections.emptySortedMap();
        }
        nextDue = Machine.NEVER;
        notBefore.values().removeIf(at -> at <= now);
        SortedMap<Prefix, Optional<PathAttributes>> due = new TreeMap<>();
        Iterator<Map.Entry<Prefix, Optional<PathAttributes>>> changes =
                pending.entrySet().iterator();
        while (changes.hasNext()) {
            Map.Entry<Prefix, Optional<PathAttributes>> change = changes.next();
            Prefix prefix = change.getKey();
            Long at = notBefore.get(prefix);
            if (at != null) {
                nextDue = Math.min(nextDue, at);
            } else {
                // Taken out before the entry is removed: a TreeMap may put another's content into it then.
                Optional<PathAttributes> attributes = change.getValue();
                changes.remove();
                due.put(prefix, attributes);
                if (attributes.isPresent()) {
                    told.put(prefix, attributes.get());
                } else {
                    told.remove(prefix);
                }
                if (mraiNanos > 0) {
                    notBefore.put(prefix, now + ArmedTimers.jittered(mraiNanos, entropy));
                }
            }
        }
        return due;
    }

    /** All that the peer has been told. */
    SortedMap<Prefix, PathAttributes> told() {
        return Collections.unmodifiableSortedMap(told);
    }

    void clear() {
        told.clear();
        pending.clear();
        notBefore.clear();
        nextDue = Machine.NEVER;
    }

    long deadline() {
        return nextDue;
    }
}
