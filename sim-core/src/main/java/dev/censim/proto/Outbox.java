package dev.censim.proto;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a machine wants done, first in first out. The driver drains it after every input and before the next one.
 *
 * @param <O> the sealed family of outputs
 */
public final class Outbox<O> {

    private final Deque<O> outputs = new ArrayDeque<>();

    public void add(O output) {
        outputs.add(output);
    }

    /** The oldest output, removed; null when empty. */
    public @Nullable O poll() {
        return outputs.poll();
    }

    public boolean isEmpty() {
        return outputs.isEmpty();
    }
}
