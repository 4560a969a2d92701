package dev.censim.model.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * Timers of one end of a BGP session, RFC 4271 section 10.
 *
 * @param hold zero switches keepalives off; otherwise 3 s or more
 * @param connectRetry wait before a failed connection is tried again
 * @param minimumRouteAdvertisementInterval zero sends changes at once
 * @param restartTime how long the peer is to keep our routes while our BGP is away, RFC 4724; empty: graceful restart is off
 */
public record BgpTimers(
        Duration keepalive,
        Duration hold,
        Duration connectRetry,
        Duration minimumRouteAdvertisementInterval,
        Optional<Duration> restartTime) {}
