package dev.censim.wire.bfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.Dice;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BfdPacketTest {

    private static final HexFormat HEX = HexFormat.of();

    /** As the drawing of section 4.1 has it, octet by octet. */
    private static final String DRAWN = "23e80518" + "00000003" + "80000005" + "000f4240" + "000493e0" + "00000000";

    private static byte[] octets(String hex) {
        return HEX.parseHex(hex);
    }

    static BfdPacket random(Dice dice) {
        BfdState state = BfdState.values()[dice.upTo(4)];
        boolean mayBeUnknown = state == BfdState.DOWN || state == BfdState.ADMIN_DOWN;
        return new BfdPacket(
                dice.upTo(32),
                state,
                dice.coin(),
                dice.coin(),
                dice.coin(),
                dice.coin(),
                1 + dice.upTo(255),
                (int) dice.nextLong() | 1,
                mayBeUnknown && dice.coin() ? 0 : (int) dice.nextLong() | 1,
                (int) dice.nextLong(),
                (int) dice.nextLong(),
                (int) dice.nextLong());
    }

    @Test
    void packetIsWrittenAsDrawn() throws Malformed {
        BfdPacket packet =
                new BfdPacket(3, BfdState.UP, true, false, true, false, 5, 3, 0x80000005, 1_000_000, 300_000, 0);

        assertThat(HEX.formatHex(packet.encode())).isEqualTo(DRAWN);
        assertThat(BfdPacket.decode(octets("ffff" + DRAWN + "ff"), 2, 25)).isEqualTo(packet);
    }

    @Test
    void everyPacketIsReadBackFromAnyPlace() throws Malformed {
        Dice dice = new Dice(5880);
        for (int round = 0; round < 50_000; round++) {
            BfdPacket packet = random(dice);
            int at = dice.upTo(40);
            byte[] b = new byte[at + BfdPacket.LENGTH + dice.upTo(40)];
            System.arraycopy(packet.encode(), 0, b, at, BfdPacket.LENGTH);
            assertThat(BfdPacket.decode(b, at, b.length - at)).isEqualTo(packet);
        }
    }

    /** Section 6.8.6, in its order. */
    @ParameterizedTest
    @CsvSource({
        "0, 03, version 0",
        "0, 43, version 2",
        "3, 17, a length of 23",
        "3, 19, a length of 25 in 24 octets",
        "2, 00, a detection multiplier of 0",
        "1, e9, the multipoint bit",
        "1, ec, a length of 24",
    })
    void whatIsDiscardedUnseen(int offset, String octet, String found) {
        byte[] b = octets(DRAWN);
        b[offset] = octets(octet)[0];

        assertThatThrownBy(() -> BfdPacket.decode(b, 0, b.length))
                .isInstanceOf(Malformed.class)
                .hasMessage("BFD: " + found);
    }

    @Test
    void everyLengthBelowThePacketIsRefused() {
        for (int length = 0; length < BfdPacket.LENGTH; length++) {
            int available = length;
            assertThatThrownBy(() -> BfdPacket.decode(octets(DRAWN), 0, available))
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void discriminatorOfItsSenderIsNeverZero() {
        byte[] b = octets(DRAWN);
        Arrays.fill(b, 4, 8, (byte) 0);

        assertThatThrownBy(() -> BfdPacket.decode(b, 0, b.length)).hasMessage("BFD: a discriminator of 0");
    }

    @ParameterizedTest
    @CsvSource({"00, true", "40, true", "80, false", "c0, false"})
    void onlyWhoIsDownMayNotKnowTheOtherEnd(String state, boolean isTaken) {
        byte[] b = octets(DRAWN);
        b[1] = octets(state)[0];
        Arrays.fill(b, 8, 12, (byte) 0);

        if (isTaken) {
            assertThat(b)
                    .satisfies(octets -> assertThat(
                                    BfdPacket.decode(octets, 0, octets.length).yourDiscriminator())
                            .isZero());
        } else {
            assertThatThrownBy(() -> BfdPacket.decode(b, 0, b.length)).hasMessageContaining("is 0 in the state");
        }
    }

    /** Simple password, section 4.2: its lengths are in order, but no session here uses it. */
    @Test
    void authenticationIsRefusedForWhatItIs() {
        byte[] b = octets(DRAWN + "0107010a0b0c0d");
        b[1] |= 4;
        b[3] = 31;

        assertThatThrownBy(() -> BfdPacket.decode(b, 0, b.length))
                .isInstanceOf(Malformed.class)
                .hasMessage("BFD: authentication, which is not in use");
    }

    @Test
    void everyFlippedBitIsSeenOrRefused() {
        byte[] original = octets(DRAWN);
        for (int bit = 0; bit < original.length * 8; bit++) {
            byte[] b = original.clone();
            b[bit / 8] ^= (byte) (0x80 >> bit % 8);
            try {
                assertThat(BfdPacket.decode(b, 0, b.length).encode()).isEqualTo(b);
            } catch (Malformed refused) {
                boolean wantsAuthentication = bit == 13; // and then the packet is too short
                assertThat(refused.offset()).isEqualTo(wantsAuthentication ? 3 : bit / 8);
            }
        }
    }
}
