package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.censim.crypto.SeededEntropy;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.TrafficSelector;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** IKE_SA_INIT and IKE_AUTH. */
class HandshakeTest {

    private static Wire run(Configs configs) {
        return Wire.established(1, configs);
    }

    private static IkeOutput.Failed told(IkeRefusal cause) {
        return new IkeOutput.Failed(cause, IkeExchange.IKE_AUTH, true);
    }

    private static IkeOutput.Failed found(IkeRefusal cause) {
        return new IkeOutput.Failed(cause, IkeExchange.IKE_AUTH, false);
    }

    private static IkeMessage decode(byte[] message) throws Exception {
        return IkeCodec.decode(message, 0, message.length);
    }

    @Test
    void fourMessagesBringUpATunnelWhoseEndsHoldTheSameKeys() {
        Wire wire = run(Configs.both());

        assertThat(wire.sent).hasSize(4);
        assertThat(wire.a.ike.isEstablished()).isTrue();
        assertThat(wire.b.ike.isEstablished()).isTrue();
        Agreement.assertAgreed(wire);
    }

    @Test
    void outputsTellTheStoryInOrder() {
        Wire wire = run(Configs.both());

        assertThat(wire.a.events)
                .map(Object::getClass)
                .map(Class::getSimpleName)
                .containsExactly("IkeKeysDerived", "IkeSaEstablished", "ChildInstalled", "OutboundSwitched");
        assertThat(wire.b.events)
                .map(Object::getClass)
                .map(Class::getSimpleName)
                .containsExactly("IkeKeysDerived", "IkeSaEstablished", "ChildInstalled", "OutboundSwitched");
        assertThat(wire.a.last(IkeOutput.IkeSaEstablished.class).initiator()).isTrue();
        assertThat(wire.b.last(IkeOutput.IkeSaEstablished.class).initiator()).isFalse();
    }

    @Test
    void initiatingTwiceIsInitiatingOnce() {
        Wire wire = new Wire(1, Configs.both());
        wire.a.ike.initiate(0, wire.a.out);
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);
        wire.a.ike.initiate(wire.now, wire.a.out);
        wire.run(2 * SECOND);

