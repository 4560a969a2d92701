package dev.censim.interop;

import dev.censim.model.policy.IkeMode;
import dev.censim.model.policy.IkeVersion;

/** What both ends speak: the version of IKE and, for IKEv1, its mode. */
enum Version {
    IKEV2(IkeVersion.IKEV2, IkeMode.MAIN),
    IKEV1_MAIN(IkeVersion.IKEV1, IkeMode.MAIN),
    IKEV1_AGGRESSIVE(IkeVersion.IKEV1, IkeMode.AGGRESSIVE);

    private final IkeVersion version;
    private final IkeMode mode;

    Version(IkeVersion version, IkeMode mode) {
        this.version = version;
        this.mode = mode;
    }

    IkeVersion version() {
        return version;
    }

    IkeMode mode() {
        return mode;
    }

    String theirWords() {
        return switch (this) {
            case IKEV2 -> "version = 2";
            case IKEV1_MAIN -> "version = 1";
            case IKEV1_AGGRESSIVE -> "version = 1\n    aggressive = yes";
        };
    }

    /**
     * What it logs when it finds a silent peer dead: IKEv2's question is repeated like every request, IKEv1's has a time of its own
     * ({@code dpd_timeout}).
     */
    String theirVerdict() {
        return this == IKEV2 ? "giving up after" : "DPD check timed out, enforcing DPD action";
    }

    /** Main mode needs addresses: its key is looked up before an identity has been heard (RFC 2409 section 5.4). */
    String ourId(Lab lab) {
        return this == IKEV1_AGGRESSIVE ? "branch.example" : lab.ours;
    }

    String theirId(Lab lab) {
        return this == IKEV1_MAIN ? lab.theirs : "hub.example";
    }
}
