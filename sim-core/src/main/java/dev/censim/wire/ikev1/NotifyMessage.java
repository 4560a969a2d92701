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
}
