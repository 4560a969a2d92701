package dev.censim.proto.ikev1;

import dev.censim.crypto.Entropy;
import dev.censim.crypto.KnownSecrets;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeEndpoint;
import dev.censim.proto.ike.IkeEndpointConfig;

/** The door to both versions. It stands here because this package knows the other one. */
public final class IkeVersions {

    private IkeVersions() {}

    /** An end of the version that is configured, whose peer is in another process. */
    public static Ike open(IkeEndpointConfig config, Entropy entropy) {
        return open(config, entropy, KnownSecrets.none());
    }

    /** An end of the version that is configured. */
    public static Ike open(IkeEndpointConfig config, Entropy entropy, KnownSecrets knownSecrets) {
        return switch (config.ike().ikeVersion()) {
            case IKEV1 -> new Ikev1Endpoint(config, entropy, knownSecrets);
            case IKEV2 -> new IkeEndpoint(config, entropy, knownSecrets);
        };
    }
}
