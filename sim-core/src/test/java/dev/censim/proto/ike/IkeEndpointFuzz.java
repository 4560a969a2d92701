package dev.censim.proto.ike;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import java.util.Arrays;
import java.util.List;

/**
 * Nothing that arrives makes an endpoint throw, neither while it negotiates nor later. What it sends can be read, and what a stranger
 * sends it changes nothing in an established SA.
 */
class IkeEndpointFuzz {

    private static final Wire ASKING = negotiating(0);
    private static final Wire HALF_OPEN = negotiating(15 * Wire.MILLIS);
    private static final Wire ESTABLISHED = Wire.established(3, Configs.both());

    private static Wire negotiating(long until) {
        Wire wire = new Wire(2, Configs.both());
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(until);
        return wire;
    }

    /** The first octet chooses the end and the state; the others are a message whose length and SPIs may be made right. */
    @FuzzTest(maxDuration = "10s")
    void fromStrangers(byte[] octets) throws Malformed {
        if (octets.length == 0) {
            return;
        }
        Wire world = List.of(ASKING, HALF_OPEN, ESTABLISHED).get((octets[0] & 0xff) % 3);
        boolean toA = (octets[0] & 0x40) != 0;
        byte[] message = Arrays.copyOfRange(octets, 1, octets.length);
        if ((octets[0] & 0x80) != 0 && message.length >= IkeHeader.LENGTH) {
            byte[] like = world.sent.get(world.sent.size() - 1);
            System.arraycopy(like, 0, message, 0, 16);
            System.arraycopy(Octets.ofInt(message.length).bytes(), 0, message, IkeHeader.MESSAGE_LENGTH, 4);
        }
        Wire.End end = toA ? world.a : world.b;
        Ike ike = end.ike.copy();
        Outbox<IkeOutput> out = new Outbox<>();

        ike.received(world.now, toA ? Configs.PATH_TO_B : Configs.PATH_TO_A, message, 0, message.length, out);

        assertThat(ike.isEstablished()).isEqualTo(end.ike.isEstablished());
        boolean closes = readable(out);
        assertThat(closes && end.ike.isEstablished()).isFalse();
        ike.expire(ike.deadline(), out);
        readable(out);
    }

    /** Whether an SA was closed; all that is sent can be read. */
    static boolean readable(Outbox<IkeOutput> out) throws Malformed {
        boolean closes = false;
        for (IkeOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof IkeOutput.Send send) {
                IkeCodec.decode(send.message(), 0, send.message().length);
            }
            closes |= output instanceof IkeOutput.IkeSaClosed || output instanceof IkeOutput.ChildClosed;
        }
        return closes;
    }
}
