package dev.censim.wire.bgp;

/** Where the originator learned a route, RFC 4271 section 4.3; declared in the order of preference, the ordinal is the code. */
public enum Origin {
    IGP,
    EGP,
    INCOMPLETE
}
