package dev.censim.proto.bgp;

import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.PathAttributes;
import dev.censim.wire.bgp.RawAttribute;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a peer is told of a path: RFC 4271 sections 5.1 and 9.1.3, RFC 1997. */
final class ExportRules {

    /** RFC 4271 section 9.2: header, the two length fields and one prefix must fit beside the attributes. */
    private static final int ROOM = BgpCodec.MAX_LENGTH - BgpCodec.HEADER - 4 - 5;

    private static final long DEFAULT_LOCAL_PREF = 100;

    private ExportRules() {}

    /**
     * What to send.
     *
     * @param session the index of the session to send on
     * @param learnedExternally whether the path came from another AS; true for a path of this router itself
     */
    static Exported exported(
            Path path, boolean learnedExternally, int session, BgpSessionConfig config, Negotiated negotiated) {
        boolean isLocal = path.session() == Path.LOCAL;
        if (path.session() == session || !isLocal && !config.policy().advertiseLearned()) {
            return Exported.NOTHING;
        }
        // RFC 4271 section 9.2: what one internal peer says is not told to another.
        if (!negotiated.external() && !learnedExternally || isConfined(path.attributes(), negotiated.external())) {
            return Exported.NOTHING;
        }
        PathAttributes sent = negotiated.external()
                ? external(path.attributes(), isLocal, config)
                : internal(path.attributes(), learnedExternally, config);
        PathAttributes route = sent.withUnknown(passedOn(sent.unknown()));
        PolicyOnRoute policy = new PolicyOnRoute(config.policy().exports(), route, config.localAsn());
        return new Exported(policy, told -> sendable(told, config, negotiated));
    }

    private static Optional<PathAttributes> sendable(
            PathAttributes told, BgpSessionConfig config, Negotiated negotiated) {
        PathAttributes signed = negotiated.external() ? signed(told, config) : told;
        return BgpCodec.attributeOctets(signed, negotiated.fourOctetAs()) <= ROOM
                ? Optional.of(signed)
                : Optional.empty();
    }

    private static boolean isConfined(PathAttributes attributes, boolean external) {
        List<Community> communities = attributes.communities();
        return communities.contains(Community.NO_ADVERTISE)
                || external
                        && (communities.contains(Community.NO_EXPORT)
                                || communities.contains(Community.NO_EXPORT_SUBCONFED));
    }

    /** Section 5.1.2: own AS in front, whatever the policy has put into the path, so that the peer finds it first. */
    private static PathAttributes signed(PathAttributes attributes, BgpSessionConfig config) {
        return attributes.withAsPath(attributes.asPath().prepend(config.localAsn()));
    }

    /** Sections 5.1.3 to 5.1.5: next hop self, a MED only of our own, no LOCAL_PREF. */
    private static PathAttributes external(PathAttributes attributes, boolean isLocal, BgpSessionConfig config) {
        return attributes
                .withNextHop(config.localAddress())
                .withMed(isLocal ? attributes.med() : OptionalLong.empty())
                .withLocalPref(OptionalLong.empty());
    }

    /** Path and next hop stay as they are, unless next-hop-self is configured; LOCAL_PREF is always there. */
    private static PathAttributes internal(
            PathAttributes attributes, boolean learnedExternally, BgpSessionConfig config) {
        boolean isOurs = attributes.nextHop().bits() == 0
                || learnedExternally && config.policy().nextHopSelf();
        Ipv4 nextHop = isOurs ? config.localAddress() : attributes.nextHop();
        long preference = attributes.localPref().orElse(DEFAULT_LOCAL_PREF);
        return attributes.withNextHop(nextHop).withLocalPref(OptionalLong.of(preference));
    }

    /** Section 5: what is not understood goes on if it is transitive, marked as partial. */
    private static List<RawAttribute> passedOn(List<RawAttribute> unknown) {
        return unknown.stream()
                .filter(RawAttribute::isTransitive)
                .map(RawAttribute::partial)
                .toList();
    }
}
