package dev.censim.wire.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.wire.Malformed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BgpFramerTest {

    @Test
    void messagesComeOutHoweverTheStreamIsChopped() throws Malformed {
        for (long seed = 0; seed < 200; seed++) {
            Dice dice = new Dice(seed);
            RandomMessages source = new RandomMessages(seed);
            List<byte[]> sent = new ArrayList<>();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int i = 0; i < 30; i++) {
                sent.add(BgpCodec.encode(source.message(), true));
                stream.writeBytes(sent.get(i));
            }
            List<byte[]> read = new ArrayList<>();
            BgpFramer framer = new BgpFramer();
            byte[] all = stream.toByteArray();
            for (int at = 0; at < all.length; ) {
                int piece = Math.min(all.length - at, 1 + dice.upTo(dice.coin() ? 7 : 3000));
                framer.add(all, at, piece);
                at += piece;
                for (Optional<byte[]> next = framer.next(); next.isPresent(); next = framer.next()) {
                    read.add(next.get());
                }
                framer = framer.copy();
            }
            assertThat(read)
                    .as("seed %d", seed)
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(sent);
        }
    }

    @Test
    void aBadHeaderIsRefusedBeforeItsBodyArrives() {
        BgpFramer framer = new BgpFramer();
        byte[] header = BgpCodec.encode(new BgpMessage.Keepalive(), true);
        header[BgpCodec.TYPE] = 9;
        framer.add(header, 0, header.length);
        assertThatThrownBy(framer::next).isInstanceOfSatisfying(Malformed.class, error -> {
            assertThat(error.code()).isEqualTo(1);
            assertThat(error.subcode()).isEqualTo(3);
        });
        assertThat(framer.head()).isEqualTo(header);
    }
}
