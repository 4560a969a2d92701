package dev.censim.wire.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.wire.Malformed;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** However a stream is chopped, the same messages come out of it, and the same refusal. */
class BgpFramerFuzz {

    /** The first octet is the length of the pieces. */
    @FuzzTest(maxDuration = "10s")
    void stream(byte[] octets) {
        if (octets.length > 1) {
            int piece = 1 + (octets[0] & 0xff);
            assertThat(messages(octets, piece)).isEqualTo(messages(octets, octets.length));
        }
    }

    private static List<String> messages(byte[] octets, int piece) {
        List<String> messages = new ArrayList<>();
        BgpFramer framer = new BgpFramer();
        try {
            for (int at = 1; at < octets.length; at += piece) {
                framer.add(octets, at, Math.min(piece, octets.length - at));
                for (Optional<byte[]> next = framer.next(); next.isPresent(); next = framer.next()) {
                    messages.add(HexFormat.of().formatHex(next.get()));
                }
            }
        } catch (Malformed refused) {
            messages.add(refused.code() + "/" + refused.subcode());
        }
        return messages;
    }
}
