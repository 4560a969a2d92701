package dev.censim.wire.bfd;

/** The state of a session as packets tell it, RFC 5880 section 4.1; the ordinals are the codes. */
public enum BfdState {
    ADMIN_DOWN,
    DOWN,
    INIT,
    UP;

    static BfdState of(int code) {
        return switch (code) {
            case 0 -> ADMIN_DOWN;
            case 1 -> DOWN;
            case 2 -> INIT;
            default -> UP;
        };
    }
}
