package dev.censim.scenarios.explain.message;

import java.util.List;

/** The code and subcode of a NOTIFICATION, with their names: RFC 4271 section 4.5, RFC 4486 section 3, RFC 5492, RFC 6608, RFC 8538, RFC 9384. */
public record BgpNotification(int code, int subcode) {

    public static final BgpNotification BAD_PEER_AS = new BgpNotification(2, 2);
    public static final BgpNotification UNACCEPTABLE_HOLD_TIME = new BgpNotification(2, 6);
    public static final BgpNotification HOLD_TIMER_EXPIRED = new BgpNotification(4, 0);
    public static final BgpNotification TOO_MANY_PREFIXES = new BgpNotification(6, 1);
    public static final BgpNotification ADMINISTRATIVE_SHUTDOWN = new BgpNotification(6, 2);
    public static final BgpNotification ADMINISTRATIVE_RESET = new BgpNotification(6, 4);

    private static final List<String> CODES = List.of(
            "Message Header Error",
            "OPEN Message Error",
            "UPDATE Message Error",
            "Hold Timer Expired",
            "Finite State Machine Error",
            "Cease");

    private static final List<List<String>> SUBCODES = List.of(
            List.of("Connection Not Synchronized", "Bad Message Length", "Bad Message Type"),
            List.of(
                    "Unsupported Version Number",
                    "Bad Peer AS",
                    "Bad BGP Identifier",
                    "Unsupported Optional Parameter",
                    "",
                    "Unacceptable Hold Time",
                    "Unsupported Capability"),
            List.of(
                    "Malformed Attribute List",
                    "Unrecognized Well-known Attribute",
                    "Missing Well-known Attribute",
                    "Attribute Flags Error",
                    "Attribute Length Error",
                    "Invalid ORIGIN Attribute",
                    "",
                    "Invalid NEXT_HOP Attribute",
                    "Optional Attribute Error",
                    "Invalid Network Field",
                    "Malformed AS_PATH"),
            List.of(),
            List.of(
                    "Receive Unexpected Message in OpenSent State",
                    "Receive Unexpected Message in OpenConfirm State",
                    "Receive Unexpected Message in Established State"),
            List.of(
                    "Maximum Number of Prefixes Reached",
                    "Administrative Shutdown",
                    "Peer De-configured",
                    "Administrative Reset",
                    "Connection Rejected",
                    "Other Configuration Change",
                    "Connection Collision Resolution",
                    "Out of Resources",
                    "Hard Reset",
                    "BFD Down"));

    /** {@code NOTIFICATION 2/2 (OPEN Message Error, Bad Peer AS)}. */
    public String words() {
        String name = nth(CODES, code);
        String detail = code >= 1 && code <= SUBCODES.size() ? nth(SUBCODES.get(code - 1), subcode) : "";
        String names = detail.isEmpty() ? name : name + ", " + detail;
        return "NOTIFICATION " + code + "/" + subcode + (names.isEmpty() ? "" : " (" + names + ")");
    }

    private static String nth(List<String> names, int number) {
        return number >= 1 && number <= names.size() ? names.get(number - 1) : "";
    }
}
