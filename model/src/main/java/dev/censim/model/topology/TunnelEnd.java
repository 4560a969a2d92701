package dev.censim.model.topology;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.policy.DpdConfig;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.policy.RetransmissionConfig;
import java.util.List;

/**
 * What one end of a tunnel is configured with. The two ends are equal unless the scenario says that they differ.
 *
 * @param localSubnets protected traffic on this end's side; {@code 0.0.0.0/0} alone on both sides is Destination Routing
 * @param remoteSubnets protected traffic on the other side
 * @param initiates whether this end negotiates at once; otherwise it waits for the peer or for traffic
 */
public record TunnelEnd(
        IkeConfig ike,
        IpsecConfig ipsec,
        DpdConfig dpd,
        RetransmissionConfig retransmission,
        BgpTimers bgpTimers,
        boolean enableNatTraversal,
        List<Prefix> localSubnets,
        List<Prefix> remoteSubnets,
        boolean initiates) {

    public TunnelEnd {
        localSubnets = List.copyOf(localSubnets);
        remoteSubnets = List.copyOf(remoteSubnets);
    }

    /** The same end with other protected traffic. */
    public TunnelEnd protecting(List<Prefix> local, List<Prefix> remote) {
        return new TunnelEnd(ike, ipsec, dpd, retransmission, bgpTimers, enableNatTraversal, local, remote, initiates);
    }
}
