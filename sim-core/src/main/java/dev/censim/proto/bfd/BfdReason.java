package dev.censim.proto.bfd;

/** Why a session changed its state. */
public enum BfdReason {
    /** The handshake went on. */
    PROGRESS,
    /** Nothing was heard for the detection time, RFC 5880 section 6.8.4. */
    DETECTION_TIME_EXPIRED,
    /** The peer says that its end is down. */
    NEIGHBOR_DOWN,
    /** The peer's operator has put it out of use: no failure of the path, RFC 5882 section 3.2. */
    NEIGHBOR_ADMIN_DOWN,
    /** Our own operator has put it out of use. */
    ADMIN_DOWN,
    /** Our own operator has put it into use again. */
    ADMIN_UP,
    /** The driver knows that the path has failed, RFC 5880 section 6.8.16. */
    PATH_DOWN;

    /** Whether a client of the session takes its end for a failure of the path. */
    public boolean isFailure() {
        return this == DETECTION_TIME_EXPIRED || this == NEIGHBOR_DOWN || this == PATH_DOWN;
    }
}
