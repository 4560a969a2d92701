package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.cores.SecondCore;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EspRoundTripsTest {

    private static final long SEED = 5;
    private static final int AT = EspTransform.HEADROOM;

    private final Random random = new Random(SEED);

    private EspSa sa(EncryptionAlgorithm encryption, AuthenticationAlgorithm authentication) {
        byte[] encryptionKey = new byte[encryption.keyLength()];
        byte[] authenticationKey = new byte[authentication.hashLength()];
        random.nextBytes(encryptionKey);
        random.nextBytes(authenticationKey);
        return new EspSa(random.nextInt(), encryption, authentication, encryptionKey, authenticationKey);
    }

    private byte[] frame(int innerLength) {
        byte[] frame = new byte[AT + innerLength + EspTransform.TAILROOM];
        random.nextBytes(frame);
        return frame;
    }

    private static PendingSeal seal(EspSa sa, int innerLength) {
        return new PendingSeal(sa.keys(), sa.nextSequence(), AT - 8 - sa.ivLength(), innerLength);
    }

    @ParameterizedTest
    @EnumSource
    void sealThatIsCompletedIsTheSealOfTheSa(EncryptionAlgorithm encryption) {
        for (int length = 1; length < 200; length += 7) {
            EspSa later = sa(encryption, AuthenticationAlgorithm.SHA256);
            EspSa atOnce = later.copy();
            byte[] expected = frame(length);
            byte[] completed = expected.clone();
            PendingSeal seal = seal(later, length);

            int sealed = new RealEsp().seal(atOnce, expected, AT, length, expected, seal.offset());
            seal.complete(completed);

            assertThat(Arrays.copyOfRange(completed, seal.offset(), seal.offset() + sealed))
                    .as("seed %d, length %d", SEED, length)
                    .isEqualTo(Arrays.copyOfRange(expected, seal.offset(), seal.offset() + sealed));
        }
    }

    @Test
    void packetsOfAllSasOpenToWhatWasSealed() {
        EspRoundTrips trips = new EspRoundTrips(SpareCore.NONE);
        List<EspSa> sas = new ArrayList<>();
        for (EncryptionAlgorithm encryption : EncryptionAlgorithm.values()) {
            for (AuthenticationAlgorithm authentication : AuthenticationAlgorithm.values()) {
                sas.add(sa(encryption, authentication));
            }
        }
        for (int i = 0; i < 2_000; i++) {
            EspSa sa = sas.get(random.nextInt(sas.size()));
            int length = 1 + random.nextInt(1_500);
            trips.add(seal(sa, length), sa.copy().keys(), frame(length));
        }

        trips.finish();
    }

    @Test
    void packetThatDoesNotOpenIsTold() {
        EspRoundTrips trips = new EspRoundTrips(SpareCore.NONE);
        EspSa sender = sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1);
        EspSa other = sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1);
        for (int i = 0; i < 10; i++) {
            trips.add(seal(sender, 100), (i == 7 ? other : sender).keys(), frame(100));
        }

        assertThatThrownBy(trips::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not open");
    }

    @Test
    void packetThatDoesNotOpenOnTheSecondCoreIsTold() {
        try (SecondCore core = new SecondCore()) {
            EspRoundTrips trips = new EspRoundTrips(core);
            EspSa sender = sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1);
            EspSa other = sa(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            trips.add(seal(sender, 100), (i == 7 ? other : sender).keys(), frame(100));
                        }
                        trips.finish();
                    })
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void severalSimulationsMayAddAtOnce() throws InterruptedException {
        try (SecondCore core = new SecondCore()) {
            EspRoundTrips trips = new EspRoundTrips(core);
            List<Thread> simulations = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                EspSa sa = sa(EncryptionAlgorithm.AES256, AuthenticationAlgorithm.SHA256);
                byte[] frame = frame(500);
                simulations.add(new Thread(() -> {
                    for (int packet = 0; packet < 2_000; packet++) {
                        trips.add(seal(sa, 500), sa.keys(), frame);
                    }
                }));
            }
            simulations.forEach(Thread::start);
            for (Thread simulation : simulations) {
                simulation.join();
            }

            trips.finish();
        }
    }
}
