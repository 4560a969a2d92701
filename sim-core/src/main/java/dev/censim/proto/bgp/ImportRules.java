package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.PathAttributes;
import java.util.Optional;
import java.util.OptionalLong;

/** What a received route must be to be usable, and what preference it gets: RFC 4271 sections 6.3, 9.1.1 and 9.1.2. */
final class ImportRules {

    private ImportRules() {}

    /**
     * Why the route cannot be used; empty when it can.
     *
     * @param peer the peer's own address, which is a host's whatever it looks like
     */
    static Optional<RejectReason> objection(
            PathAttributes route, BgpSpeakerConfig speaker, Ipv4 peer, Negotiated session) {
        for (BgpSessionConfig own : speaker.sessions()) {
            if (route.asPath().contains(own.localAsn())) {
                return Optional.of(RejectReason.AS_LOOP);
            }
        }
        if (session.external() && !isFirst(session.peerAsn(), route)) {
            return Optional.of(RejectReason.FIRST_AS_MISMATCH);
        }
        if (!session.external() && OriginatorId.of(route).equals(Optional.of(speaker.identifier()))) {
            return Optional.of(RejectReason.ORIGINATED_HERE);
        }
        for (BgpSessionConfig own : speaker.sessions()) {
            if (route.nextHop().equals(own.localAddress())) {
                return Optional.of(RejectReason.NEXT_HOP_SELF);
            }
        }
        return route.nextHop().equals(peer) || isUnicast(route.nextHop())
                ? Optional.empty()
                : Optional.of(RejectReason.NEXT_HOP_INVALID);
    }

    /** The route with its degree of preference, RFC 4271 section 9.1.1. */
    static PathAttributes preferred(PathAttributes route, BgpSessionConfig config, Negotiated session) {
        PathAttributes meant = session.external() ? OriginatorId.dropped(route) : route;
        return session.external() || route.localPref().isEmpty()
                ? meant.withLocalPref(OptionalLong.of(config.policy().localPref()))
                : meant;
    }

    /** A peer known only as AS_TRANS, RFC 6793, writes its true number first, whatever that is. */
    private static boolean isFirst(Asn peer, PathAttributes route) {
        Optional<Asn> first = route.asPath().neighbour();
        return first.equals(Optional.of(peer)) || first.isPresent() && peer.number() == BgpCodec.AS_TRANS;
    }

    /** Not 0/8, 127/8, multicast or reserved. */
    private static boolean isUnicast(Ipv4 address) {
        int first = address.bits() >>> 24;
        return first != 0 && first != 127 && first < 224;
    }
}
