package dev.censim.wire.bfd;

/** Why a session last left the state Up, RFC 5880 section 4.1. Codes 9 to 31 are reserved: a packet may carry them all the same. */
public final class Diagnostic {

    public static final int NONE = 0;
    public static final int DETECTION_TIME_EXPIRED = 1;
    public static final int ECHO_FAILED = 2;
    public static final int NEIGHBOR_SIGNALED_DOWN = 3;
    public static final int FORWARDING_PLANE_RESET = 4;
    public static final int PATH_DOWN = 5;
    public static final int CONCATENATED_PATH_DOWN = 6;
    public static final int ADMINISTRATIVELY_DOWN = 7;
    public static final int REVERSE_CONCATENATED_PATH_DOWN = 8;

    private Diagnostic() {}
}
