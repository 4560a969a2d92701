package dev.censim.model.policy;

import dev.censim.model.address.Ipv4;
import java.time.Duration;

/**
 * The ICMP health check of a single-tunnel connection ({@code health_check_config}).
 *
 * @param dip probed address in the data centre
 * @param sip source of the probe on the cloud side
 * @param switchRoute whether routes are withdrawn when the check fails ({@code policy: revoke_route})
 */
public record HealthCheck(boolean enable, Ipv4 dip, Ipv4 sip, Duration interval, int retry, boolean switchRoute) {}
