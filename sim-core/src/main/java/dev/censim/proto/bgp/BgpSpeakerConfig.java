package dev.censim.proto.bgp;

import dev.censim.model.address.Ipv4;
import java.util.List;

/**
 * A router.
 *
 * @param identifier its BGP identifier, not 0.0.0.0
 * @param sessions their index is their name in every input and output
 * @param prefersLearned whether a path that a peer has told wins over one of this router's own: of a router that is told by others
 *     what to announce, and must not lose sight of a peer because somebody else reaches the same
 * @param maximumPaths how many equal external paths share a prefix; 1 switches multipath off
 */
public record BgpSpeakerConfig(
        Ipv4 identifier, List<BgpSessionConfig> sessions, int maximumPaths, boolean prefersLearned) {

    public BgpSpeakerConfig {
        sessions = List.copyOf(sessions);
        if (identifier.bits() == 0 || maximumPaths < 1) {
            throw new IllegalArgumentException("not a BGP speaker: " + identifier + ", " + maximumPaths + " paths");
        }
    }

    /** Whose own routes win over learned ones, as usual. */
    public BgpSpeakerConfig(Ipv4 identifier, List<BgpSessionConfig> sessions, int maximumPaths) {
        this(identifier, sessions, maximumPaths, false);
    }
}
