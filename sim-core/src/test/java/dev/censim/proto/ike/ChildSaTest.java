package dev.censim.proto.ike;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.ike.TrafficSelector;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protected traffic of a child SA, RFC 4301 section 5. */
class ChildSaTest {

    private static final int HERE = bits("10.1.2.3");
    private static final int THERE = bits("192.168.7.9");

    private static ChildSa child(String... local) {
        return new ChildSa(
                1,
                2,
                EncryptionAlgorithm.AES128,
                AuthenticationAlgorithm.SHA1,
                new byte[16],
                new byte[20],
                new byte[16],
                new byte[20],
                selectors(local),
                selectors("192.168.0.0/16"),
                OptionalInt.empty());
    }

    private static List<TrafficSelector> selectors(String... prefixes) {
        return List.of(prefixes).stream()
                .map(Prefix::of)
                .map(TrafficSelector::of)
                .toList();
    }

    private static int bits(String address) {
        return Ipv4.of(address).bits();
    }

    @Test
    void aPacketGoesOutFromALocalSelectorToARemoteOneAndComesInTheOtherWayRound() {
        ChildSa child = child("10.1.0.0/16");

        assertThat(child.protectsOutbound(HERE, THERE)).isTrue();
        assertThat(child.protectsOutbound(THERE, HERE)).isFalse();
        assertThat(child.protectsInbound(THERE, HERE)).isTrue();
        assertThat(child.protectsInbound(HERE, THERE)).isFalse();
    }

    @Test
    void oneOfSeveralSelectorsIsEnough() {
        assertThat(child("172.16.0.0/12", "10.1.0.0/16").protectsOutbound(HERE, THERE))
                .isTrue();
        assertThat(child("172.16.0.0/12", "10.9.0.0/16").protectsOutbound(HERE, THERE))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.255.255.255, false", "128.0.0.0, true", "255.255.255.255, true", "0.0.0.0, false"})
    void addressesAreComparedWithoutSign(String address, boolean isProtected) {
        assertThat(child("128.0.0.0/1").protectsOutbound(bits(address), THERE)).isEqualTo(isProtected);
    }
}
