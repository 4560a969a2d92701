package dev.censim.proto.ike;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Vectors;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.ike.Octets;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Keying material against published values. */
class KeyScheduleTest {

    /** The first case of NIST's CAVS 17.3 set for SP 800-135, SHA-1. */
    @Test
    void oneOfNistsCasesIsReproduced() {
        Octets ni = Octets.hex("32b50d5f4a3763f3");
        Octets nr = Octets.hex("9206a04b26564cb1");
        byte[] shared = Vectors.hex("4b2c1f971981a8ad8d0abeafabf38cf75fc8349c148142465ed9c8b516b8be52");
        byte[] seed = KeySchedule.skeyseed(AuthenticationAlgorithm.SHA1, shared, ni, nr);
        IkeKeys keys = KeySchedule.derive(
                EncryptionAlgorithm.AES128,
                AuthenticationAlgorithm.SHA1,
                seed,
                ni,
                nr,
                Octets.hex("34c9e7c188868785").toLong(),
                Octets.hex("3ff77d760d2b2199").toLong());

        assertThat(seed).isEqualTo(Vectors.hex("a9a7b222b59f8f48645f28a1db5b5f5d7479cba7"));
        assertThat(keys.skD()).isEqualTo(Vectors.hex("a14293677cc80ff8f9cc0eee30d895da9d8f4056"));
        assertThat(KeySchedule.keymat(keys, Optional.empty(), ni, nr, 20))
                .isEqualTo(Vectors.hex("8059e3ee8810e6c3a91bc8bcd2a7a41151b8d0e6"));
        byte[] fresh = Vectors.hex("863f3c9d06efd39d2b907b97f8699e5dd5251ef64a2a176f36ee40c87d4f9330");
        assertThat(KeySchedule.rekeySkeyseed(keys, fresh, ni, nr))
                .isEqualTo(Vectors.hex("63e81194946ebd05df7df5ebf5d8750056bf1f1d"));
    }

    @Test
    void allOfNistsCasesAreReproduced() {
        int cases = 0;
        for (JsonNode test : Vectors.json("ike/nist_ikev2.json.gz").required("tests")) {
            check(test);
            cases++;
        }
        assertThat(cases).isEqualTo(45);
    }

    private static void check(JsonNode test) {
        AuthenticationAlgorithm hash =
                AuthenticationAlgorithm.valueOf(test.required("hash").asString().replace("-", ""));
        Octets ni = Octets.of(Vectors.hex(test, "Ni"));
        Octets nr = Octets.of(Vectors.hex(test, "Nr"));
        byte[] seed = KeySchedule.skeyseed(hash, Vectors.hex(test, "g^ir"), ni, nr);
        assertThat(seed).isEqualTo(Vectors.hex(test, "SKEYSEED"));

        long spiI = Octets.of(Vectors.hex(test, "SPIi")).toLong();
        long spiR = Octets.of(Vectors.hex(test, "SPIr")).toLong();
        IkeKeys keys = KeySchedule.derive(EncryptionAlgorithm.AES256, hash, seed, ni, nr, spiI, spiR);
        byte[] stream = stream(keys);
        byte[] dkm = Vectors.hex(test, "DKM");
        int common = Math.min(stream.length, dkm.length);
        assertThat(Arrays.copyOf(stream, common)).isEqualTo(Arrays.copyOf(dkm, common));

        byte[] fresh = Vectors.hex(test, "g^ir (new)");
        byte[] child = Vectors.hex(test, "DKM(Child SA)");
        assertThat(KeySchedule.keymat(keys, Optional.empty(), ni, nr, child.length))
                .isEqualTo(child);
        byte[] childWithDh = Vectors.hex(test, "DKM(Child SA D-H)");
        assertThat(KeySchedule.keymat(keys, Optional.of(fresh), ni, nr, childWithDh.length))
                .isEqualTo(childWithDh);
        assertThat(KeySchedule.rekeySkeyseed(keys, fresh, ni, nr)).isEqualTo(Vectors.hex(test, "SKEYSEED(Rekey)"));
    }

    private static byte[] stream(IkeKeys k) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] key : new byte[][] {k.skD(), k.skAi(), k.skAr(), k.skEi(), k.skEr(), k.skPi(), k.skPr()}) {
            all.writeBytes(key);
        }
        return all.toByteArray();
    }
}
