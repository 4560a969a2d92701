package dev.censim.wire.ikev1;

import dev.censim.wire.ike.Octets;

/**
 * One payload, RFC 2408 section 3.2.
 *
 * @param type one of the constants, or any other number up to 255
 * @param body without the generic header, at most 65531 octets
 */
public record IsakmpPayload(int type, Octets body) {

    public static final int SA = 1;
    public static final int KE = 4;
    public static final int ID = 5;
    public static final int HASH = 8;
    public static final int NONCE = 10;
    public static final int NOTIFY = 11;
    public static final int DELETE = 12;
    public static final int VENDOR_ID = 13;
    /** RFC 3947 section 3.2. */
    public static final int NAT_D = 20;
    /** RFC 3947 section 5.2. */
    public static final int NAT_OA = 21;

    /** Length of the generic header. */
    public static final int HEADER = 4;

    /** Its length in a message, in octets. */
    public int length() {
        return HEADER + body.length();
    }
}
