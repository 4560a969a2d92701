package dev.censim.model.topology;

import dev.censim.model.policy.BgpTimers;
import dev.censim.model.policy.DpdConfig;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.policy.RetransmissionConfig;

/**
 * What one end of a tunnel is configured with. The two ends are equal unless the scenario says that they differ.
 *
 * @param initiates whether this end negotiates at once; otherwise it waits for the peer or for traffic
 */
public record TunnelEnd(
        IkeConfig ike,
        IpsecConfig ipsec,
        DpdConfig dpd,
        RetransmissionConfig retransmission,
        BgpTimers bgpTimers,
        boolean enableNatTraversal,
        boolean initiates) {}
