package dev.censim.proto.ikev1;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.KnownSecrets;
import dev.censim.crypto.SeededEntropy;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.IkeMode;
import dev.censim.proto.ike.Agreement;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.TrafficSelector;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.VendorId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Main and aggressive mode, and the quick mode that follows: RFC 2409 sections 5.4 and 5.5. */
class HandshakeTest {

    private static final int IDENTITY_PROTECTION = 2;
    private static final int AGGRESSIVE = 4;
    private static final int QUICK = 32;

    private static Wire run(IkeMode mode) {
        return Wire.established(1, Configs.ikev1(mode));
    }

    private static List<Integer> exchanges(Wire wire) {
        return wire.sent.stream()
                .map(message -> IkeHeader.exchangeType(message, 0))
                .toList();
    }

    private static List<String> story(Wire.End end) {
        return end.events.stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void nineMessagesOfMainModeBringUpATunnelWhoseEndsHoldTheSameKeys() {
        Wire wire = run(IkeMode.MAIN);

        assertThat(exchanges(wire))
                .containsExactly(
                        IDENTITY_PROTECTION,
                        IDENTITY_PROTECTION,
                        IDENTITY_PROTECTION,
                        IDENTITY_PROTECTION,
                        IDENTITY_PROTECTION,
                        IDENTITY_PROTECTION,
                        QUICK,
                        QUICK,
                        QUICK);
        assertThat(wire.a.ike.isEstablished()).isTrue();
        assertThat(wire.b.ike.isEstablished()).isTrue();
        Agreement.assertAgreed(wire);
    }

    @Test
    void sixMessagesOfAggressiveModeDoTheSame() {
        Wire wire = run(IkeMode.AGGRESSIVE);

        assertThat(exchanges(wire)).containsExactly(AGGRESSIVE, AGGRESSIVE, AGGRESSIVE, QUICK, QUICK, QUICK);
        assertThat(wire.a.ike.isEstablished()).isTrue();
        assertThat(wire.b.ike.isEstablished()).isTrue();
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void outputsTellTheStoryInTheOrderOfIkev2(IkeMode mode) {
        Wire wire = run(mode);

        for (Wire.End end : List.of(wire.a, wire.b)) {
            assertThat(story(end))
                    .containsExactly("Ikev1KeysDerived", "IkeSaEstablished", "ChildInstalled", "OutboundSwitched");
        }
        assertThat(wire.a.last(IkeOutput.IkeSaEstablished.class).initiator()).isTrue();
        assertThat(wire.b.last(IkeOutput.IkeSaEstablished.class).initiator()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void bothEndsTellTheSameKeysUnderTheCookiesOfTheMessages(IkeMode mode) {
        Wire wire = run(mode);
        IkeOutput.Ikev1KeysDerived keys = wire.a.last(IkeOutput.Ikev1KeysDerived.class);

        assertThat(wire.b.last(IkeOutput.Ikev1KeysDerived.class)).isEqualTo(keys);
        assertThat(keys.cookieInitiator()).isEqualTo(IkeHeader.spiInitiator(wire.sent.get(0), 0));
        assertThat(keys.cookieResponder()).isEqualTo(IkeHeader.spiResponder(wire.sent.get(2), 0));
        assertThat(wire.a.last(IkeOutput.IkeSaEstablished.class).spiInitiator()).isEqualTo(keys.cookieInitiator());
        assertThat(keys.keys().cipherKey()).hasSize(16);
        assertThat(keys.keys().skeyid()).hasSize(20);
    }

    /** RFC 2409 section 5.5: the responder may send only when it has heard the third message. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theResponderSendsThroughTheChildWhenTheThirdMessageOfQuickModeHasCome(IkeMode mode) {
        Wire wire = new Wire(1, Configs.ikev1(mode));
        wire.a.ike.initiate(0, wire.a.out);
        while (wire.b.inbound.isEmpty()) {
            wire.run(wire.now + MILLIS);
        }

        assertThat(wire.b.outbound).isNull();
        wire.run(wire.now + 25 * MILLIS);
        assertThat(wire.b.outbound).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theChildProtectsTheConfiguredPairOfPrefixes(IkeMode mode) {
        Wire wire = run(mode);
        ChildSa child = wire.a.last(IkeOutput.ChildInstalled.class).child();

        assertThat(child.localSelectors()).containsExactly(TrafficSelector.of(Configs.NET_A));
        assertThat(child.remoteSelectors()).containsExactly(TrafficSelector.of(Configs.NET_B));
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void initiatingTwiceIsInitiatingOnce(IkeMode mode) {
        Wire wire = new Wire(1, Configs.ikev1(mode));
        wire.a.ike.initiate(0, wire.a.out);
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);
        int sent = wire.sent.size();
        wire.a.ike.initiate(wire.now, wire.a.out);
        wire.run(2 * SECOND);

        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSize(1);
        assertThat(wire.sent).hasSize(sent);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theCustomerMayBeginAsWellAsTheCloud(IkeMode mode) {
        Wire wire = new Wire(1, Configs.ikev1(mode));
        wire.b.ike.initiate(0, wire.b.out);
        wire.run(SECOND);

        Agreement.assertAgreed(wire);
        assertThat(wire.b.last(IkeOutput.IkeSaEstablished.class).initiator()).isTrue();
    }

    /** Main mode chooses the key by the peer's address, so a name serves only aggressive mode on the product. */
    @Test
    void endsOfAggressiveModeMayBeNamedByDomainNames() {
        Wire wire = Wire.established(
                1,
                Configs.ikev1(IkeMode.AGGRESSIVE)
                        .withA(Configs.ids("cloud.example", "site.example"))
                        .withB(Configs.ids("site.example", "cloud.example")));

        Agreement.assertAgreed(wire);
        IsakmpPayload id = Insider.inTheClear(wire.sent.get(0)).stream()
                .filter(payload -> payload.type() == IsakmpPayload.ID)
                .findFirst()
                .orElseThrow();
        assertThat(id.body()).isEqualTo(Octets.hex("02000000" + Octets.ascii("cloud.example")));
    }

    @Test
    void mainModeHidesItsIdentities() {
        Wire wire = run(IkeMode.MAIN);

        for (int i = 0; i < 4; i++) {
            assertThat(Insider.inTheClear(wire.sent.get(i)))
                    .map(IsakmpPayload::type)
                    .doesNotContain(IsakmpPayload.ID, IsakmpPayload.HASH);
        }
        for (byte[] message : wire.sent.subList(4, 9)) {
            assertThat(IkeHeader.flags(message, 0) & 1).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void bothEndsAnnounceWhatTheyCan(IkeMode mode) {
        Wire wire = run(mode);

        for (byte[] message : wire.sent.subList(0, 2)) {
            assertThat(Insider.inTheClear(message))
                    .contains(
                            new IsakmpPayload(IsakmpPayload.VENDOR_ID, VendorId.DPD),
                            new IsakmpPayload(IsakmpPayload.VENDOR_ID, VendorId.NAT_TRAVERSAL));
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void quickModeCarriesAKeyExchangeOnlyForPerfectForwardSecrecy(IkeMode mode) {
        for (Optional<DhGroup> pfs : List.of(Optional.<DhGroup>empty(), Optional.of(DhGroup.GROUP2))) {
            Wire wire = Wire.established(1, Configs.ikev1(mode).with(Configs.pfs(pfs)));
            byte[] quick = wire.sent.stream()
                    .filter(message -> IkeHeader.exchangeType(message, 0) == QUICK)
                    .findFirst()
                    .orElseThrow();
            List<Integer> types = new Insider(wire)
                    .open(quick).stream().map(IsakmpPayload::type).toList();

            assertThat(types.subList(0, 3)).containsExactly(IsakmpPayload.HASH, IsakmpPayload.SA, IsakmpPayload.NONCE);
            assertThat(types.contains(IsakmpPayload.KE)).isEqualTo(pfs.isPresent());
            assertThat(types.stream().filter(type -> type == IsakmpPayload.ID)).hasSize(2);
            Agreement.assertAgreed(wire);
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void twoEndsThatBeginAtOnceEndWithOneIkeSaAndOneChild(IkeMode mode) {
        for (int seed = 0; seed < 20; seed++) {
            Wire wire = new Wire(seed, Configs.ikev1(mode));
            wire.a.ike.initiate(0, wire.a.out);
            wire.run(2 * MILLIS * seed);
            wire.b.ike.initiate(wire.now, wire.b.out);
            wire.run(60 * SECOND);

            assertThat(Agreement.openIkeSas(wire.a)).as("seed " + seed).hasSize(1);
            assertThat(wire.a.inbound).as("seed " + seed).hasSize(1);
            assertThat(wire.b.inbound).as("seed " + seed).hasSize(1);
            Agreement.assertAgreed(wire);
        }
    }

    /** INITIAL-CONTACT, RFC 2407 section 4.6.3.3. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aRestartedPeerReplacesWhatItHasLost(IkeMode mode) {
        Wire wire = run(mode);
        restart(wire.a, Configs.ikev1(mode), 99);
        wire.a.ike.initiate(wire.now, wire.a.out);
        wire.run(3 * SECOND);

        Agreement.assertAgreed(wire);
        assertThat(wire.b.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        assertThat(wire.b.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        assertThat(wire.b.inbound).hasSize(1);
    }

    private static void restart(Wire.End end, Configs configs, long seed) {
        end.ike = new Ikev1Endpoint(configs.a(), new SeededEntropy(seed), KnownSecrets.none());
        end.events.clear();
        end.times.clear();
        end.inbound.clear();
        end.outbound = null;
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aPeerThatRestartsInTheMiddleOfANegotiationIsServed(IkeMode mode) {
        for (int seed = 0; seed < 10; seed++) {
            Wire wire = new Wire(seed, Configs.ikev1(mode));
            wire.a.ike.initiate(0, wire.a.out);
            wire.run((15 + 10 * (seed % 5)) * MILLIS);
            restart(wire.a, Configs.ikev1(mode), 500 + seed);
            wire.a.ike.initiate(wire.now, wire.a.out);
            wire.run(60 * SECOND);

            assertThat(wire.b.inbound).as("seed " + seed).hasSize(1);
            Agreement.assertAgreed(wire);
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void halfOpenSasAreForgotten(IkeMode mode) {
        Wire wire = new Wire(1, Configs.ikev1(mode));
        wire.cutToA = bytes -> true;
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);
        wire.cut();
        wire.run(400 * SECOND);

        assertThat(wire.a.ike.deadline()).isEqualTo(Ike.NEVER);
        assertThat(wire.b.ike.deadline()).isEqualTo(Ike.NEVER);
        Agreement.assertNothingLeft(wire);
    }
}
