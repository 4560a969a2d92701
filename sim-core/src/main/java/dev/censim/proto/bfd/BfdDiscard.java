package dev.censim.proto.bfd;

/** Why a packet was passed over, RFC 5880 section 6.8.6. */
public enum BfdDiscard {
    /** It is no packet of this version, or carries authentication. */
    MALFORMED,
    /** Its "your discriminator" is not ours. */
    UNKNOWN_SESSION
}
