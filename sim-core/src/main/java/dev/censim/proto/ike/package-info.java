/**
 * IKEv2 without sockets and without a clock: {@link dev.censim.proto.ike.IkeEndpoint} is one end of one tunnel.
 *
 * <p><b>How messages come in.</b> The driver hands over what comes to its two UDP ports from the configured peer. The endpoint finds the IKE
 * SA by its SPIs; {@link dev.censim.proto.ike.Reception} opens the message, drops what is not authentic, repeats the last response to
 * a repeated request, and hands the rest to the task of the exchange: {@code IkeInit}, {@code IkeAuth}, {@code ChildCreate},
 * {@code ChildRekey}, {@code ChildDelete}, {@code IkeRekey}, {@code IkeDelete}, {@code Dpd}. A task is the initiator's side; its static
 * {@code answer} is the responder's. A new exchange is a new file.
 *
 * <p><b>How packets get their SAs.</b> {@link dev.censim.proto.ike.IkeOutput.ChildInstalled} opens a child for what comes in,
 * {@link dev.censim.proto.ike.IkeOutput.OutboundSwitched} names the one to send through, and
 * {@link dev.censim.proto.ike.IkeOutput.ChildClosed} ends one. A rekeyed child stays open for 5 s after its deletion, so a rekeying
 * loses no packet even on a wire that reorders.
 *
 * <p><b>When it is tried again.</b> An end that keeps the tunnel up negotiates at once after a loss (peer dead, DELETE, expiry) and 5 to
 * 10 s, drawn at random, after a failure, for ever. When the first child is refused the IKE SA stays and CREATE_CHILD_SA is tried; when
 * that is refused too, it begins with a new IKE SA. Rekeying begins after 85 to 95 per cent of a lifetime, of a short one
 * earlier ({@code Lifetime}); TEMPORARY_FAILURE is retried after 2 to 4 s or less, another refusal after 20 to 40 s, until the lifetime ends.
 *
 * <p><b>When both ends act at once.</b> The RFC's rule for rekeyings, the exchange with the lowest nonce loses and its initiator deletes
 * what it made (section 2.8.1), also decides between two IKE SAs that both ends negotiated. It is seldom needed: of two requests
 * of IKE_SA_INIT that cross, the one with the lower SPI is not answered. INITIAL_CONTACT closes the SAs that were there before the
 * peer began.
 *
 * <p><b>When a NAT lies between.</b> The notifies of IKE_SA_INIT show it ({@code NatDetection}); IKE goes on over port 4500 from IKE_AUTH
 * on, {@link dev.censim.proto.ike.IkeOutput.EspPath} sends ESP the same way, the end behind the NAT keeps it open ({@code Encapsulation})
 * and the other end follows the peer by authentic packets ({@code PeerPath}).
 *
 * <p><b>RFCs.</b> 7296; 4868 (SHA-2), 2451, 3602 and 2405 (ciphers), 3526 (groups). One algorithm of each kind is offered, as the
 * product does.
 *
 * <p><b>Left out.</b> Certificates and EAP, configuration payloads, AH, transport mode, IPComp, fragmentation, MOBIKE, window sizes
 * above one, extended sequence numbers, unprotected INVALID_IKE_SPI and INVALID_MAJOR_VERSION answers. IKEv1 has its own door.
 *
 * <p>Knows no kernel, no socket, no packet and no clock.
 */
@NullMarked
package dev.censim.proto.ike;

import org.jspecify.annotations.NullMarked;
