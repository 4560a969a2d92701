package dev.censim.proto.bgp;

import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Octets;
import java.util.Optional;

/** What one session wants done or known. Connections are told apart by number: ours are even, the peer's are odd. */
public sealed interface BgpOutput {

    /** Open a TCP connection to the peer. */
    record Connect(int connection) implements BgpOutput {}

    /** Close the TCP connection, or give up opening it, after all that was sent before. */
    record Disconnect(int connection) implements BgpOutput {}

    record Send(int connection, Octets message) implements BgpOutput {}

    /** @param notification what was sent or received, if that was the reason */
    record Moved(
            BgpSession.State from, BgpSession.State to, Reason reason, Optional<BgpMessage.Notification> notification)
            implements BgpOutput {}

    /** The OPEN that this connection has just heard makes it the one that stays; the other is to be closed. */
    record CollisionWon() implements BgpOutput {}

    /** Only ever in ESTABLISHED. */
    record Received(BgpMessage.Update update) implements BgpOutput {}

    /** The peer wants all IPv4 unicast routes again, RFC 2918. */
    record RefreshAsked() implements BgpOutput {}
}
