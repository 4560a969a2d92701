package dev.censim.proto.bgp;

import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Octets;

/** What one session wants done or known. */
public sealed interface BgpOutput {

    /** Open a TCP connection to the peer. */
    record Connect() implements BgpOutput {}

    /** Close the TCP connection, or give up opening it, after all that was sent before. */
    record Disconnect() implements BgpOutput {}

    record Send(Octets message) implements BgpOutput {}

    record Moved(BgpSession.State from, BgpSession.State to, Reason reason) implements BgpOutput {}

    /** Only ever in ESTABLISHED. */
    record Received(BgpMessage.Update update) implements BgpOutput {}

    /** The peer wants all IPv4 unicast routes again, RFC 2918. */
    record RefreshAsked() implements BgpOutput {}
}
