package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.Integrity;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.util.Arrays;

/** ESP from anybody, and ESP around any content from a peer that has the keys, is opened or dropped for a reason. */
class EspFuzz {

    private static final byte[] KEY = new byte[16];
    private static final byte[] AUTH_KEY = new byte[20];
    private static final EspSa SA =
            new EspSa(0x8765, EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, KEY, AUTH_KEY);

    private final EspTransform real = new RealEsp();
    private final EspTransform shape = new ShapeEsp();

    @FuzzTest(maxDuration = "10s")
    void packet(byte[] octets) {
        opened(real, octets);
        opened(shape, octets);
        if (octets.length >= 8) {
            opened(real, signed(octets));
        }
        roundTrip(real, octets);
        roundTrip(shape, octets);
    }

    private static void opened(EspTransform esp, byte[] packet) {
        byte[] out = new byte[packet.length];
        int length = esp.open(SA.copy(), packet, 0, packet.length, out, 0);
        assertThat(length).isBetween(EspTransform.UNEXPECTED_NEXT_HEADER, packet.length);
    }

    private static void roundTrip(EspTransform esp, byte[] inner) {
        EspSa out = SA.copy();
        byte[] packet = new byte[esp.sealedLength(out, inner.length)];
        assertThat(esp.seal(out, inner, 0, inner.length, packet, 0)).isEqualTo(packet.length);
        byte[] opened = new byte[packet.length];
        int length = esp.open(SA.copy(), packet, 0, packet.length, opened, 0);
        assertThat(length).isEqualTo(inner.length);
        assertThat(Arrays.copyOf(opened, length)).isEqualTo(inner);
    }

    /** An authentic packet whose ciphertext holds these octets: any padding, any next header. */
    private static byte[] signed(byte[] octets) {
        byte[] plain = Arrays.copyOf(octets, octets.length + 15 & ~15);
        byte[] ciphertext = new CbcCipher(EncryptionAlgorithm.AES128, KEY).encrypt(new byte[16], plain);
        byte[] packet = new byte[8 + 16 + ciphertext.length + 12];
        packet[2] = (byte) 0x87;
        packet[3] = 0x65;
        packet[7] = 1;
        System.arraycopy(ciphertext, 0, packet, 24, ciphertext.length);
        new Integrity(AuthenticationAlgorithm.SHA1, AUTH_KEY)
                .sign(packet, 0, packet.length - 12, packet, packet.length - 12);
        return packet;
    }
}
