package dev.censim.wire.ikev1;

import dev.censim.wire.ike.Octets;

/** Vendor IDs that announce what a peer can do. */
public final class VendorId {

    /** Dead peer detection, RFC 3706 section 5: version 1.0. */
    public static final Octets DPD = Octets.hex("afcad71368a1f1c96b8696fc77570100");

    /** The MD5 hash of "RFC 3947", section 3.1 there. */
    public static final Octets NAT_TRAVERSAL = Octets.hex("4a131c81070358455c5728f20e95452f");

    private VendorId() {}
}
