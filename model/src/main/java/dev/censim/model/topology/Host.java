package dev.censim.model.topology;

import dev.censim.model.address.Ipv4;
import java.util.Optional;

/**
 * An end system in a VPC or in a data centre; it answers ping and takes UDP.
 *
 * @param vSwitch the subnet in a VPC; empty in a data centre
 */
public record Host(String name, Ipv4 address, Optional<String> vSwitch) {}
