package dev.censim.proto.bfd;

/**
 * What one end of a session is configured with; intervals in microseconds.
 *
 * @param desiredMinTx the shortest interval at which it would send while the session is up
 * @param requiredMinRx the shortest interval at which it can receive; 0 when it wants nothing periodically
 * @param detectMultiplier as many of the peer's intervals as it is to wait for us, 1 to 255
 * @param isActive whether it sends before it has heard the peer
 */
public record BfdSessionConfig(long desiredMinTx, long requiredMinRx, int detectMultiplier, boolean isActive) {

    private static final long MAX = 0xffff_ffffL;

    public BfdSessionConfig {
        if (desiredMinTx < 1 || desiredMinTx > MAX || requiredMinRx < 0 || requiredMinRx > MAX) {
            throw new IllegalArgumentException("not intervals of BFD: " + desiredMinTx + ", " + requiredMinRx);
        }
        if (detectMultiplier < 1 || detectMultiplier > 255) {
            throw new IllegalArgumentException("a detection multiplier is 1 to 255, not " + detectMultiplier);
        }
    }

    /** In the active role. */
    public static BfdSessionConfig of(long desiredMinTx, long requiredMinRx, int detectMultiplier) {
        return new BfdSessionConfig(desiredMinTx, requiredMinRx, detectMultiplier, true);
    }

    public BfdSessionConfig passive() {
        return new BfdSessionConfig(desiredMinTx, requiredMinRx, detectMultiplier, false);
    }
}
