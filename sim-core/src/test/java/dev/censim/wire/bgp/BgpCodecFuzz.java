package dev.censim.wire.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.wire.Malformed;
import java.util.List;
import java.util.Optional;

/** Any stream of octets is BGP messages or refused as {@link Malformed}; a message survives being written and read. */
class BgpCodecFuzz {

    private static final int FOUR_OCTET_AS = 1;
    private static final int EXTERNAL = 2;

    /** The first octet says what the session has agreed on, the rest is one message. */
    @FuzzTest(maxDuration = "10s")
    void message(byte[] octets) throws Malformed {
        if (octets.length == 0) {
            return;
        }
        boolean fourOctetAs = (octets[0] & FOUR_OCTET_AS) != 0;
        boolean external = (octets[0] & EXTERNAL) != 0;
        BgpMessage message;
        try {
            message = BgpCodec.decode(octets, 1, octets.length - 1, fourOctetAs, external);
        } catch (Malformed refused) {
            return;
        }
        // Written with four octets for an AS, and without what was dropped while reading, it may be longer than it
        // came.
        Optional<byte[]> again = encoded(message);
        if (again.isPresent()) {
            BgpMessage reread = BgpCodec.decode(again.get(), 0, again.get().length, true, external);
            assertThat(withoutFaults(reread)).isEqualTo(withoutFaults(message));
            assertThat(encoded(reread)).hasValue(again.get());
        }
    }

    private static Optional<byte[]> encoded(BgpMessage message) {
        try {
            return Optional.of(BgpCodec.encode(message, true));
        } catch (IllegalArgumentException tooLong) {
            assertThat(tooLong).hasMessageContaining("a message of ");
            return Optional.empty();
        }
    }

    /** What was wrong with attributes is a finding about the octets, not a part of what they say. */
    private static BgpMessage withoutFaults(BgpMessage message) {
        return message instanceof BgpMessage.Update update
                ? new BgpMessage.Update(
                        update.withdrawn(), update.attributes(), update.announced(), update.bare(), List.of())
                : message;
    }
}
