package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.Vectors;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReplayWindowTest {

    private static boolean receive(ReplayWindow window, long sequence) {
        boolean fresh = window.isFresh((int) sequence);
        if (fresh) {
            window.accept((int) sequence);
        }
        return fresh;
    }

    @Test
    void zeroIsNeverValid() {
        assertThat(new ReplayWindow().isFresh(0)).isFalse();
    }

    @Test
    void aForgedHighNumberDoesNotMoveTheWindow() {
        ReplayWindow window = new ReplayWindow();
        receive(window, 10);
        assertThat(window.isFresh(1_000_000)).isTrue();
        assertThat(window.top()).isEqualTo(10);
        assertThat(receive(window, 9)).isTrue();
    }

    @Test
    void theWindowReachesExactlyItsSizeBack() {
        ReplayWindow window = new ReplayWindow(64);
        receive(window, 100);
        assertThat(window.isFresh(37)).isTrue();
        assertThat(window.isFresh(36)).isFalse();
    }

    @Test
    void numbersAreUnsigned() {
        ReplayWindow window = new ReplayWindow();
        assertThat(receive(window, 0x7fff_ffffL)).isTrue();
        assertThat(receive(window, 0xffff_ffffL)).isTrue();
        assertThat(receive(window, 0xffff_fffeL)).isTrue();
        assertThat(receive(window, 0xffff_ffffL)).isFalse();
        assertThat(window.top()).isEqualTo(0xffff_ffffL);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        ReplayWindow window = new ReplayWindow();
        receive(window, 5);
        ReplayWindow copy = window.copy();
        receive(copy, 6);
        assertThat(window.isFresh(6)).isTrue();
        assertThat(copy.isFresh(5)).isFalse();
        assertThat(copy.isFresh(6)).isFalse();
    }

    @Test
    void sizesBelowTheRfcsMinimumAreRefused() {
        assertThatThrownBy(() -> new ReplayWindow(31)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The judge remembers every number and knows no ring. */
    @ParameterizedTest
    @ValueSource(ints = {32, 33, 63, 64, 65, 127, 128, 1000, 1024, 4096})
    void agreesWithASetOfAllNumbersSeen(int size) {
        long seed = 4303 + size;
        Random random = new Random(seed);
        ReplayWindow window = new ReplayWindow(size);
        Set<Long> seen = new HashSet<>();
        long top = 0;
        for (int i = 0; i < 50_000; i++) {
            int kind = random.nextInt(1000);
            long span = kind == 0 ? 100_000 : 2L * size;
            long back = kind < 600 ? 3 : size + 5L;
            long sequence =
                    Math.max(0, top - back + (long) (random.nextDouble() * (kind < 10 ? span + back : back + 3)));
            boolean expected = sequence != 0 && (sequence > top || top - sequence < size) && !seen.contains(sequence);
            assertThat(window.isFresh((int) sequence))
                    .as("seed %d, packet %d, sequence %d, top %d", seed, i, sequence, top)
                    .isEqualTo(expected);
            if (expected && random.nextInt(10) != 0) {
                window.accept((int) sequence);
                seen.add(sequence);
                top = Math.max(top, sequence);
            }
        }
    }

    /** Without extended sequence numbers: neither phase offers them. */
    @Test
    void agreesWithTheScriptedSequences() {
        for (JsonNode test : Vectors.json("esp/antireplay.json").required("tests")) {
            if (test.required("esn").asBoolean()) {
                continue;
            }
            ReplayWindow window = new ReplayWindow(test.required("window").asInt());
            for (long seen = 1; seen <= test.required("start_top").asLong(); seen++) {
                window.accept((int) seen);
            }
            for (JsonNode packet : test.required("packets")) {
                int sequence = (int) packet.required("wire_seq").asLong();
                boolean accepted =
                        window.isFresh(sequence) && packet.required("icv_valid").asBoolean();
                if (accepted) {
                    window.accept(sequence);
                }
                assertThat(accepted)
                        .as("%s: %s", test.required("name"), packet)
                        .isEqualTo(packet.required("accept").asBoolean());
            }
        }
    }
}
