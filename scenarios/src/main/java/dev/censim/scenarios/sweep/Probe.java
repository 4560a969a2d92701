package dev.censim.scenarios.sweep;

/** What a packet is for that carries no user's data. */
enum Probe {
    /** An informational exchange of IKE: dead peer detection, and now and then a deletion. */
    DPD,
    /** Any other message of IKE: what negotiates and rekeys. */
    IKE,
    /** BGP with TCP's acknowledgements, in a tunnel or on a circuit. */
    BGP,
    BFD,
    /** Echoes of health checks and the replies to them. */
    HEALTH_CHECK,
    /** What keeps a NAT's mapping, and anything else. */
    OTHER
}