        assertThat(wire.sent).hasSize(4);
    }

    @Test
    void endsMayBeNamedByDomainNames() {
        Agreement.assertAgreed(run(Configs.both()
                .withA(Configs.ids("cloud.example", "site.example"))
                .withB(Configs.ids("site.example", "cloud.example"))));
    }

    @Test
    void anotherPreSharedKeyFailsAuthenticationAtBothEnds() {
        Wire wire = run(Configs.both().withB(Configs.psk("another")));

        Agreement.assertNothingLeft(wire);
        assertThat(wire.a.last(IkeOutput.Failed.class)).isEqualTo(told(IkeRefusal.AUTHENTICATION_FAILED));
        assertThat(wire.b.last(IkeOutput.Failed.class)).isEqualTo(found(IkeRefusal.AUTHENTICATION_FAILED));
        assertThat(wire.a.all(IkeOutput.IkeKeysDerived.class)).hasSize(1);
    }

    @Test
    void anInitiatorWithAnUnexpectedNameIsRefused() {
        Wire wire = run(Configs.both().withA(Configs.ids("stranger.example", "203.0.113.20")));

        Agreement.assertNothingLeft(wire);
        assertThat(wire.a.last(IkeOutput.Failed.class)).isEqualTo(told(IkeRefusal.AUTHENTICATION_FAILED));
        assertThat(wire.b.last(IkeOutput.Failed.class)).isEqualTo(found(IkeRefusal.INVALID_ID));
    }

    @Test
    void aResponderAskedForAnotherNameThanItsOwnRefuses() {
        Wire wire = run(Configs.both().withA(Configs.ids("198.51.100.10", "other.example")));

        Agreement.assertNothingLeft(wire);
        assertThat(wire.b.last(IkeOutput.Failed.class)).isEqualTo(found(IkeRefusal.INVALID_ID));
    }

    @Test
    void anotherGroupIsNoProposalChosenAndCostsTheResponderNothing() {
        Wire wire = run(Configs.both().withB(Configs.group(DhGroup.GROUP2)));

        Agreement.assertNothingLeft(wire);
        IkeRefusal cause = IkeRefusal.NO_PROPOSAL_CHOSEN;
        assertThat(wire.a.last(IkeOutput.Failed.class))
                .isEqualTo(new IkeOutput.Failed(cause, IkeExchange.IKE_SA_INIT, true));
        assertThat(wire.b.last(IkeOutput.Failed.class))
                .isEqualTo(new IkeOutput.Failed(cause, IkeExchange.IKE_SA_INIT, false));
        assertThat(wire.b.all(IkeOutput.IkeKeysDerived.class)).isEmpty();
    }

    @Test
    void anotherPhaseTwoCipherLeavesAnIkeSaWithoutChild() {
        Wire wire = run(Configs.both().withB(Configs.espEncryption(EncryptionAlgorithm.AES256)));

        assertThat(wire.a.ike.isEstablished()).isTrue();
        assertThat(wire.b.ike.isEstablished()).isTrue();
        assertThat(wire.a.inbound).isEmpty();
        assertThat(wire.b.inbound).isEmpty();
        assertThat(wire.a.last(IkeOutput.Failed.class).cause()).isEqualTo(IkeRefusal.NO_PROPOSAL_CHOSEN);
        assertThat(wire.b.last(IkeOutput.Failed.class).cause()).isEqualTo(IkeRefusal.NO_PROPOSAL_CHOSEN);
    }

    @Test
    void selectorsWithoutCommonTrafficAreUnacceptable() {
        Wire wire =
                run(Configs.both().withB(Configs.selectors(List.of(Prefix.of("10.0.0.0/8")), List.of(Configs.NET_A))));

        assertThat(wire.a.inbound).isEmpty();
        assertThat(wire.a.last(IkeOutput.Failed.class).cause()).isEqualTo(IkeRefusal.TS_UNACCEPTABLE);
        assertThat(wire.b.last(IkeOutput.Failed.class).cause()).isEqualTo(IkeRefusal.TS_UNACCEPTABLE);
    }

    @Test
    void theResponderNarrowsWhatIsOfferedToItsOwnNetworks() {
        Prefix narrow = Prefix.of("172.16.4.0/24");
        Prefix other = Prefix.of("10.1.0.0/16");
        Wire wire = run(Configs.both()
                .withA(Configs.selectors(
                        List.of(Configs.NET_A), List.of(Prefix.of("172.16.0.0/12"), Prefix.of("10.0.0.0/8"))))
                .withB(Configs.selectors(List.of(narrow, other), List.of(Prefix.DEFAULT))));

        Agreement.assertAgreed(wire);
        ChildSa child = wire.a.last(IkeOutput.ChildInstalled.class).child();
        assertThat(child.localSelectors()).containsExactly(TrafficSelector.of(Configs.NET_A));
        assertThat(child.remoteSelectors()).containsExactly(TrafficSelector.of(narrow), TrafficSelector.of(other));
    }

    @Test
    void anInitiatorThatGuessedAnotherGroupTriesAgainWithTheRightOne() {
        Configs configs = Configs.both().withB(Configs.group(DhGroup.GROUP2));
        List<DhGroup> offered = List.of(DhGroup.GROUP1, DhGroup.GROUP2);
        Wire wire = new Wire(
                1,
                new IkeEndpoint(configs.a(), offered, new SeededEntropy(7)),
                new IkeEndpoint(configs.b(), new SeededEntropy(8)));
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);

        Agreement.assertAgreed(wire);
        assertThat(wire.sent).hasSize(6);
        assertThat(wire.a.all(IkeOutput.Failed.class)).isEmpty();
        assertThat(wire.b.all(IkeOutput.Failed.class)).isEmpty();
    }

    @Test
    void aCrowdedResponderServesOnlyWhoReturnsItsCookie() throws Exception {
        Wire wire = new Wire(1, Configs.both());
        for (int i = 0; i < IkeEndpoint.COOKIE_THRESHOLD; i++) {
            IkeEndpoint stranger = new IkeEndpoint(Configs.both().a(), new SeededEntropy(100 + i));
            stranger.initiate(0, wire.a.out);
            IkeOutput first = wire.a.out.poll();
            wire.put(((IkeOutput.Send) java.util.Objects.requireNonNull(first)).message(), true, 0);
        }
        wire.run(SECOND);
        wire.sent.clear();
        wire.a.ike.initiate(wire.now, wire.a.out);
        wire.run(2 * SECOND);

        Agreement.assertAgreed(wire);
        assertThat(wire.sent).hasSize(6);
        assertThat(decode(wire.sent.get(1)).notify(NotifyType.COOKIE)).isPresent();
        IkeMessage repeated = decode(wire.sent.get(2));
        assertThat(repeated.payloads().get(0)).isInstanceOf(Payload.Notify.class);
        assertThat(repeated.payloads().subList(1, repeated.payloads().size()))
                .isEqualTo(decode(wire.sent.get(0)).payloads());
    }

    @Test
    void halfOpenSasAreForgotten() {
        Wire wire = new Wire(1, Configs.both());
        wire.cutToA = bytes -> true;
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);
        assertThat(wire.b.ike.deadline()).isNotEqualTo(IkeEndpoint.NEVER);
        wire.cut();
        wire.run(100 * SECOND);

        assertThat(wire.b.ike.deadline()).isEqualTo(IkeEndpoint.NEVER);
        assertThat(wire.b.all(IkeOutput.Failed.class)).isEmpty();
    }

    @Test
    void anUnansweredRequestIsRepeatedWithGrowingWaitsAndThenGivenUp() {
        Wire wire = new Wire(1, Configs.both());
        wire.cut();
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(1000 * SECOND);

        long expected = 0;
        for (int attempt = 1; attempt <= 5; attempt++) {
            expected += Math.round(4000 * Math.pow(1.8, attempt - 1));
            int index = attempt - 1;
            assertThat(wire.a.events.get(index)).isEqualTo(new IkeOutput.Retransmitted(0, attempt));
            assertThat(wire.a.times.get(index) / MILLIS).isCloseTo(expected, org.assertj.core.data.Offset.offset(2L));
        }
        assertThat(wire.a.last(IkeOutput.Failed.class))
                .isEqualTo(new IkeOutput.Failed(IkeRefusal.NO_RESPONSE, IkeExchange.IKE_SA_INIT, false));
        assertThat(wire.a.lastAt(IkeOutput.Failed.class) / SECOND).isEqualTo(165);
        assertThat(wire.sent)
                .hasSize(6)
                .allSatisfy(message -> assertThat(message).isEqualTo(wire.sent.get(0)));
    }

    @Test
    void aRepeatedRequestIsAnsweredByTheSameOctets() {
        Wire wire = new Wire(1, Configs.both());
        wire.duplicatePercent = 100;
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);

        Agreement.assertAgreed(wire);
        assertThat(wire.b.all(IkeOutput.IkeSaEstablished.class)).hasSize(1);
        List<byte[]> answers =
                wire.sent.stream().filter(m -> IkeHeader.isResponse(m, 0)).toList();
        assertThat(answers).hasSize(4);
        assertThat(answers.get(0)).isEqualTo(answers.get(1));
        assertThat(answers.get(2)).isEqualTo(answers.get(3));
    }

    @Test
    void natDetectionHashesSpisAddressesAndPorts() throws Exception {
        Wire wire = run(Configs.both());
        IkeMessage request = decode(wire.sent.get(0));
        IkeMessage response = decode(wire.sent.get(1));

        assertThat(request.notify(NotifyType.NAT_DETECTION_SOURCE_IP)
                        .orElseThrow()
                        .data())
                .isEqualTo(sha1(request.spiInitiator(), 0, "c633640a"));
        assertThat(request.notify(NotifyType.NAT_DETECTION_DESTINATION_IP)
                        .orElseThrow()
                        .data())
                .isEqualTo(sha1(request.spiInitiator(), 0, "cb007114"));
        assertThat(response.notify(NotifyType.NAT_DETECTION_SOURCE_IP)
                        .orElseThrow()
                        .data())
                .isEqualTo(sha1(response.spiInitiator(), response.spiResponder(), "cb007114"));
    }

    private static Octets sha1(long spiI, long spiR, String address) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        digest.update(Octets.ofLong(spiI).bytes());
        digest.update(Octets.ofLong(spiR).bytes());
        digest.update(Octets.hex(address + "01f4").bytes());
        return Octets.of(digest.digest());
    }

    @Test
    void twoEndsThatBeginAtOnceCarryOneNegotiationThrough() {
        for (int seed = 0; seed < 20; seed++) {
            Wire wire = new Wire(seed, Configs.both());
            wire.a.ike.initiate(0, wire.a.out);
            wire.b.ike.initiate(0, wire.b.out);
            wire.run(SECOND);

            assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class))
                    .as("seed " + seed)
                    .hasSize(1);
            Agreement.assertAgreed(wire);
        }
    }

    @Test
    void twoEndsThatBeginAlmostAtOnceKeepOneSaAndTheSameOne() {
        for (int seed = 0; seed < 20; seed++) {
            Wire wire = new Wire(seed, Configs.both());
            wire.a.ike.initiate(0, wire.a.out);
            wire.run(2 * MILLIS * (seed % 20));
            wire.b.ike.initiate(wire.now, wire.b.out);
            wire.run(40 * SECOND);

            assertThat(Agreement.openIkeSas(wire.a)).as("seed " + seed).hasSize(1);
            assertThat(wire.a.inbound).as("seed " + seed).hasSize(1);
            Agreement.assertAgreed(wire);
        }
    }

    @Test
    void aRestartedPeerReplacesWhatItHasLost() {
        Wire wire = run(Configs.both());
        wire.a.ike = new IkeEndpoint(Configs.both().a(), new SeededEntropy(99));
        wire.a.events.clear();
        wire.a.times.clear();
        wire.a.inbound.clear();
        wire.a.ike.initiate(wire.now, wire.a.out);
        wire.run(3 * SECOND);

        Agreement.assertAgreed(wire);
        assertThat(wire.b.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        assertThat(wire.b.inbound).hasSize(1);
    }

    @Test
    void messagesForUnknownSpisAreIgnored() {
        Wire wire = run(Configs.both());
        byte[] strange = IkeCodec.encode(new IkeMessage(
                1, 2, Exchange.INFORMATIONAL, true, false, 0, List.of(new Payload.Delete(1, List.of()))));
        wire.put(strange, true, 0);
        wire.sent.clear();
        wire.run(2 * SECOND);

        assertThat(wire.sent).isEmpty();
        Agreement.assertAgreed(wire);
    }

    @Test
    void aRefusedChildIsTriedAgainAfterAPauseForEver() {
        Wire wire = Wire.established(
                1,
                Configs.both()
                        .with(Configs.keepsUp())
                        .withB(Configs.selectors(List.of(Prefix.of("10.0.0.0/8")), List.of(Configs.NET_A))));
        assertThat(wire.sent).hasSize(4);
        wire.run(300 * SECOND);

        assertThat(wire.a.inbound).isEmpty();
        assertThat(wire.a.all(IkeOutput.Failed.class)).hasSizeBetween(30, 150);
        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSizeBetween(15, 80);
    }

    @Test
    void aPeerThatRestartsInTheMiddleOfANegotiationIsServed() {
        for (int seed = 0; seed < 10; seed++) {
            Wire wire = new Wire(seed, Configs.both());
            wire.a.ike.initiate(0, wire.a.out);
            wire.run(25 * MILLIS);
            wire.b.ike = new IkeEndpoint(Configs.both().b(), new SeededEntropy(seed + 500));
            wire.run(SECOND);
            wire.b.ike.initiate(wire.now, wire.b.out);
            wire.run(2 * SECOND);

            Agreement.assertAgreed(wire);
        }
    }

    @Test
    void whatEveryPacketCausesAllocatesNothing() {
        Wire wire = Wire.established(1, Configs.both());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long total = 0;
        for (int round = 0; round < 2; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                wire.a.ike.proofOfLife(wire.now + i);
                total += wire.a.ike.deadline() & 1;
            }
            total += threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("round " + round)
                    .isLessThan(20_000);
        }
        assertThat(total).isNotNegative();
    }
}
