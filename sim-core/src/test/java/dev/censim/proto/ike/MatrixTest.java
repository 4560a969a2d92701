package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IpsecConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Both SAs of IKEv2 are rekeyed with every algorithm; first negotiations have their whole product in node.AlgorithmMatrixTest. */
class MatrixTest {

    private static List<Optional<DhGroup>> pfsChoices() {
        List<Optional<DhGroup>> choices = new ArrayList<>();
        choices.add(Optional.empty());
        for (DhGroup group : DhGroup.values()) {
            choices.add(Optional.of(group));
        }
        return choices;
    }

    /** All pairs of cipher and hash in both phases; the slower groups go round with them. */
    @Test
    void everyCipherAndHashWorksInBothPhases() {
        int round = 0;
        for (EncryptionAlgorithm cipher : EncryptionAlgorithm.values()) {
            for (AuthenticationAlgorithm hash : AuthenticationAlgorithm.values()) {
                EncryptionAlgorithm[] ciphers = EncryptionAlgorithm.values();
                AuthenticationAlgorithm[] hashes = AuthenticationAlgorithm.values();
                for (int other = 0; other < 2; other++) {
                    EncryptionAlgorithm espCipher = ciphers[(cipher.ordinal() + 2 * other + 1) % ciphers.length];
                    AuthenticationAlgorithm espHash = hashes[(hash.ordinal() + round) % hashes.length];
                    DhGroup group = DhGroup.values()[round % 2];
                    tryOut(cipher, hash, group, espCipher, espHash, pfsChoices().get(round % 3));
                    round++;
                }
            }
        }
    }

    @Test
    void everyGroupWorksWithEveryGroupOfPerfectForwardSecrecy() {
        for (DhGroup group : DhGroup.values()) {
            for (Optional<DhGroup> pfs : pfsChoices()) {
                tryOut(
                        EncryptionAlgorithm.AES128,
                        AuthenticationAlgorithm.SHA1,
                        group,
                        EncryptionAlgorithm.AES128,
                        AuthenticationAlgorithm.SHA1,
                        pfs);
            }
        }
    }

    private static void tryOut(
            EncryptionAlgorithm cipher,
            AuthenticationAlgorithm hash,
            DhGroup group,
            EncryptionAlgorithm espCipher,
            AuthenticationAlgorithm espHash,
            Optional<DhGroup> pfs) {
        IkeConfig ike = new IkeConfig(
                "secret", Configs.IKE.ikeVersion(), Configs.IKE.ikeMode(), cipher, hash, group, Duration.ZERO, "", "");
        IpsecConfig ipsec = new IpsecConfig(espCipher, espHash, pfs, Duration.ZERO);
        Wire wire = Wire.established(1, Configs.of(ike, ipsec));
        String what = cipher + " " + hash + " " + group + " / " + espCipher + " " + espHash + " " + pfs;
        assertThat(wire.a.inbound).as(what).hasSize(1);
        Agreement.assertAgreed(wire);
        Provoked.childRekey(wire, wire.b);
        wire.run(2 * SECOND);
        Provoked.ikeRekey(wire, wire.b);
        wire.run(9 * SECOND);
        assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).as(what).hasSize(2);
        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).as(what).hasSize(2);
        Agreement.assertAgreed(wire);
    }
}
