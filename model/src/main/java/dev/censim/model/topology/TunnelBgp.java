package dev.censim.model.topology;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;

/**
 * BGP peering inside a tunnel ({@code tunnel_bgp_config}).
 *
 * @param tunnelCidr a /30 inside 169.254.0.0/16
 * @param localBgpIp the cloud's address in it
 * @param peerBgpIp where the cloud looks for the customer gateway: the other address in it
 * @param device the customer gateway's own settings
 */
public record TunnelBgp(Prefix tunnelCidr, Ipv4 localBgpIp, Ipv4 peerBgpIp, BgpDevice device) {}
