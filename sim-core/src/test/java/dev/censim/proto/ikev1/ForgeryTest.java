package dev.censim.proto.ikev1;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import dev.censim.model.policy.IkeMode;
import dev.censim.proto.ike.Agreement;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.UdpPath;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.Deletion;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.Notification;
import dev.censim.wire.ikev1.NotifyMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody sends who does not hold the keys, or who sends once more what was sent before. */
class ForgeryTest {

    private static void deliver(Wire wire, byte[] message) {
        wire.put(message, true, 0);
        wire.put(message, false, 0);
        wire.run(wire.now + 100 * MILLIS);
    }

    /** All that has happened, apart from what was dropped. */
    private static List<IkeOutput> effects(Wire.End end) {
        return end.events.stream()
                .filter(event -> !(event instanceof IkeOutput.Discarded))
                .toList();
    }

    private static IsakmpPayload notify(Octets spi, int type) {
        return new IsakmpPayload(
                IsakmpPayload.NOTIFY, new Notification(IsakmpProposal.ISAKMP, spi, type, Octets.EMPTY).body());
    }

    /** RFC 2408 section 4.8 leaves it to policy; RFC 3706 section 5.2 demands it for its messages. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void nothingInTheClearIsBelievedOnceTheSaStands(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        Insider insider = new Insider(wire);
        List<IkeOutput> before = effects(wire.b);
        wire.sent.clear();
        deliver(wire, insider.forge(7, notify(insider.cookies(), NotifyMessage.NO_PROPOSAL_CHOSEN)));
        deliver(wire, insider.forge(8, notify(insider.cookies(), NotifyMessage.INITIAL_CONTACT)));
        deliver(wire, insider.forge(9, notify(insider.cookies(), NotifyMessage.R_U_THERE)));
        Deletion deletion = new Deletion(IsakmpProposal.ISAKMP, List.of(insider.cookies()));
        deliver(wire, insider.forge(10, new IsakmpPayload(IsakmpPayload.DELETE, deletion.body())));

        assertThat(wire.sent).isEmpty();
        assertThat(effects(wire.b)).isEqualTo(before);
        assertThat(wire.b.all(IkeOutput.Discarded.class))
                .hasSize(4)
                .containsOnly(new IkeOutput.Discarded(IkeDiscard.NOT_AUTHENTIC));
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anEncryptedMessageWhoseHashIsWrongChangesNothing(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        Insider insider = new Insider(wire);
        List<IkeOutput> before = effects(wire.b);
        Deletion deletion = new Deletion(IsakmpProposal.ISAKMP, List.of(insider.cookies()));
        byte[] plain = IsakmpCodec.chain(List.of(
                new IsakmpPayload(IsakmpPayload.HASH, Octets.of(new byte[20])),
                new IsakmpPayload(IsakmpPayload.DELETE, deletion.body())));
        wire.sent.clear();
        deliver(wire, insider.encrypt(ExchangeType.INFORMATIONAL, 7, IsakmpPayload.HASH, plain));
        deliver(wire, insider.encrypt(ExchangeType.QUICK_MODE, 8, IsakmpPayload.HASH, plain));

        assertThat(wire.sent).isEmpty();
        assertThat(effects(wire.b)).isEqualTo(before);
        assertThat(wire.b.all(IkeOutput.Discarded.class)).contains(new IkeOutput.Discarded(IkeDiscard.NOT_AUTHENTIC));
        Agreement.assertAgreed(wire);
    }

    /** RFC 2409 section 5.7 puts the HASH payload in front. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anEncryptedMessageWithoutHashChangesNothing(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        Insider insider = new Insider(wire);
        List<IkeOutput> before = effects(wire.b);
        Deletion deletion = new Deletion(IsakmpProposal.ISAKMP, List.of(insider.cookies()));
        byte[] plain = IsakmpCodec.chain(List.of(new IsakmpPayload(IsakmpPayload.DELETE, deletion.body())));
        deliver(wire, insider.encrypt(ExchangeType.INFORMATIONAL, 7, IsakmpPayload.DELETE, plain));
        deliver(wire, insider.encrypt(ExchangeType.INFORMATIONAL, 8, 0, new byte[16]));

        assertThat(effects(wire.b)).isEqualTo(before);
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void messagesForUnknownCookiesAreIgnored(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        byte[] strange = wire.sent.get(wire.sent.size() - 1).clone();
        strange[3] ^= 1;
        wire.sent.clear();
        deliver(wire, strange);

        assertThat(wire.sent).isEmpty();
        assertThat(wire.b.all(IkeOutput.Discarded.class))
                .containsExactly(new IkeOutput.Discarded(IkeDiscard.UNKNOWN_SA));
    }

    /** A whole life once more, but for the first messages, with which anybody may begin: no message does anything but be answered as it was. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void replayedMessagesChangeNothing(IkeMode mode) {
        Wire wire = Wire.established(
                1,
                Configs.ikev1(mode)
                        .with(Configs.ipsecLifetime(Duration.ofSeconds(30)))
                        .with(Configs.ikeLifetime(Duration.ofSeconds(45))));
        wire.run(90 * SECOND);
        List<byte[]> life = List.copyOf(wire.sent);
        List<IkeOutput.ChildInstalled> children = wire.b.all(IkeOutput.ChildInstalled.class);
        for (byte[] message : life) {
            if (IkeHeader.spiResponder(message, 0) != 0) {
                wire.put(message, true, 0);
                wire.put(message, false, 0);
            }
        }
        wire.run(wire.now + 500 * MILLIS);

        assertThat(wire.b.all(IkeOutput.ChildInstalled.class)).isEqualTo(children);
        assertThat(wire.b.all(IkeOutput.Failed.class)).isEmpty();
        assertThat(wire.a.all(IkeOutput.Failed.class)).isEmpty();
        Agreement.assertAgreed(wire);
        wire.run(wire.now + 200 * SECOND);
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void damagedMessagesChangeNothingInAnEstablishedSa(IkeMode mode) {
        for (int seed = 0; seed < 10; seed++) {
            Wire wire = Wire.established(seed, Configs.ikev1(mode).with(Configs.ipsecLifetime(Duration.ofSeconds(30))));
            wire.run(60 * SECOND);
            SeededEntropy dice = new SeededEntropy(1000 + seed);
            List<byte[]> life = List.copyOf(wire.sent);
            List<IkeOutput> before = List.copyOf(wire.a.events);
            long deadline = wire.a.ike.deadline();
            for (int i = 0; i < 2000; i++) {
                byte[] bytes = damaged(life.get((int) dice.below(life.size())), dice);
                boolean isNew = bytes.length >= IkeHeader.LENGTH && IkeHeader.spiResponder(bytes, 0) == 0;
                if (!isNew && life.stream().noneMatch(sent -> Arrays.equals(sent, bytes))) {
                    wire.a.ike.received(wire.now, Configs.PATH_TO_B, bytes, 0, bytes.length, wire.a.out);
                }
            }
            int discarded = 0;
            for (IkeOutput output = wire.a.out.poll(); output != null; output = wire.a.out.poll()) {
                assertThat(output).as("seed " + seed).isInstanceOf(IkeOutput.Discarded.class);
                discarded++;
            }

            assertThat(discarded).as("seed " + seed).isGreaterThan(1000);
            assertThat(wire.a.ike.deadline()).isEqualTo(deadline);
            assertThat(wire.a.events).isEqualTo(before);
        }
    }

    private static byte[] damaged(byte[] message, SeededEntropy dice) {
        byte[] bytes = message.clone();
        if (dice.below(6) == 0) {
            bytes = Arrays.copyOf(bytes, (int) dice.below(bytes.length + 1));
        }
        int changes = 1 + (int) dice.below(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes[(int) dice.below(bytes.length)] = (byte) dice.nextLong();
        }
        if (bytes.length >= IkeHeader.LENGTH && dice.below(2) == 0) {
            byte[] length = Octets.ofInt(bytes.length).bytes();
            System.arraycopy(length, 0, bytes, IkeHeader.MESSAGE_LENGTH, 4);
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void damagedMessagesAtAnyTimeMakeNothingThrow(IkeMode mode) {
        for (int seed = 0; seed < 8; seed++) {
            Wire wire = new Wire(
                    seed,
                    Configs.ikev1(mode)
                            .with(Configs.keepsUp())
                            .with(Configs.ipsecLifetime(Duration.ofSeconds(30)))
                            .with(Configs.ikeLifetime(Duration.ofSeconds(45))));
            SeededEntropy dice = new SeededEntropy(2000 + seed);
            wire.a.ike.initiate(0, wire.a.out);
            wire.run(5 * MILLIS);
            for (int i = 0; i < 300; i++) {
                byte[] bytes = damaged(wire.sent.get((int) dice.below(wire.sent.size())), dice);
                wire.put(bytes, dice.below(2) == 0, 0);
                wire.run(wire.now + dice.below(300 * MILLIS));
            }
            wire.run(wire.now + 300 * SECOND);

            assertThat(wire.a.ike.isEstablished()).as("seed " + seed).isTrue();
            assertThat(wire.b.ike.isEstablished()).as("seed " + seed).isTrue();
        }
    }

    /** Neither octets that are not authentic nor a repetition from elsewhere lead the other end astray. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void nothingThatIsNotAuthenticMovesThePeer(IkeMode mode) {
        Wire wire = new Wire(1, Configs.ikev1(mode).behindNat());
        wire.nat = new Wire.Nat();
        wire.b.ike.initiate(0, wire.b.out);
        wire.run(SECOND);
        byte[] quick = wire.sent.stream()
                .filter(message -> IkeHeader.exchangeType(message, 0) == 32)
                .findFirst()
                .orElseThrow();
        byte[] damaged = quick.clone();
        damaged[damaged.length - 1] ^= 1;
        UdpPath elsewhere = new UdpPath(4500, Configs.ADDRESS_B, 7777);
        for (byte[] bytes : new byte[][] {damaged, quick}) {
            wire.a.ike.received(wire.now, elsewhere, bytes, 0, bytes.length, wire.a.out);
        }
        wire.run(wire.now + 15 * SECOND);

        assertThat(wire.a.all(IkeOutput.EspPath.class)).hasSize(1);
        Agreement.assertAgreed(wire);
    }
}
