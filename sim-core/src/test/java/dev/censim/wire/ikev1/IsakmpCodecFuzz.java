package dev.censim.wire.ikev1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import java.util.List;

/** Any octets are an IKEv1 message, a chain of payloads and their bodies, or refused as {@link Malformed}; all survive being written. */
class IsakmpCodecFuzz {

    /** Reads one kind of body. */
    private interface Reader<T> {
        T read(Octets body) throws Malformed;
    }

    /** How that kind is written. */
    private interface Writer<T> {
        Octets write(T value);
    }

    @FuzzTest(maxDuration = "10s")
    void message(byte[] octets) throws Malformed {
        IsakmpMessage message;
        List<IsakmpPayload> payloads;
        try {
            message = IsakmpCodec.decode(octets, 0, octets.length);
            payloads =
                    IsakmpCodec.payloads(message.nextPayload(), message.body().bytes());
        } catch (Malformed refused) {
            return;
        }
        byte[] again = IsakmpCodec.encode(message);
        assertThat(IsakmpCodec.decode(again, 0, again.length)).isEqualTo(message);
        assertThat(IsakmpCodec.payloads(message.nextPayload(), IsakmpCodec.chain(payloads)))
                .isEqualTo(payloads);
        for (IsakmpPayload payload : payloads) {
            body(payload.body(), SecurityAssociation::read, SecurityAssociation::body);
            body(payload.body(), Notification::read, Notification::body);
            body(payload.body(), Deletion::read, Deletion::body);
            body(payload.body(), Identification::read, Identification::body);
        }
    }

    private static <T> void body(Octets body, Reader<T> reader, Writer<T> writer) throws Malformed {
        T value;
        try {
            value = reader.read(body);
        } catch (Malformed refused) {
            return;
        }
        assertThat(reader.read(writer.write(value))).isEqualTo(value);
    }
}
