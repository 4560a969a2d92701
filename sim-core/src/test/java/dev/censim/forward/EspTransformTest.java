package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.EspHeader;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What both transforms promise, for every pair of algorithms. */
class EspTransformTest {

    static Stream<Arguments> transforms() {
        return Stream.of(new RealEsp(), new ShapeEsp())
                .flatMap(esp -> Stream.of(EncryptionAlgorithm.values())
                        .flatMap(encryption -> Stream.of(AuthenticationAlgorithm.values())
                                .map(authentication -> Arguments.of(esp, sa(encryption, authentication, 1)))));
    }

    static EspSa sa(EncryptionAlgorithm encryption, AuthenticationAlgorithm authentication, long keySeed) {
        Random random = new Random(keySeed);
        byte[] encryptionKey = new byte[encryption.keyLength()];
        byte[] authenticationKey = new byte[authentication.hashLength()];
        random.nextBytes(encryptionKey);
        random.nextBytes(authenticationKey);
        return new EspSa(0xc0ffee01, encryption, authentication, encryptionKey, authenticationKey);
    }

    static byte[] packet(int length) {
        byte[] packet = new byte[length];
        new Random(length).nextBytes(packet);
        return packet;
    }

    private static byte[] sealed(EspTransform esp, EspSa sa, byte[] inner) {
        byte[] out = new byte[esp.sealedLength(sa, inner.length)];
        assertThat(esp.seal(sa, inner, 0, inner.length, out, 0)).isEqualTo(out.length);
        return out;
    }

    private static int open(EspTransform esp, EspSa sa, byte[] packet) {
        return esp.open(sa, packet, 0, packet.length, new byte[packet.length], 0);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void everyLengthComesBack(EspTransform esp, EspSa sender) {
        EspSa receiver = sender.copy();
        byte[] out = new byte[2000];
        for (int length = 20; length < 90; length++) {
            byte[] inner = packet(length);
            byte[] packet = sealed(esp, sender, inner);
            assertThat(esp.open(receiver, packet, 0, packet.length, out, 7)).isEqualTo(length);
            assertThat(Arrays.copyOfRange(out, 7, 7 + length)).isEqualTo(inner);
            assertThat(EspHeader.spi(packet, 0)).isEqualTo(sender.spi());
            assertThat(EspHeader.sequence(packet, 0)).isEqualTo(length - 19);
        }
    }

    /** RFC 4303 section 2.4: padding up to the block, never a whole block more. */
    @ParameterizedTest
    @MethodSource("transforms")
    void lengthsAreThoseOfTheRfc(EspTransform esp, EspSa sa) {
        int block = sa.encryption().blockLength();
        int fixed = 8 + block + sa.authentication().icvLength();
        assertThat(esp.sealedLength(sa, 2 * block - 2)).isEqualTo(fixed + 2 * block);
        assertThat(esp.sealedLength(sa, 2 * block - 1)).isEqualTo(fixed + 3 * block);
        assertThat(EspTransform.HEADROOM).isGreaterThanOrEqualTo(20 + 8 + 8 + block);
        assertThat(EspTransform.TAILROOM).isGreaterThanOrEqualTo(block + 1 + sa.icvLength());
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void aFrameIsTransformedInPlace(EspTransform esp, EspSa sender) {
        EspSa elsewhere = sender.copy();
        EspSa receiver = sender.copy();
        for (int length : new int[] {20, 63, 64, 1400}) {
            byte[] inner = packet(length);
            byte[] frame = new byte[EspTransform.HEADROOM + length + EspTransform.TAILROOM];
            int at = EspTransform.HEADROOM;
            System.arraycopy(inner, 0, frame, at, length);
            int espAt = at - 8 - sender.ivLength();
            int sealedLength = esp.seal(sender, frame, at, length, frame, espAt);
            assertThat(Arrays.copyOfRange(frame, espAt, espAt + sealedLength)).isEqualTo(sealed(esp, elsewhere, inner));
            assertThat(esp.open(receiver, frame, espAt, sealedLength, frame, at))
                    .isEqualTo(length);
            assertThat(Arrays.copyOfRange(frame, at, at + length)).isEqualTo(inner);
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void aCopyProducesTheVerySameOctets(EspTransform esp, EspSa sa) {
        for (int i = 0; i < 5; i++) {
            sealed(esp, sa, packet(20 + 13 * i));
        }
        EspSa copy = sa.copy();
        for (int i = 0; i < 5; i++) {
            assertThat(sealed(esp, copy, packet(40 + i))).isEqualTo(sealed(esp, sa, packet(40 + i)));
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void aReplayedPacketIsDropped(EspTransform esp, EspSa sender) {
        EspSa receiver = sender.copy();
        byte[] first = sealed(esp, sender, packet(60));
        byte[] second = sealed(esp, sender, packet(60));
        assertThat(open(esp, receiver, second)).isEqualTo(60);
        assertThat(open(esp, receiver, first)).isEqualTo(60);
        assertThat(open(esp, receiver, second)).isEqualTo(EspTransform.REPLAYED);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void aPacketUnderOtherKeysIsDroppedAndMovesNothing(EspTransform esp, EspSa receiver) {
        EspSa stranger = sa(receiver.encryption(), receiver.authentication(), 2).startingAfter(5000);
        assertThat(open(esp, receiver, sealed(esp, stranger, packet(60)))).isEqualTo(EspTransform.BAD_ICV);
        assertThat(receiver.replayWindow().top()).isZero();
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void aChangedSequenceNumberIsDropped(EspTransform esp, EspSa sender) {
        byte[] packet = sealed(esp, sender, packet(60));
        packet[EspHeader.SEQUENCE + 3] = 77;
        assertThat(open(esp, sender.copy(), packet)).isEqualTo(EspTransform.BAD_ICV);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void theCounterNeverCycles(EspTransform esp, EspSa sa) {
        EspSa old = sa.startingAfter(0xffff_fffeL);
        byte[] last = sealed(esp, old, packet(60));
        assertThat(EspHeader.sequence(last, 0)).isEqualTo(-1);
        assertThat(open(esp, sa.copy(), last)).isEqualTo(60);
        assertThat(esp.seal(old, packet(60), 0, 60, last, 0)).isEqualTo(EspTransform.SEQUENCE_EXHAUSTED);
        assertThat(old.sequence()).isEqualTo(0xffff_ffffL);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void anyOctetsAreRefusedByAReason(EspTransform esp, EspSa sa) {
        long seed = 2401;
        Random random = new Random(seed);
        for (int length = 0; length < 200; length++) {
            byte[] packet = new byte[length];
            random.nextBytes(packet);
            assertThat(open(esp, sa, packet))
                    .as("seed %d, length %d", seed, length)
                    .isNegative();
        }
    }
}
