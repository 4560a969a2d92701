/**
 * IKEv1 without sockets and without a clock: {@link dev.censim.proto.ikev1.Ikev1Endpoint} is one end of one tunnel, in main or in
 * aggressive mode, behind the same door as IKEv2 ({@link dev.censim.proto.ike.Ike}).
 *
 * <p><b>How messages come in.</b> The endpoint finds the {@code IsakmpSa} by its cookies, and that the exchange: {@code PhaseOne} with the
 * messages of {@code MainMode} or {@code AggressiveMode}; a {@code QuickMode} by its message id; {@code Informational}, which is DELETE,
 * error notifies and dead peer detection. What is not authentic changes nothing. Who awaits a message repeats its last one; who gets the
 * last message once more repeats its answer.
 *
 * <p><b>How it differs from IKEv2.</b> Nothing tells that a quick mode rekeys, and a DELETE is not answered: {@code PhaseTwoSas} says how two
 * ends still agree. Phase 1 is rekeyed by a new one; ESP SAs belong to no ISAKMP SA and live on, until dead peer detection or the DELETE of the last
 * ISAKMP SA ends them. A difference of perfect forward secrecy shows at once. A wrong pre-shared key makes message 5 of main mode
 * unreadable.
 *
 * <p><b>When it is tried again.</b> As with IKEv2: at once after a loss, 5 to 10 s after a failure. When quick mode is refused it is tried once
 * more under the same ISAKMP SA, and then from the beginning.
 *
 * <p><b>RFCs.</b> 2407, 2408, 2409; 3706 (dead peer detection); 3947 and 3948 (NAT traversal); 3602, 4868, 3526 (algorithms). One algorithm of
 * each kind is offered, as the product does, and lifetimes are each end's own.
 *
 * <p><b>Left out.</b> Certificates, XAUTH and mode config, new group mode, AH, transport mode, IPComp, the commit bit, several SAs in one quick
 * mode, RESPONDER-LIFETIME, INVALID-COOKIE answers, drafts of NAT traversal before RFC 3947.
 *
 * <p>Knows no kernel, no socket, no packet and no clock.
 */
@NullMarked
package dev.censim.proto.ikev1;

import org.jspecify.annotations.NullMarked;
