package dev.censim.proto.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.DpdConfig;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.policy.RetransmissionConfig;
import dev.censim.model.topology.TunnelEnd;
import java.util.List;

/**
 * Everything one end of a tunnel is configured with for IKE.
 *
 * @param localSelectors protected traffic of this end, at least one prefix
 * @param remoteSelectors protected traffic of the peer's end, at least one prefix
 * @param keepsUp negotiates again by itself after the tunnel was lost or a negotiation failed; otherwise waits for
 *     {@link IkeEndpoint#initiate} or for the peer
 */
public record IkeEndpointConfig(
        Ipv4 localAddress,
        Ipv4 remoteAddress,
        IkeConfig ike,
        IpsecConfig ipsec,
        DpdConfig dpd,
        RetransmissionConfig retransmission,
        List<Prefix> localSelectors,
        List<Prefix> remoteSelectors,
        boolean keepsUp,
        NatTraversal natTraversal) {

    public IkeEndpointConfig {
        localSelectors = List.copyOf(localSelectors);
        remoteSelectors = List.copyOf(remoteSelectors);
        if (localSelectors.isEmpty() || remoteSelectors.isEmpty()) {
            throw new IllegalArgumentException("a tunnel protects at least one prefix at each end");
        }
    }

    /** One end of a tunnel, put on two addresses; its protected traffic is what IKE negotiates. */
    public static IkeEndpointConfig of(
            TunnelEnd end, Ipv4 local, Ipv4 remote, boolean keepsUp, NatTraversal natTraversal) {
        return new IkeEndpointConfig(
                local,
                remote,
                end.ike(),
                end.ipsec(),
                end.dpd(),
                end.retransmission(),
                end.localSubnets(),
                end.remoteSubnets(),
                keepsUp,
                natTraversal);
    }

    /** The same on other ports. */
    public IkeEndpointConfig withPorts(IkePorts local, IkePorts remote) {
        return new IkeEndpointConfig(
                localAddress,
                remoteAddress,
                ike,
                ipsec,
                dpd,
                retransmission,
                localSelectors,
                remoteSelectors,
                keepsUp,
                new NatTraversal(natTraversal.enabled(), natTraversal.keepalive(), local, remote));
    }

    /** Where a negotiation begins. */
    public UdpPath firstPath() {
        return new UdpPath(
                natTraversal.local().ike(), remoteAddress, natTraversal.remote().ike());
    }
}
