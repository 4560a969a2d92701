/**
 * IKE over real UDP and BGP over real TCP, in real time: {@link dev.censim.cli.live.LiveIke} drives the very same
 * {@link dev.censim.proto.ike.Ike} machines that simulations drive, and {@link dev.censim.cli.live.LiveBgp} the very same
 * {@link dev.censim.proto.bgp.BgpSpeaker}, with the system's clock and the system's entropy, against a peer that somebody else wrote.
 * {@link dev.censim.cli.live.TunnelEndpoint} and {@link dev.censim.cli.live.TunnelPeering} take the configuration from a scenario. It
 * must not know the kernel, devices or facts: live and simulated time never meet. RFC 7296 section 2 (use of UDP), RFC 4271 section 8.2.1.
 */
@NullMarked
package dev.censim.cli.live;

import org.jspecify.annotations.NullMarked;
