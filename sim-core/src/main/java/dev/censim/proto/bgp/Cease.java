package dev.censim.proto.bgp;

import dev.censim.wire.bgp.BgpMessage.Notification;

/** The NOTIFICATIONs of a session that ends without anybody's mistake, RFC 4486 section 3 and RFC 9384. */
final class Cease {

    static final Notification ADMINISTRATIVE_SHUTDOWN = Notification.of(6, 2);
    static final Notification ADMINISTRATIVE_RESET = Notification.of(6, 4);
    static final Notification CONNECTION_COLLISION = Notification.of(6, 7);

    static final Notification BFD_DOWN = Notification.of(6, 10);

    private Cease() {}

    /** Why a session begins anew. */
    static Notification of(Reason reset) {
        return reset == Reason.BFD_DOWN ? BFD_DOWN : ADMINISTRATIVE_RESET;
    }
}
