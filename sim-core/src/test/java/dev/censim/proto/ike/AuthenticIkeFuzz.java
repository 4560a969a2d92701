package dev.censim.proto.ike;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.Integrity;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.Arrays;
import java.util.List;

/** A peer that holds the keys may say anything: the endpoint does not throw, and what it answers can be read. */
class AuthenticIkeFuzz {

    private static final Wire ESTABLISHED = Wire.established(3, Configs.both());
    private static final IkeOutput.IkeSaEstablished SA = ESTABLISHED.a.last(IkeOutput.IkeSaEstablished.class);

    /** First octet: end, exchange, response or request, message id; second: the first payload's type; the others: what is inside SK. */
    @FuzzTest(maxDuration = "10s")
    void fromThePeer(byte[] octets) throws Malformed {
        if (octets.length < 2) {
            return;
        }
        boolean toA = (octets[0] & 1) != 0;
        Exchange exchange = Exchange.values()[1 + (octets[0] >>> 1 & 3) % 3];
        boolean isResponse = (octets[0] & 8) != 0;
        boolean fromInitiator = toA != SA.initiator();
        int id = octets[0] >>> 4 & 3;
        byte[] message = sealed(exchange, fromInitiator, isResponse, id, Arrays.copyOfRange(octets, 1, octets.length));
        Ike ike = (toA ? ESTABLISHED.a : ESTABLISHED.b).ike.copy();
        Outbox<IkeOutput> out = new Outbox<>();

        ike.received(ESTABLISHED.now, toA ? Configs.PATH_TO_B : Configs.PATH_TO_A, message, 0, message.length, out);
        IkeEndpointFuzz.readable(out);
        for (int i = 0; i < 8 && ike.deadline() != IkeEndpoint.NEVER; i++) {
            ike.expire(ike.deadline(), out);
            IkeEndpointFuzz.readable(out);
        }
    }

    /** As {@link SkPayload#seal}, around octets that need not be payloads. */
    private static byte[] sealed(Exchange exchange, boolean fromInitiator, boolean isResponse, int id, byte[] inside) {
        IkeKeys keys = ESTABLISHED.a.last(IkeOutput.IkeKeysDerived.class).keys();
        CbcCipher cipher = new CbcCipher(keys.encryption(), fromInitiator ? keys.skEi() : keys.skEr());
        Integrity integrity = new Integrity(keys.integrity(), fromInitiator ? keys.skAi() : keys.skAr());
        byte[] plain = Arrays.copyOf(Arrays.copyOfRange(inside, 1, inside.length), (inside.length + 15) / 16 * 16);
        plain[plain.length - 1] = (byte) (plain.length - inside.length);
        byte[] iv = new byte[16];
        byte[] text = cipher.encrypt(iv, plain);
        byte[] data = new byte[iv.length + text.length + integrity.length()];
        System.arraycopy(text, 0, data, iv.length, text.length);
        byte[] message = IkeCodec.encode(new IkeMessage(
                SA.spiInitiator(),
                SA.spiResponder(),
                exchange,
                fromInitiator,
                isResponse,
                id,
                List.of(new Payload.Encrypted(inside[0] & 0xff, Octets.of(data)))));
        int signed = message.length - integrity.length();
        integrity.sign(message, 0, signed, message, signed);
        return message;
    }
}
