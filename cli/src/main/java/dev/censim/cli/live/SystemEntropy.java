package dev.censim.cli.live;

import dev.censim.crypto.Entropy;
import java.security.SecureRandom;

/** The system's generator: whoever talks to strangers must not be predictable. */
final class SystemEntropy implements Entropy {

    private final SecureRandom random = new SecureRandom();

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    /** Itself: its future is not a state that could be copied. */
    @Override
    public SystemEntropy copy() {
        return this;
    }
}
