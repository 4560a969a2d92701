package dev.censim.model.topology;

import dev.censim.model.address.Ipv4;
import java.time.Duration;

/**
 * A NAT device in front of a customer gateway, whose public address is then the NAT's.
 *
 * @param insideAddress the address of the customer gateway itself
 * @param mappingTimeout after so long without a packet in either direction it forgets a mapping
 * @param keepalive after so long without a packet to the cloud the customer gateway sends a keepalive; zero for never
 */
public record Nat(Ipv4 insideAddress, Duration mappingTimeout, Duration keepalive) {}
