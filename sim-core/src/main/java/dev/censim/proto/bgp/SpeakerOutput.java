package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Nlri;
import dev.censim.wire.bgp.PathAttributes;
import java.util.List;
import java.util.Optional;

/** What a router wants done or known; sessions by their index, their connections by number: ours are even, the peer's are odd. */
public sealed interface SpeakerOutput {

    /** Open a TCP connection to the session's peer. */
    record Connect(int session, int connection) implements SpeakerOutput {}

    /**
     * Close a TCP connection, or give up opening it, after all that was sent before. The driver does not report that
     * closing back.
     */
    record Disconnect(int session, int connection) implements SpeakerOutput {}

    /** One whole message for the stream. The array belongs to whoever takes the output. */
    record Send(int session, int connection, byte[] message) implements SpeakerOutput {}

    /** @param notification what was sent or received, if that was the reason */
    record Moved(
            int session,
            BgpSession.State from,
            BgpSession.State to,
            Reason reason,
            Optional<BgpMessage.Notification> notification)
            implements SpeakerOutput {}

    /** The peer has told all that it had to tell at first, RFC 4724 section 2. */
    record EndOfRib(int session) implements SpeakerOutput {}

    /** The peer is away and its routes are used on, RFC 4724 section 4.2; each is received again, or withdrawn. */
    record RoutesStale(int session, int prefixes) implements SpeakerOutput {}

    /**
     * New or changed usable routes entered the Adj-RIB-In.
     *
     * @param prefixes one or more that stood side by side in an UPDATE, in its order
     */
    record RoutesReceived(int session, Nlri prefixes, PathAttributes attributes) implements SpeakerOutput {}

    /**
     * Routes left the Adj-RIB-In: withdrawn, replaced by unusable ones, or their session is lost.
     *
     * @param prefixes one or more, in the order of the UPDATE, or in their own if there is none
     */
    record RoutesWithdrawn(int session, Nlri prefixes) implements SpeakerOutput {}

    record RouteRejected(int session, Prefix prefix, RejectReason reason) implements SpeakerOutput {}

    /** The peer is told of a route, with these attributes. */
    record RouteAdvertised(int session, Prefix prefix, PathAttributes attributes) implements SpeakerOutput {}

    /** The peer is told that a route is gone. Not said when the session itself is lost. */
    record RouteRetracted(int session, Prefix prefix) implements SpeakerOutput {}

    /**
     * Other paths than before.
     *
     * @param prefixes one or more that changed from one choice to another at once, in their order
     * @param best in the order of sessions; several share the traffic; none: unreachable
     */
    record BestChanged(Nlri prefixes, List<Path> best) implements SpeakerOutput {

        public BestChanged {
            best = List.copyOf(best);
        }
    }
}
