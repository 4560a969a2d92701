package dev.censim.proto.ikev1;

import dev.censim.model.policy.IkeConfig;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.ArrayList;
import java.util.List;

/**
 * Aggressive mode with a pre-shared key, RFC 2409 section 5.4:
 *
 * <pre>
 *   1  SA, KE, Ni, IDii    -->
 *   2                      <--  SA, KE, Nr, IDir, [NAT-D], HASH_R
 *   3  [NAT-D], HASH_I     -->       encrypted, and with a NAT on the way from port 4500
 * </pre>
 *
 * <p>The names go in the clear, so that the key may be chosen by them; the group cannot be negotiated.
 */
final class AggressiveMode {

    private AggressiveMode() {}

    /** Sends message 1. */
    static void begin(IsakmpSa sa, Turn turn) {
        PhaseOne phaseOne = sa.phaseOne();
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(phaseOne.offer(turn.config().ike()));
        payloads.addAll(phaseOne.keyAndNonce(turn));
        payloads.add(PhaseOne.identity(turn.config().ike()));
        payloads.addAll(PhaseOne.vendorIds(turn));
        phaseOne.send(sa, payloads, false, PhaseOne.Awaited.AGGRESSIVE_2, turn);
    }

    /** Takes the message that is awaited, and sends the next one. */
    static void process(IsakmpSa sa, IsakmpMessage message, Payloads payloads, Turn turn) throws Refused {
        switch (sa.phaseOne().awaited()) {
            case AGGRESSIVE_1 -> message1(sa, payloads, turn);
            case AGGRESSIVE_2 -> message2(sa, message, payloads, turn);
            case AGGRESSIVE_3 -> message3(sa, payloads, turn);
            default ->
                throw new IllegalStateException(
                        "of another mode: " + sa.phaseOne().awaited());
        }
    }

    private static void message1(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        PhaseOne phaseOne = sa.phaseOne();
        IkeConfig config = turn.config().ike();
        phaseOne.noteVendorIds(in);
        IsakmpPayload choice = phaseOne.choose(in, config);
        phaseOne.takeKeyAndNonce(in);
        phaseOne.takeIdentity(in, config);
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(choice);
        payloads.addAll(phaseOne.keyAndNonce(turn));
        phaseOne.derive(sa, turn);
        IsakmpPayload identity = PhaseOne.identity(config);
        payloads.add(identity);
        payloads.addAll(natDiscovery(sa, turn));
        payloads.addAll(PhaseOne.vendorIds(turn));
        payloads.add(phaseOne.hash(sa, sa.requiredKeys(), identity));
        phaseOne.send(sa, payloads, false, PhaseOne.Awaited.AGGRESSIVE_3, turn);
    }

    private static void message2(IsakmpSa sa, IsakmpMessage message, Payloads in, Turn turn) throws Refused {
        PhaseOne phaseOne = sa.phaseOne();
        IkeConfig config = turn.config().ike();
        phaseOne.accept(in, config);
        phaseOne.noteVendorIds(in);
        phaseOne.takeKeyAndNonce(in);
        sa.respondedBy(message.cookieResponder());
        phaseOne.takeIdentity(in, config);
        phaseOne.derive(sa, turn);
        phaseOne.verify(sa, sa.requiredKeys(), in);
        sa.findNats(in, turn);
        List<IsakmpPayload> payloads = new ArrayList<>(natDiscovery(sa, turn));
        payloads.add(phaseOne.hash(sa, sa.requiredKeys(), PhaseOne.identity(config)));
        InitialContact.of(sa, turn).ifPresent(payloads::add);
        phaseOne.send(sa, payloads, true, PhaseOne.Awaited.NOTHING, turn);
        sa.establish(false, turn);
    }

    private static void message3(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        sa.phaseOne().verify(sa, sa.requiredKeys(), in);
        sa.findNats(in, turn);
        sa.phaseOne().await(PhaseOne.Awaited.NOTHING, turn.now());
        sa.establish(InitialContact.isIn(in), turn);
    }

    private static List<IsakmpPayload> natDiscovery(IsakmpSa sa, Turn turn) {
        return sa.phaseOne().traversesNat(turn) ? NatDiscovery.payloads(sa, turn.config()) : List.of();
    }
}
