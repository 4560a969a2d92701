package dev.censim.reports.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.Side;
import dev.censim.kernel.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureTest {

    private static final Names NAMES = new Names(
            List.of("tr", "internet-1", "internet-2"), List.of("vpn.tunnel1"), List.of(), List.of(), List.of());

    private record Block(int type, ByteBuffer body) {}

    @Test
    void aRunWithoutFramesIsAnEmptySection() throws IOException {
        List<Block> blocks = blocks(Journal.of(new PeerDead(1, 0, 0, Side.CLOUD)));

        assertThat(blocks).extracting(Block::type).containsExactly(0x0a0d0d0a);
        assertThat(blocks.get(0).body.getInt(0)).isEqualTo(0x1a2b3c4d);
    }

    @Test
    void everyPathThatCarriedAFrameIsAnInterface() throws IOException {
        List<Block> blocks = blocks(Journal.of(
                new FrameSeen(5, 2, new byte[21]),
                new FrameSeen(6, 1, new byte[20]),
                new FrameSeen(7, 2, new byte[20])));

        assertThat(blocks).extracting(Block::type).containsExactly(0x0a0d0d0a, 1, 1, 6, 6, 6);
        assertThat(text(blocks.get(1).body, 8)).isEqualTo("internet-1");
        assertThat(text(blocks.get(2).body, 8)).isEqualTo("internet-2");
        assertThat(blocks.subList(3, 6))
                .extracting(block -> block.body.getInt(0))
                .containsExactly(1, 0, 1);
        assertThat(blocks.get(1).body.getShort(0)).as("LINKTYPE_RAW").isEqualTo((short) 101);
    }

    @Test
    void timeIsKeptToTheNanosecondBeyond32Bits() throws IOException {
        long at = 300_000_000_007L;
        Block frame = blocks(Journal.of(new FrameSeen(at, 1, new byte[] {1, 2, 3, 4, 5})))
                .get(2);

        long high = Integer.toUnsignedLong(frame.body.getInt(4));
        long low = Integer.toUnsignedLong(frame.body.getInt(8));
        assertThat(high << 32 | low).isEqualTo(at);
        assertThat(frame.body.getInt(12)).as("captured").isEqualTo(5);
        assertThat(frame.body.getInt(16)).as("original").isEqualTo(5);
        assertThat(frame.body.get(20 + 4)).isEqualTo((byte) 5);
    }

    /** Checks on the way that both lengths of every block agree and are multiples of four. */
    private static List<Block> blocks(Journal journal) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Capture.write(NAMES, journal, "0.1.0", out);
        ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        List<Block> blocks = new ArrayList<>();
        while (file.hasRemaining()) {
            int start = file.position();
            int type = file.getInt();
            int length = file.getInt();
            assertThat(length % 4).isZero();
            assertThat(file.getInt(start + length - 4)).isEqualTo(length);
            blocks.add(new Block(type, file.slice(start + 8, length - 12).order(ByteOrder.LITTLE_ENDIAN)));
            file.position(start + length);
        }
        return blocks;
    }

    /** The value of the option that begins there. */
    private static String text(ByteBuffer body, int at) {
        byte[] octets = new byte[body.getShort(at + 2)];
        body.get(at + 4, octets);
        return new String(octets, StandardCharsets.UTF_8);
    }
}
