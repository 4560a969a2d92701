package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.EspHeader;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch is judged by {@link RealEsp}, packet by packet. */
class EspBatchTest {

    private static final long SEED = 4303;
    private static final int LONGEST = 1500;

    private final RealEsp esp = new RealEsp();

    static Stream<Arguments> suites() {
        return Stream.of(EncryptionAlgorithm.values())
                .flatMap(encryption -> Stream.of(AuthenticationAlgorithm.values())
                        .map(authentication -> Arguments.of(encryption, authentication)));
    }

    private static byte[] packetOf(EspBatch batch, int i) {
        return Arrays.copyOfRange(batch.octets(), batch.offset(i), batch.offset(i) + batch.length(i));
    }

    private byte[] sealedAlone(EspSa sa, byte[] inner) {
        byte[] out = new byte[esp.sealedLength(sa, inner.length)];
        esp.seal(sa, inner, 0, inner.length, out, 0);
        return out;
    }

    private static EspBatch batchOf(EspSa sa, int packets, int length) {
        EspBatch batch = new EspBatch(sa.keys(), packets, length);
        for (int i = 0; i < packets; i++) {
            batch.add(sa.nextSequence(), EspTransformTest.packet(length), 0, length);
        }
        batch.seal();
        return batch;
    }

    /** The batch is used again and again, with ever other numbers of packets of other lengths in another order. */
    @ParameterizedTest
    @MethodSource("suites")
    void packetsSealedTogetherAreTheOnesSealedAlone(EncryptionAlgorithm encryption, AuthenticationAlgorithm integrity) {
        Random random = new Random(SEED);
        EspSa alone = EspTransformTest.sa(encryption, integrity, SEED);
        EspSa together = alone.copy();
        EspBatch quick = new EspBatch(together.keys(), 20, LONGEST);
        EspBatch frugal = EspBatch.frugal(together.keys(), 20, LONGEST);
        for (int round = 0; round < 20; round++) {
            EspBatch batch = random.nextBoolean() ? quick : frugal;
            byte[][] inner = new byte[random.nextInt(21)][];
            for (int i = 0; i < inner.length; i++) {
                inner[i] = EspTransformTest.packet(random.nextInt(random.nextBoolean() ? 90 : LONGEST + 1));
                batch.add(together.nextSequence(), inner[i], 0, inner[i].length);
            }
            batch.seal();
            assertThat(batch.size()).isEqualTo(inner.length);
            for (int i = 0; i < inner.length; i++) {
                assertThat(packetOf(batch, i))
                        .as("seed %d, round %d, packet %d", SEED, round, i)
                        .isEqualTo(sealedAlone(alone, inner[i]));
            }
            assertThat(batch.firstBad(alone.keys()))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(-1);
            batch.clear();
        }
    }

