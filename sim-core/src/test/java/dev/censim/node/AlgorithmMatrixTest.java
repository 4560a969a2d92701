package dev.censim.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.Entropy;
import dev.censim.crypto.SeededEntropy;
import dev.censim.forward.EspTransform;
import dev.censim.forward.RealEsp;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.proto.ike.Agreement;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.Edition;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Provoked;
import dev.censim.proto.ike.Wire;
import dev.censim.proto.ikev1.IkeVersions;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ikev1.ExchangeType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole product of what the product page offers, 37,500 tunnels: each is negotiated message by message between two ends, and
 * carries a real ESP packet in either direction.
 */
class AlgorithmMatrixTest {

    private static final EspTransform ESP = new RealEsp();

    /** Phase 1 without its names and lifetime. */
    record PhaseOne(Edition edition, EncryptionAlgorithm cipher, AuthenticationAlgorithm hash, DhGroup group) {

        IkeConfig config() {
            return new IkeConfig(
                    "secret", edition.version(), edition.mode(), cipher, hash, group, Duration.ZERO, "", "");
        }
    }

    /** Secrets of 64 bits keep the powers small; the groups and all that is sent are as they always are. */
    private static final class ShortSecrets implements Entropy {
        private final SeededEntropy entropy;

        ShortSecrets(long seed) {
            entropy = new SeededEntropy(seed);
        }

        @Override
        public long nextLong() {
            return entropy.nextLong();
        }

        @Override
        public byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            byte[] end = entropy.bytes(Math.min(length, 8));
            System.arraycopy(end, 0, bytes, length - end.length, end.length);
            return bytes;
        }

        @Override
        public Entropy copy() {
            throw new UnsupportedOperationException("nothing forks here");
        }
    }

    static Stream<PhaseOne> phaseOnes() {
        return Stream.of(Edition.values())
                .flatMap(edition -> Stream.of(EncryptionAlgorithm.values())
                        .flatMap(cipher -> Stream.of(AuthenticationAlgorithm.values())
                                .flatMap(hash -> Stream.of(DhGroup.values())
                                        .map(group -> new PhaseOne(edition, cipher, hash, group)))));
    }

    private static Stream<IpsecConfig> phaseTwos() {
        Stream<Optional<DhGroup>> disabled = Stream.of(Optional.empty());
        List<Optional<DhGroup>> groups = Stream.concat(
                        disabled, Arrays.stream(DhGroup.values()).map(Optional::of))
                .toList();
        return Stream.of(EncryptionAlgorithm.values())
                .flatMap(cipher -> Stream.of(AuthenticationAlgorithm.values())
                        .flatMap(
                                hash -> groups.stream().map(pfs -> new IpsecConfig(cipher, hash, pfs, Duration.ZERO))));
    }

    @ParameterizedTest
    @MethodSource("phaseOnes")
    void everyPhaseTwoIsNegotiatedAndCarriesPackets(PhaseOne phaseOne) {
        List<IpsecConfig> phaseTwos = phaseTwos().toList();
        String failures = phaseTwos.parallelStream()
                .flatMap(phaseTwo -> failure(phaseOne, phaseTwo).stream())
                .collect(Collectors.joining("\n"));

        assertThat(phaseTwos).hasSize(125);
        assertThat(failures).as("%s", phaseOne).isEmpty();
    }

    private static Optional<String> failure(PhaseOne phaseOne, IpsecConfig phaseTwo) {
        try {
            negotiate(phaseOne, phaseTwo);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(phaseTwo + ": " + e);
        }
    }

    private static void negotiate(PhaseOne phaseOne, IpsecConfig phaseTwo) {
        Configs configs = Configs.of(phaseOne.config(), phaseTwo);
        Wire wire = new Wire(
                1,
                IkeVersions.open(configs.a(), new ShortSecrets(2)),
                IkeVersions.open(configs.b(), new ShortSecrets(3)));
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(Wire.SECOND);
        assertPhaseOne(phaseOne, wire);
        assertPhaseTwo(phaseTwo, wire);
        if (phaseOne.edition == Edition.IKEV2 && phaseTwo.ipsecPfs().isPresent()) {
            Provoked.childRekey(
                    wire, wire.b); // the first child of IKEv2 has no exchange of its own (RFC 7296 section 1.2)
            wire.run(2 * Wire.SECOND);
            assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).hasSize(2);
            assertPhaseTwo(phaseTwo, wire);
        }
    }

    private static void assertPhaseOne(PhaseOne phaseOne, Wire wire) {
        assertThat(IkeHeader.exchangeType(wire.sent.get(0), 0)).isEqualTo(firstExchange(phaseOne.edition));
        for (IkeOutput output : wire.a.events) {
            if (output instanceof IkeOutput.IkeKeysDerived derived) {
                assertThat(derived.keys().encryption()).isEqualTo(phaseOne.cipher);
                assertThat(derived.keys().integrity()).isEqualTo(phaseOne.hash);
            } else if (output instanceof IkeOutput.Ikev1KeysDerived derived) {
                assertThat(derived.keys().encryption()).isEqualTo(phaseOne.cipher);
                assertThat(derived.keys().hash()).isEqualTo(phaseOne.hash);
            }
        }
    }

    private static int firstExchange(Edition edition) {
        return switch (edition) {
            case IKEV2 -> Exchange.IKE_SA_INIT.number();
            case IKEV1_MAIN -> ExchangeType.IDENTITY_PROTECTION.number();
            case IKEV1_AGGRESSIVE -> ExchangeType.AGGRESSIVE.number();
        };
    }

    private static void assertPhaseTwo(IpsecConfig phaseTwo, Wire wire) {
        Agreement.assertAgreed(wire);
        ChildSaPair a = new ChildSaPair(Objects.requireNonNull(wire.a.outbound));
        ChildSaPair b = new ChildSaPair(Objects.requireNonNull(wire.b.outbound));
        assertThat(a.child.encryption()).isEqualTo(phaseTwo.ipsecEncAlg());
        assertThat(a.child.integrity()).isEqualTo(phaseTwo.ipsecAuthAlg());
        assertCarries(a, b);
        assertCarries(b, a);
    }

    /** An inner packet comes out as it went in. */
    private static void assertCarries(ChildSaPair from, ChildSaPair to) {
        byte[] inner = new SeededEntropy(4).bytes(100);
        byte[] sealed = new byte[ESP.sealedLength(from.out, inner.length)];
        byte[] opened = new byte[sealed.length];
        assertThat(ESP.seal(from.out, inner, 0, inner.length, sealed, 0)).isEqualTo(sealed.length);
        assertThat(ESP.open(to.in, sealed, 0, sealed.length, opened, 0)).isEqualTo(inner.length);
        assertThat(Arrays.copyOf(opened, inner.length)).isEqualTo(inner);
    }
}
