package dev.censim.proto.ike;

import dev.censim.model.policy.IkeMode;
import dev.censim.model.policy.IkeVersion;

/** What can negotiate a tunnel: the product's "Edition", and in IKEv1 its "Negotiation Mode". */
public enum Edition {
    IKEV2(IkeVersion.IKEV2, IkeMode.MAIN),
    IKEV1_MAIN(IkeVersion.IKEV1, IkeMode.MAIN),
    IKEV1_AGGRESSIVE(IkeVersion.IKEV1, IkeMode.AGGRESSIVE);

    private final IkeVersion version;
    private final IkeMode mode;

    Edition(IkeVersion version, IkeMode mode) {
        this.version = version;
        this.mode = mode;
    }

    public IkeVersion version() {
        return version;
    }

    /** Of no meaning in IKEv2. */
    public IkeMode mode() {
        return mode;
    }

    /** Two ends that agree. */
    public Configs configs() {
        return Configs.both().with(Configs.version(version)).with(Configs.mode(mode));
    }
}
