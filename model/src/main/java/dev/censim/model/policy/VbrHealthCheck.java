package dev.censim.model.policy;

import dev.censim.model.address.Ipv4;
import java.time.Duration;

/**
 * The ICMP health check of a VBR ({@code cen_vbr_health_check}).
 *
 * @param sourceIp where probes come from
 * @param targetIp what is probed across the circuit
 * @param healthyThreshold as many losses in a row are a failure
 * @param healthCheckOnly whether routes stay when it fails
 */
public record VbrHealthCheck(
        Ipv4 sourceIp, Ipv4 targetIp, Duration interval, int healthyThreshold, boolean healthCheckOnly) {}
