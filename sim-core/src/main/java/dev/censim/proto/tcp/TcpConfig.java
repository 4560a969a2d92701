package dev.censim.proto.tcp;

import dev.censim.model.address.Ipv4;
import java.util.Optional;

/**
 * One connection as its owner wants it.
 *
 * @param localPort 1 to 65535
 * @param remotePort 1 to 65535, or {@link #ANY_PORT} for a listening connection that serves whichever port calls first
 * @param mss the largest segment that is received, and sent unless the peer allows less, in octets without headers: MTU - 40
 * @param ttl the time to live of every packet; 1 for a directly connected BGP peer (RFC 4271), 255 with GTSM (RFC 5082)
 * @param connectTimeoutNanos how long an unanswered SYN is repeated: R2 of a SYN, RFC 9293 section 3.8.3
 * @param userTimeoutNanos how long data or a FIN may stay unacknowledged before the connection is given up: R2, same section
 * @param timeWaitNanos the 2 MSL of TIME-WAIT
 * @param sendBufferOctets how much may be sent and not yet acknowledged; one octet more aborts the connection
 * @param md5Key signs what is sent and is asked of what comes in; empty: neither
 */
public record TcpConfig(
        Ipv4 local,
        int localPort,
        Ipv4 remote,
        int remotePort,
        int mss,
        int ttl,
        long connectTimeoutNanos,
        long userTimeoutNanos,
        long timeWaitNanos,
        int sendBufferOctets,
        Optional<Md5Key> md5Key) {

    public static final int ANY_PORT = 0;

    /** Octets of an IPv4 and a TCP header without options: an MTU less this is the MSS. */
    public static final int HEADERS_LENGTH = 40;

    private static final long SECOND = 1_000_000_000L;

    public TcpConfig {
        require(localPort >= 1 && localPort <= 0xffff, "local port", localPort);
        require(remotePort >= ANY_PORT && remotePort <= 0xffff, "remote port", remotePort);
        require(mss >= 1 && mss <= 0xffff - HEADERS_LENGTH, "mss", mss);
        require(ttl >= 1 && ttl <= 255, "ttl", ttl);
        require(connectTimeoutNanos > 0, "connect timeout", connectTimeoutNanos);
        require(userTimeoutNanos > 0, "user timeout", userTimeoutNanos);
        require(timeWaitNanos >= 0, "time wait", timeWaitNanos);
        require(sendBufferOctets > 0, "send buffer", sendBufferOctets);
    }

    private static void require(boolean holds, String what, long value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " out of range: " + value);
        }
    }

    /**
     * With the defaults: SYN repeated for 180 s and data for 100 s (the least that RFC 9293 section 3.8.3 allows), a send buffer of
     * 4 MiB, and TIME-WAIT of 4 s: no packet of a simulated network lives longer than its links' latencies, and a FIN whose
     * acknowledgment was lost comes again after 1 s, then 2 s.
     */
    public static TcpConfig of(Ipv4 local, int localPort, Ipv4 remote, int remotePort, int mss, int ttl) {
        return new TcpConfig(
                local,
                localPort,
                remote,
                remotePort,
                mss,
                ttl,
                180 * SECOND,
                100 * SECOND,
                4 * SECOND,
                4 << 20,
                Optional.empty());
    }

    public TcpConfig withConnectTimeout(long nanos) {
        return with(nanos, userTimeoutNanos, timeWaitNanos, sendBufferOctets);
    }

    public TcpConfig withUserTimeout(long nanos) {
        return with(connectTimeoutNanos, nanos, timeWaitNanos, sendBufferOctets);
    }

    public TcpConfig withTimeWait(long nanos) {
        return with(connectTimeoutNanos, userTimeoutNanos, nanos, sendBufferOctets);
    }

    public TcpConfig withSendBuffer(int octets) {
        return with(connectTimeoutNanos, userTimeoutNanos, timeWaitNanos, octets);
    }

    public TcpConfig withMd5(Optional<Md5Key> key) {
        return new TcpConfig(
                local,
                localPort,
                remote,
                remotePort,
                mss,
                ttl,
                connectTimeoutNanos,
                userTimeoutNanos,
                timeWaitNanos,
                sendBufferOctets,
                key);
    }

    /** Octets of text that fit into a segment of {@link #mss}, which does not count options (RFC 9293 section 3.7.1). */
    int textLimit(int peerMss) {
        return Math.min(mss, peerMss) - (md5Key.isPresent() ? Md5Key.PADDED_OPTION : 0);
    }

    private TcpConfig with(long connectTimeout, long userTimeout, long timeWait, int sendBuffer) {
        return new TcpConfig(
                local,
                localPort,
                remote,
                remotePort,
                mss,
                ttl,
                connectTimeout,
                userTimeout,
                timeWait,
                sendBuffer,
                md5Key);
    }
}
