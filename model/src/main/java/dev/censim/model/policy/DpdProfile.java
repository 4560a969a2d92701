package dev.censim.model.policy;

import java.time.Duration;

/**
 * How soon a generation of the product finds a dead peer. The product page names the totals: 30 s today, 130 s and 3600 s of legacy
 * VPN gateways with IKEv2. The schedules that add up to them are assumptions.
 */
public enum DpdProfile {
    STANDARD("standard", 10, 5, 3),
    LEGACY_130("legacy130", 10, 30, 3),
    LEGACY_3600("legacy3600", 900, 900, 2);

    private final String text;
    private final Duration delay;
    private final Duration retryInterval;
    private final int retries;

    DpdProfile(String text, long delaySeconds, long retrySeconds, int retries) {
        this.text = text;
        this.delay = Duration.ofSeconds(delaySeconds);
        this.retryInterval = Duration.ofSeconds(retrySeconds);
        this.retries = retries;
    }

    public String text() {
        return text;
    }

    public DpdConfig schedule(boolean enabled) {
        return new DpdConfig(enabled, delay, retryInterval, retries);
    }
}
