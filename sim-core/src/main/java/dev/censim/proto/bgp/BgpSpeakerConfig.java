package dev.censim.proto.bgp;

import dev.censim.model.address.Ipv4;
import java.util.List;

/**
 * A router.
 *
 * @param identifier its BGP identifier, not 0.0.0.0
 * @param sessions their index is their name in every input and output
 * @param maximumPaths how many equal external paths share a prefix; 1 switches multipath off
 */
public record BgpSpeakerConfig(Ipv4 identifier, List<BgpSessionConfig> sessions, int maximumPaths) {

    public BgpSpeakerConfig {
        sessions = List.copyOf(sessions);
        if (identifier.bits() == 0 || maximumPaths < 1) {
            throw new IllegalArgumentException("not a BGP speaker: " + identifier + ", " + maximumPaths + " paths");
        }
    }
}
