package dev.censim.proto.ikev1;

import dev.censim.model.policy.IkeConfig;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.ArrayList;
import java.util.List;

/**
 * Main mode with a pre-shared key, RFC 2409 section 5.4:
 *
 * <pre>
 *   1  SA                  -->
 *   2                      <--  SA
 *   3  KE, Ni, [NAT-D]     -->
 *   4                      <--  KE, Nr, [NAT-D]
 *   5  IDii, HASH_I        -->       from here on encrypted, and with a NAT on the way from port 4500
 *   6                      <--  IDir, HASH_R
 * </pre>
 */
final class MainMode {

    private MainMode() {}

    /** Sends message 1. */
    static void begin(IsakmpSa sa, Turn turn) {
        PhaseOne phaseOne = sa.phaseOne();
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(phaseOne.offer(turn.config().ike()));
        payloads.addAll(PhaseOne.vendorIds(turn));
        phaseOne.send(sa, payloads, false, PhaseOne.Awaited.MAIN_2, turn);
    }

    /** Takes the message that is awaited, and sends the next one. */
    static void process(IsakmpSa sa, IsakmpMessage message, Payloads payloads, Turn turn) throws Refused {
        switch (sa.phaseOne().awaited()) {
            case MAIN_1 -> message1(sa, payloads, turn);
            case MAIN_2 -> message2(sa, message, payloads, turn);
            case MAIN_3 -> message3(sa, payloads, turn);
            case MAIN_4 -> message4(sa, payloads, turn);
            case MAIN_5 -> message5(sa, payloads, turn);
            case MAIN_6 -> message6(sa, payloads, turn);
            default ->
                throw new IllegalStateException(
                        "of another mode: " + sa.phaseOne().awaited());
        }
    }

    private static void message1(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        PhaseOne phaseOne = sa.phaseOne();
        phaseOne.noteVendorIds(in);
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(phaseOne.choose(in, turn.config().ike()));
        payloads.addAll(PhaseOne.vendorIds(turn));
        phaseOne.send(sa, payloads, false, PhaseOne.Awaited.MAIN_3, turn);
    }

    private static void message2(IsakmpSa sa, IsakmpMessage message, Payloads in, Turn turn) throws Refused {
        PhaseOne phaseOne = sa.phaseOne();
        phaseOne.accept(in, turn.config().ike());
        phaseOne.noteVendorIds(in);
        sa.respondedBy(message.cookieResponder());
        phaseOne.send(sa, keyNonceAndNat(sa, turn), false, PhaseOne.Awaited.MAIN_4, turn);
    }

    private static void message3(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        PhaseOne phaseOne = sa.phaseOne();
        phaseOne.takeKeyAndNonce(in);
        List<IsakmpPayload> payloads = keyNonceAndNat(sa, turn);
        phaseOne.derive(sa, turn);
        sa.findNats(in, turn);
        phaseOne.send(sa, payloads, false, PhaseOne.Awaited.MAIN_5, turn);
    }

    private static void message4(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        PhaseOne phaseOne = sa.phaseOne();
        phaseOne.takeKeyAndNonce(in);
        phaseOne.derive(sa, turn);
        sa.findNats(in, turn);
        IsakmpPayload identity = PhaseOne.identity(turn.config().ike());
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(identity);
        payloads.add(phaseOne.hash(sa, sa.requiredKeys(), identity));
        InitialContact.of(sa, turn).ifPresent(payloads::add);
        phaseOne.send(sa, payloads, true, PhaseOne.Awaited.MAIN_6, turn);
    }

    private static void message5(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        PhaseOne phaseOne = sa.phaseOne();
        authenticate(sa, in, turn);
        IsakmpPayload identity = PhaseOne.identity(turn.config().ike());
        IsakmpPayload hash = phaseOne.hash(sa, sa.requiredKeys(), identity);
        phaseOne.send(sa, List.of(identity, hash), true, PhaseOne.Awaited.NOTHING, turn);
        sa.establish(InitialContact.isIn(in), turn);
    }

    private static void message6(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        authenticate(sa, in, turn);
        sa.phaseOne().await(PhaseOne.Awaited.NOTHING, turn.now());
        sa.establish(InitialContact.isIn(in), turn);
    }

    private static void authenticate(IsakmpSa sa, Payloads in, Turn turn) throws Refused {
        IkeConfig config = turn.config().ike();
        Ikev1Keys keys = sa.requiredKeys();
        sa.phaseOne().takeIdentity(in, config);
        sa.phaseOne().verify(sa, keys, in);
    }

    private static List<IsakmpPayload> keyNonceAndNat(IsakmpSa sa, Turn turn) {
        List<IsakmpPayload> payloads = new ArrayList<>(sa.phaseOne().keyAndNonce(turn));
        if (sa.phaseOne().traversesNat(turn)) {
            payloads.addAll(NatDiscovery.payloads(sa, turn.config()));
        }
        return payloads;
    }
}