    /** What a packet becomes is a function of its number and the keys: neither order nor what was sealed before matters. */
    @ParameterizedTest
    @EnumSource(EncryptionAlgorithm.class)
    void theOrderInWhichPacketsAreSealedDoesNotMatter(EncryptionAlgorithm encryption) {
        EspSa sa = EspTransformTest.sa(encryption, AuthenticationAlgorithm.SHA1, SEED);
        EspBatch backwards = new EspBatch(sa.keys(), 50, 100);
        for (int sequence = 50; sequence > 0; sequence--) {
            backwards.add(sequence, EspTransformTest.packet(50 + sequence), 0, 50 + sequence);
        }
        backwards.seal();
        for (int sequence = 1; sequence <= 50; sequence++) {
            byte[] lateStart = sealedAlone(sa.startingAfter(sequence - 1), EspTransformTest.packet(50 + sequence));
            assertThat(lateStart)
                    .isEqualTo(sealedAlone(sa, EspTransformTest.packet(50 + sequence)))
                    .isEqualTo(packetOf(backwards, 50 - sequence));
            assertThat(EspHeader.sequence(lateStart, 0)).isEqualTo(sequence);
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aReceiverWithOtherKeysFindsTheFirstPacketBad(
            EncryptionAlgorithm encryption, AuthenticationAlgorithm integrity) {
        EspSa sender = EspTransformTest.sa(encryption, integrity, SEED);
        EspBatch batch = batchOf(sender, 5, 300);
        assertThat(batch.firstBad(sender.copy().keys())).isEqualTo(-1);

        byte[] otherEncryption = sender.encryptionKey();
        otherEncryption[3] ^= 0x40;
        EspSa decryptsWrongly =
                new EspSa(sender.spi(), encryption, integrity, otherEncryption, sender.authenticationKey());
        assertThat(batch.firstBad(decryptsWrongly.keys())).isZero();

        byte[] otherIntegrity = sender.authenticationKey();
        otherIntegrity[3] ^= 0x40;
        EspSa verifiesWrongly = new EspSa(sender.spi(), encryption, integrity, sender.encryptionKey(), otherIntegrity);
        assertThat(batch.firstBad(verifiesWrongly.keys())).isZero();
        assertThat(batch.firstBad(sender.keys())).isEqualTo(-1);
    }

    @Test
    void aReceiverWithOtherAlgorithmsFindsTheFirstPacketBad() {
        EspBatch batch =
                batchOf(EspTransformTest.sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, SEED), 3, 100);
        assertThat(batch.firstBad(EspTransformTest.sa(EncryptionAlgorithm.AES192, AuthenticationAlgorithm.SHA1, SEED)
                        .keys()))
                .isZero();
        assertThat(batch.firstBad(EspTransformTest.sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.MD5, SEED)
                        .keys()))
                .isZero();
        batch.clear();
        assertThat(batch.firstBad(EspTransformTest.sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.MD5, SEED)
                        .keys()))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(EncryptionAlgorithm.class)
    void anOctetThatChangedMakesItsPacketBadAndNoOther(EncryptionAlgorithm encryption) {
        EspSa sa = EspTransformTest.sa(encryption, AuthenticationAlgorithm.SHA256, SEED);
        EspBatch batch = batchOf(sa, 6, 77);
        for (int i = 0; i < batch.size(); i++) {
            for (int octet = batch.offset(i); octet < batch.offset(i) + batch.length(i); octet++) {
                batch.octets()[octet] ^= 0x10;
                assertThat(batch.firstBad(sa.keys())).isEqualTo(i);
                batch.octets()[octet] ^= 0x10;
            }
        }
        assertThat(batch.firstBad(sa.keys())).isEqualTo(-1);
    }

    @Test
    void whatTheSenderChangesAfterwardsIsNotInTheBatch() {
        EspSa sa = EspTransformTest.sa(EncryptionAlgorithm.AES256, AuthenticationAlgorithm.SHA512, SEED);
        byte[] inner = EspTransformTest.packet(200);
        EspBatch batch = new EspBatch(sa.keys(), 1, 200);
        batch.add(1, inner, 0, 200);
        Arrays.fill(inner, (byte) 0);
        batch.seal();
        assertThat(packetOf(batch, 0)).isEqualTo(sealedAlone(sa, EspTransformTest.packet(200)));
    }

    @Test
    void aFullBatchTakesNoMore() {
        EspSa sa = EspTransformTest.sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, SEED);
        EspBatch batch = new EspBatch(sa.keys(), 2, 100);
        byte[] inner = new byte[101];
        assertThatIllegalArgumentException().isThrownBy(() -> batch.add(1, inner, 0, 101));
        batch.add(1, inner, 0, 100);
        assertThat(batch.isFull()).isFalse();
        batch.add(2, inner, 1, 100);
        assertThat(batch.isFull()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> batch.add(3, inner, 0, 20));
        batch.clear();
        assertThat(batch.isFull()).isFalse();
    }
}
