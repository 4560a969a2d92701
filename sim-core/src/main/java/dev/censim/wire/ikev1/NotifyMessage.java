package dev.censim.wire.ikev1;

/** Notify message types: RFC 2408 section 3.14.1, RFC 2407 section 4.6.3, RFC 3706 section 5.1. */
public final class NotifyMessage {

    public static final int INVALID_PAYLOAD_TYPE = 1;
    public static final int INVALID_COOKIE = 4;
    public static final int INVALID_MAJOR_VERSION = 5;
    public static final int INVALID_EXCHANGE_TYPE = 7;
    public static final int INVALID_MESSAGE_ID = 9;
    public static final int NO_PROPOSAL_CHOSEN = 14;
    public static final int BAD_PROPOSAL_SYNTAX = 15;
    public static final int PAYLOAD_MALFORMED = 16;
    public static final int INVALID_KEY_INFORMATION = 17;
    public static final int INVALID_ID_INFORMATION = 18;
    public static final int INVALID_HASH_INFORMATION = 23;
    public static final int AUTHENTICATION_FAILED = 24;
    /** From here on a notify tells a status and no error. */
    public static final int FIRST_STATUS = 16384;

    public static final int RESPONDER_LIFETIME = 24576;
    public static final int INITIAL_CONTACT = 24578;
    public static final int R_U_THERE = 36136;
    public static final int R_U_THERE_ACK = 36137;

    private NotifyMessage() {}

    /** As the RFCs write it, which is not as IKEv2 calls the same number; the number where it has no name here. */
    public static String name(int type) {
        return switch (type) {
            case INVALID_PAYLOAD_TYPE -> "INVALID-PAYLOAD-TYPE";
            case INVALID_COOKIE -> "INVALID-COOKIE";
            case INVALID_MAJOR_VERSION -> "INVALID-MAJOR-VERSION";
            case INVALID_EXCHANGE_TYPE -> "INVALID-EXCHANGE-TYPE";
            case INVALID_MESSAGE_ID -> "INVALID-MESSAGE-ID";
            case NO_PROPOSAL_CHOSEN -> "NO-PROPOSAL-CHOSEN";
            case BAD_PROPOSAL_SYNTAX -> "BAD-PROPOSAL-SYNTAX";
            case PAYLOAD_MALFORMED -> "PAYLOAD-MALFORMED";
            case INVALID_KEY_INFORMATION -> "INVALID-KEY-INFORMATION";
            case INVALID_ID_INFORMATION -> "INVALID-ID-INFORMATION";
            case INVALID_HASH_INFORMATION -> "INVALID-HASH-INFORMATION";
            case AUTHENTICATION_FAILED -> "AUTHENTICATION-FAILED";
            case RESPONDER_LIFETIME -> "RESPONDER-LIFETIME";
            case INITIAL_CONTACT -> "INITIAL-CONTACT";
            case R_U_THERE -> "R-U-THERE";
            case R_U_THERE_ACK -> "R-U-THERE-ACK";
            default -> "type " + type;
        };
    }
}
