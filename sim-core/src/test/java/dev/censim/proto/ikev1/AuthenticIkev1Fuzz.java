package dev.censim.proto.ikev1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.model.policy.IkeMode;
import dev.censim.proto.Outbox;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.Malformed;
import dev.censim.wire.ikev1.ExchangeType;
import java.util.Arrays;

/** A peer that holds the keys may say anything: the endpoint does not throw, and what it answers can be read. */
class AuthenticIkev1Fuzz {

    private static final Wire ESTABLISHED = Wire.established(3, Configs.ikev1(IkeMode.MAIN));
    private static final Wire REKEYING = rekeying();
    /** The responder awaits the first encrypted message, the initiator the second one. */
    private static final Wire MAIN_5 = negotiating(IkeMode.MAIN, 4);

    private static final Wire MAIN_6 = negotiating(IkeMode.MAIN, 5);
    private static final Wire AGGRESSIVE_3 = negotiating(IkeMode.AGGRESSIVE, 2);

    private static final int MESSAGE_ID = 7;

    private static Wire rekeying() {
        Wire wire = Wire.established(3, Configs.ikev1(IkeMode.MAIN));
        Provoked.phaseTwo(wire, wire.a);
        wire.run(wire.now);
        return wire;
    }

    private static Wire negotiating(IkeMode mode, int sent) {
        Wire wire = new Wire(3, Configs.ikev1(mode));
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(0);
        while (wire.sent.size() < sent) {
            wire.run(wire.now + Wire.MILLIS);
        }
        return wire;
    }

    /** First octet: the message; second: the first payload's type; the others: what is inside, behind the HASH of phase 2. */
    @FuzzTest(maxDuration = "10s")
    void fromThePeer(byte[] octets) throws Malformed {
        if (octets.length < 2) {
            return;
        }
        int type = octets[1] & 0xff;
        byte[] inside = Arrays.copyOfRange(octets, 2, octets.length);
        boolean toA = (octets[0] & 8) != 0;
        Insider insider = new Insider(ESTABLISHED);
        switch (octets[0] & 7) {
            case 0 -> deliver(ESTABLISHED, toA, insider.seal(ExchangeType.INFORMATIONAL, MESSAGE_ID, type, inside));
            case 1 -> deliver(ESTABLISHED, toA, insider.seal(ExchangeType.QUICK_MODE, MESSAGE_ID, type, inside));
            case 2 -> deliver(ESTABLISHED, toA, insider.encrypt(ExchangeType.INFORMATIONAL, MESSAGE_ID, type, inside));
            case 3 -> deliver(REKEYING, true, insider.seal(ExchangeType.INFORMATIONAL, MESSAGE_ID, type, inside));
            case 4 ->
                deliver(REKEYING, true, insider.answer(REKEYING.sent.get(REKEYING.sent.size() - 1), type, inside));
            case 5 -> phaseOne(MAIN_5, false, ExchangeType.IDENTITY_PROTECTION, type, inside);
            case 6 -> phaseOne(MAIN_6, true, ExchangeType.IDENTITY_PROTECTION, type, inside);
            default -> phaseOne(AGGRESSIVE_3, false, ExchangeType.AGGRESSIVE, type, inside);
        }
    }

    private static void phaseOne(Wire world, boolean toA, ExchangeType mode, int type, byte[] inside) throws Malformed {
        deliver(world, toA, new Insider(world).phaseOne(mode, type, inside));
    }

    private static void deliver(Wire world, boolean toA, byte[] message) throws Malformed {
        Ike ike = (toA ? world.a : world.b).ike.copy();
        Outbox<IkeOutput> out = new Outbox<>();
        ike.received(world.now, toA ? Configs.PATH_TO_B : Configs.PATH_TO_A, message, 0, message.length, out);
        Ikev1EndpointFuzz.readable(out);
        for (int i = 0; i < 8 && ike.deadline() != Ike.NEVER; i++) {
            ike.expire(ike.deadline(), out);
            Ikev1EndpointFuzz.readable(out);
        }
    }
}
