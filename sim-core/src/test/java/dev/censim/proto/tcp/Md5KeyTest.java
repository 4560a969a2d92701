package dev.censim.proto.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.proto.tcp.TcpConnection.State;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed segments of RFC 2385, with Linux as the judge of the digest. */
class Md5KeyTest {

    private static final Optional<Md5Key> KEY = Optional.of(new Md5Key("Secr3t of AS 65001"));
    private static final Optional<Md5Key> OTHER = Optional.of(new Md5Key("Secr3t of AS 65002"));

    /** Captured from Linux 6.18, two sockets with TCP_MD5SIG and the key above on the loopback: SYN, SYN and ACK, ACK, text. */
    private static final String[] LINUX = {
        "450000483bcb4000400600e27f0000027f000001887f06fec10a687900000000d002ffd7fe3d0000"
                + "01011312d2a08965fc70f003607b53a6b9d957490204ffd7010104020103030a",
        "450000480000400040063cad7f0000017f00000206fe887f804992b6c10a687ad012ffd7fe3d0000"
                + "0101131289397ad0a3b74e2c06c0973fe33618fb0204ffd7010104020103030a",
        "4500003c3bcc4000400600ed7f0000027f000001887f06fec10a687a804992b7a0100040fe310000"
                + "0101131291426369c628fbe623cb12777314c983",
        "450000463bcd4000400600e27f0000027f000001887f06fec10a687a804992b7a0180040fe3b0000"
                + "01011312b5d6e5e2b6b6b92cb44acd480e66a7d668656c6c6f2c20424750"
    };

    /** Linux leaves the checksum of loopback packets to a network card that is not there. */
    private static byte[] captured(String hex) {
        byte[] packet = HexFormat.of().parseHex(hex);
        TcpHeader.seal(packet, 20, packet.length - 20, Ipv4Header.source(packet, 0), Ipv4Header.destination(packet, 0));
        return packet;
    }

    private static boolean admits(Optional<Md5Key> key, byte[] packet) {
        return Md5Key.admits(key, packet, 0, packet.length);
    }

    @Test
    void segmentsThatLinuxSignedAreAdmittedWithItsKeyAlone() {
        for (String hex : LINUX) {
            byte[] packet = captured(hex);

            assertThat(admits(KEY, packet)).isTrue();
            assertThat(admits(OTHER, packet)).isFalse();
            assertThat(admits(Optional.empty(), packet)).isFalse();
        }
    }

    @Test
    void aDigestIsMadeAsLinuxMakesIt() {
        for (String hex : LINUX) {
            byte[] packet = captured(hex);
            byte[] unsigned = packet.clone();
            int option = TcpHeader.md5Option(unsigned, 20);
            java.util.Arrays.fill(unsigned, option + 2, option + 18, (byte) 0);
            KEY.orElseThrow().sign(unsigned, option);

            assertThat(unsigned).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 24, 28, 34, 61})
    void aSegmentThatWasChangedOnItsWayIsNotAdmitted(int at) {
        byte[] packet = captured(LINUX[3]);
        packet[at] ^= 0x01;
        TcpHeader.seal(packet, 20, packet.length - 20, Ipv4Header.source(packet, 0), Ipv4Header.destination(packet, 0));
        packet[10] = 0;
        packet[11] = 0;
        Ipv4Header.write(
                packet, 0, packet.length, 1, 64, 6, Ipv4Header.source(packet, 0), Ipv4Header.destination(packet, 0));

        assertThat(admits(KEY, packet)).isFalse();
    }

    @Test
    void twoEndsWithOneKeyTalk() {
        Wire wire = Wire.open(1, Wire.CONFIG_A.withMd5(KEY), Wire.CONFIG_B.withMd5(KEY));
        wire.lossPercent = 5;
        byte[] text = Wire.text(100_000, 1);
        wire.send(wire.a, text);
        wire.run(60 * Wire.SECOND);

        assertThat(wire.b.stream.toByteArray()).isEqualTo(text);
    }

    @Test
    void noSignedSegmentIsLongerThanOneWithoutSignature() {
        Wire wire = Wire.open(1, Wire.CONFIG_A.withMd5(KEY), Wire.CONFIG_B.withMd5(KEY));
        wire.cut = packet -> {
            assertThat(packet.length).isLessThanOrEqualTo(40 + Wire.CONFIG_A.mss());
            return false;
        };
        wire.send(wire.a, Wire.text(10_000, 1));
        wire.run(10 * Wire.SECOND);

        assertThat(wire.b.stream.size()).isEqualTo(10_000);
    }

    @Test
    void endsWithDifferentKeysNeverHearEachOther() {
        for (List<Optional<Md5Key>> keys : List.of(
                List.of(KEY, OTHER), List.of(KEY, Optional.<Md5Key>empty()), List.of(Optional.<Md5Key>empty(), KEY))) {
            Wire wire = Wire.open(1, Wire.CONFIG_A.withMd5(keys.get(0)), Wire.CONFIG_B.withMd5(keys.get(1)));
            wire.run(20 * Wire.SECOND);

            assertThat(wire.a.state()).isEqualTo(State.SYN_SENT);
            assertThat(wire.b.state()).isEqualTo(State.LISTEN);
            assertThat(wire.log)
                    .startsWith("0 > SYN 0", "1000 > SYN 0", "3000 > SYN 0")
                    .noneMatch(line -> line.contains("<"));
        }
    }

    @Test
    void aKeyIsNotTold() {
        assertThat(KEY.toString()).doesNotContain("Secr3t");
    }
}
