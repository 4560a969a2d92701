package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Role;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.proto.ike.IkeOutput.Ikev1KeysDerived;
import dev.censim.proto.ike.Ikev1Keys;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every algorithm of the product that strongSwan offers ({@link OfferedInterop} names the others), in both modes of IKEv1, negotiated to
 * the same SPIs and keys.
 */
final class Ikev1MatrixInterop extends LabTest {

    static Stream<Arguments> everySuite() {
        Offered offered = Offered.by(lab);
        return Stream.of(Version.IKEV1_MAIN, Version.IKEV1_AGGRESSIVE)
                .flatMap(version -> Arrays.stream(Role.values())
                        .flatMap(role -> Arrays.stream(EncryptionAlgorithm.values())
                                .filter(offered::has)
                                .flatMap(cipher -> Arrays.stream(AuthenticationAlgorithm.values())
                                        .filter(offered::has)
                                        .map(hash -> Arguments.of(version, role, cipher, hash)))));
    }

    static Stream<Arguments> everyCombination() {
        Offered offered = Offered.by(lab);
        return everySuite()
                .flatMap(suite -> Arrays.stream(DhGroup.values())
                        .filter(offered::has)
                        .map(group -> Arguments.of(Stream.concat(Arrays.stream(suite.get()), Stream.of(group))
                                .toArray())));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
    @MethodSource("everyCombination")
    void everyCombinationIsNegotiatedToTheSameSpisAndKeys(
            Version version, Role role, EncryptionAlgorithm cipher, AuthenticationAlgorithm hash, DhGroup group) {
        establish(new Setup(version).with(cipher, hash, group), role);

        sameSpisAndKeys(role);
    }

    /** Without it the keys of quick mode come from phase 1 alone, and the group makes no difference to them. */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("everySuite")
    void everySuiteIsNegotiatedWithoutPerfectForwardSecrecy(
            Version version, Role role, EncryptionAlgorithm cipher, AuthenticationAlgorithm hash) {
        establish(new Setup(version).with(cipher, hash, DhGroup.GROUP2).withoutPfs(), role);

        sameSpisAndKeys(role);
    }

    private void sameSpisAndKeys(Role role) {
        tunnel.sameSpis();
        Ikev1Keys keys = peer.last(Ikev1KeysDerived.class).keys();
        assertThat(List.of(
                        lab.secret("SKEYID"),
                        lab.secret("SKEYID_d"),
                        lab.secret("SKEYID_a"),
                        lab.secret("SKEYID_e"),
                        lab.secret("encryption key Ka")))
                .isEqualTo(
                        LabTunnel.hex(keys.skeyid(), keys.skeyidD(), keys.skeyidA(), keys.skeyidE(), keys.cipherKey()));
        tunnel.sameChildKeys(role);
    }
}
