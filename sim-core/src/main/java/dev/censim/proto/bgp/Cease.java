package dev.censim.proto.bgp;

import dev.censim.wire.bgp.BgpMessage.Notification;

/** The NOTIFICATIONs of a session that ends without anybody's mistake, RFC 4486 section 3. */
final class Cease {

    static final Notification ADMINISTRATIVE_SHUTDOWN = Notification.of(6, 2);
    static final Notification ADMINISTRATIVE_RESET = Notification.of(6, 4);
    static final Notification CONNECTION_COLLISION = Notification.of(6, 7);

    private Cease() {}
}
