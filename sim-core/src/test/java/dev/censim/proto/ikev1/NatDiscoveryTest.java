package dev.censim.proto.ikev1;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.IkeMode;
import dev.censim.proto.ike.Agreement;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.SecurityAssociation;
import dev.censim.wire.ikev1.VendorId;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** NAT-D and the float of RFC 3947. What follows from a NAT is told for both versions in proto.ike's NatTraversalTest. */
class NatDiscoveryTest {

    private static final int ENCAPSULATION_MODE = 4;

    /** The customer behind the NAT begins. */
    private static Wire behindNat(Configs configs) {
        Wire wire = new Wire(1, configs.behindNat());
        wire.nat = new Wire.Nat();
        wire.b.ike.initiate(0, wire.b.out);
        return wire;
    }

    private static List<Octets> natD(byte[] message) {
        return Insider.inTheClear(message).stream()
                .filter(payload -> payload.type() == IsakmpPayload.NAT_D)
                .map(IsakmpPayload::body)
                .toList();
    }

    private static Octets hash(String algorithm, byte[] message, String addressAndPort) throws Exception {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        digest.update(message, 0, 16);
        digest.update(Octets.hex(addressAndPort).bytes());
        return Octets.of(digest.digest());
    }

    /** Section 3.2: the negotiated hash over cookies, address and port; the destination first. */
    @ParameterizedTest
    @CsvSource({"MD5, MD5", "SHA1, SHA-1", "SHA256, SHA-256", "SHA384, SHA-384", "SHA512, SHA-512"})
    void natDHashesCookiesAddressAndPort(AuthenticationAlgorithm algorithm, String name) throws Exception {
        Wire wire = Wire.established(1, Configs.ikev1(IkeMode.MAIN).with(Configs.ikeAuthentication(algorithm)));
        byte[] third = wire.sent.get(2);
        byte[] fourth = wire.sent.get(3);
        Octets a = hash(name, third, "c633640a" + "01f4");
        Octets b = hash(name, third, "cb007114" + "01f4");

        assertThat(natD(third)).containsExactly(b, a);
        assertThat(natD(fourth)).containsExactly(a, b);
    }

    /** In main mode both ends have the responder's cookie by then; aggressive mode's second message is the first that has both. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void natDIsInTheMessagesOfRfc3947(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        List<Integer> with = new ArrayList<>();
        for (int i = 0; i < (mode == IkeMode.MAIN ? 4 : 2); i++) {
            if (!natD(wire.sent.get(i)).isEmpty()) {
                with.add(i + 1);
            }
        }

        assertThat(with).isEqualTo(mode == IkeMode.MAIN ? List.of(3, 4) : List.of(2));
    }

    @ParameterizedTest
    @CsvSource({"MAIN, 5", "AGGRESSIVE, 3"})
    void theInitiatorFloatsWithItsLastMessageOfPhaseOne(IkeMode mode, int number) {
        Wire wire = behindNat(Configs.ikev1(mode));
        Wire.Nat nat = Objects.requireNonNull(wire.nat);
        wire.run(0);
        while (!nat.outsideByInside.containsKey(4500)) {
            assertThat(wire.sent.size()).isLessThan(number);
            wire.run(wire.now + MILLIS);
        }

        assertThat(IkeHeader.messageId(wire.sent.get(number - 1), 0)).isZero();
        assertThat(wire.sent).hasSizeBetween(number, number + 1);
        wire.run(SECOND);
        Agreement.assertAgreed(wire);
    }

    /** Section 5.1: UDP-Encapsulated-Tunnel behind a NAT, Tunnel otherwise. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void quickModeAsksForTheEncapsulationThatTheNatNeeds(IkeMode mode) throws Malformed {
        Wire behind = behindNat(Configs.ikev1(mode));
        behind.run(SECOND);

        assertThat(encapsulation(behind)).isEqualTo(3);
        assertThat(encapsulation(Wire.established(1, Configs.ikev1(mode)))).isEqualTo(1);
    }

    private static long encapsulation(Wire wire) throws Malformed {
        byte[] quick = wire.sent.stream()
                .filter(message -> IkeHeader.exchangeType(message, 0) == 32)
                .findFirst()
                .orElseThrow();
        Octets offer = new Insider(wire).open(quick).get(1).body();
        return SecurityAssociation.read(offer)
                .proposals()
                .get(0)
                .transforms()
                .get(0)
                .value(ENCAPSULATION_MODE)
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anEndWithNatTraversalOffDoesNotSpeakOfIt(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withA(Configs.natTraversal(false, Duration.ofSeconds(20))));

        assertThat(Insider.inTheClear(wire.sent.get(0)))
                .doesNotContain(new IsakmpPayload(IsakmpPayload.VENDOR_ID, VendorId.NAT_TRAVERSAL));
        for (byte[] message : wire.sent.subList(0, mode == IkeMode.MAIN ? 4 : 2)) {
            assertThat(natD(message)).isEmpty();
        }
        Agreement.assertAgreed(wire);
    }
}
