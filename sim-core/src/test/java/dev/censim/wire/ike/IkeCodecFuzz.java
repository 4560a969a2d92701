package dev.censim.wire.ike;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.wire.Malformed;

/** Any octets are an IKEv2 message or refused as {@link Malformed}; a message survives being written and read. */
class IkeCodecFuzz {

    @FuzzTest(maxDuration = "10s")
    void message(byte[] octets) throws Malformed {
        IkeMessage message;
        try {
            message = IkeCodec.decode(octets, 0, octets.length);
        } catch (Malformed refused) {
            return;
        }
        byte[] again = IkeCodec.encode(message);
        assertThat(IkeCodec.decode(again, 0, again.length)).isEqualTo(message);
    }
}
