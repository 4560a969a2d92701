package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.PathAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the prefixes of one UPDATE share once the import rules and the session's policy have judged it; judged once, not per prefix. */
final class Imported {

    private final AdjRibIn rib;
    private final int session;
    private final @Nullable RejectReason objection;
    private final PolicyOnRoute policy;
    private final boolean isUniform;
    private @Nullable PathAttributes last; // what the policy made of the prefix before
    private Decision.@Nullable Candidate route; // and what that is to the decision process
    private Decision.@Nullable Candidate compared; // what was last compared with that
    private boolean isEqual; // and how that ended

    Imported(PathAttributes received, int session, BgpSpeakerConfig speaker, Negotiated peer, AdjRibIn rib) {
        this.rib = rib;
        this.session = session;
        BgpSessionConfig of = speaker.sessions().get(session);
        Optional<RejectReason> found = ImportRules.objection(received, speaker, of.remoteAddress(), peer);
        objection = found.orElse(null);
        policy = new PolicyOnRoute(of.policy().imports(), ImportRules.preferred(received, of, peer), of.localAsn());
        isUniform = objection != null || policy.isUniform();
        if (isUniform) {
            judge(objection == null ? policy.at(Prefix.DEFAULT) : null);
        }
    }

    /** The usable route; null when there is none for that prefix. */
    Decision.@Nullable Candidate route(long key) {
        if (!isUniform) {
            judge(policy.at(Prefix.ofKey(key)));
        }
        return route;
    }

    /** Whether {@link #route} says something else than what is known already; prefixes that came together mostly know the same. */
    boolean isNews(Decision.@Nullable Candidate known) {
        if (known == null || route == null) {
            return true;
        }
        if (known != compared) {
            compared = known;
            isEqual = known.path().equals(route.path());
        }
        return !isEqual;
    }

    /** Why there is none. */
    RejectReason objection() {
        return objection == null ? RejectReason.POLICY : objection;
    }

    private void judge(@Nullable PathAttributes attributes) {
        if (attributes == null) {
            route = null;
        } else if (route == null || attributes != last) {
            route = rib.candidate(new Path(session, attributes));
            compared = null;
        }
        last = attributes;
    }
}
