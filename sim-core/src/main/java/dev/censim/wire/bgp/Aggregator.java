package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;

/** The speaker that formed an aggregate route, RFC 4271 section 5.1.7; always with its true AS number, RFC 6793 section 4.2.3. */
public record Aggregator(Asn asn, Ipv4 address) {}
