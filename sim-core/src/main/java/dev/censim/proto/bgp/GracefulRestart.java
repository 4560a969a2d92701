package dev.censim.proto.bgp;

/**
 * How a router behaves when BGP restarts, its own or the peer's, RFC 4724.
 *
 * @param restartSeconds how long the peer is to keep our routes while we are away, 0 to 4095
 * @param preservesForwarding whether packets go on being forwarded while our BGP is away; said in the first OPEN after a restart
 * @param staleSeconds how long the peer's routes may stay stale once it is back, before they go without an End-of-RIB
 */
public record GracefulRestart(int restartSeconds, boolean preservesForwarding, int staleSeconds) {

    /** The restart time is that of common implementations; section 4.2 leaves the limit for stale routes open. */
    public static final GracefulRestart DEFAULT = new GracefulRestart(120, true, 360);

    public GracefulRestart {
        if (restartSeconds < 0 || restartSeconds > 0xfff || staleSeconds <= 0) {
            throw new IllegalArgumentException(
                    "not a graceful restart: " + restartSeconds + " s, " + staleSeconds + " s");
        }
    }
}
