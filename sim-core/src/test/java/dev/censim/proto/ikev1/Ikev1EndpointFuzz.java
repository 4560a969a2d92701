package dev.censim.proto.ikev1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.model.policy.IkeMode;
import dev.censim.proto.Outbox;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.IsakmpCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Nothing that arrives makes an endpoint throw, behind whichever message of a negotiation it comes. What it sends can be read, and what a
 * stranger sends it changes nothing in an established SA.
 */
class Ikev1EndpointFuzz {

    /** One more message was sent in each; the last one of either mode has come. */
    private static final List<Wire> WORLDS = worlds();

    private static List<Wire> worlds() {
        List<Wire> worlds = new ArrayList<>();
        for (IkeMode mode : IkeMode.values()) {
            Wire wire = new Wire(2, Configs.ikev1(mode));
            wire.a.ike.initiate(0, wire.a.out);
            wire.run(0);
            for (int sent = 0; wire.now < Wire.SECOND; wire.run(wire.now + 5 * Wire.MILLIS)) {
                if (wire.sent.size() > sent) {
                    worlds.add(wire.copy());
                    sent = wire.sent.size();
                }
            }
            worlds.add(wire);
        }
        return worlds;
    }

    /** The first octet chooses the world, the second the end; the others are a message whose length and cookies may be made right. */
    @FuzzTest(maxDuration = "10s")
    void fromStrangers(byte[] octets) throws Malformed {
        if (octets.length < 2) {
            return;
        }
        Wire world = WORLDS.get((octets[0] & 0xff) % WORLDS.size());
        boolean toA = (octets[1] & 1) != 0;
        byte[] message = Arrays.copyOfRange(octets, 2, octets.length);
        if ((octets[1] & 2) != 0 && message.length >= IkeHeader.LENGTH) {
            byte[] like = world.sent.get(world.sent.size() - 1);
            System.arraycopy(like, 0, message, 0, 16);
            System.arraycopy(Octets.ofInt(message.length).bytes(), 0, message, IkeHeader.MESSAGE_LENGTH, 4);
        }
        Wire.End end = toA ? world.a : world.b;
        Ike ike = end.ike.copy();
        Outbox<IkeOutput> out = new Outbox<>();

        ike.received(world.now, toA ? Configs.PATH_TO_B : Configs.PATH_TO_A, message, 0, message.length, out);

        boolean closes = readable(out);
        if (end.ike.isEstablished()) {
            assertThat(ike.isEstablished()).isTrue();
            assertThat(closes).isFalse();
        }
        for (int i = 0; i < 4 && ike.deadline() != Ike.NEVER; i++) {
            ike.expire(ike.deadline(), out);
            readable(out);
        }
    }

    /** Whether an SA was closed; all that is sent can be read. */
    static boolean readable(Outbox<IkeOutput> out) throws Malformed {
        boolean closes = false;
        for (IkeOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof IkeOutput.Send send) {
                IsakmpCodec.decode(send.message(), 0, send.message().length);
            }
            closes |= output instanceof IkeOutput.IkeSaClosed || output instanceof IkeOutput.ChildClosed;
        }
        return closes;
    }
}
