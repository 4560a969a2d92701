package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.KeyExchange;
import dev.censim.crypto.SeededEntropy;
import dev.censim.proto.Outbox;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.Proposal;
import dev.censim.wire.ike.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** No octets make an endpoint throw, and those that are not authentic change nothing in an established SA. */
class FuzzTest {

    private static final Configs CONFIGS = Configs.both()
            .with(Configs.ipsecLifetime(Duration.ofSeconds(30)))
            .with(Configs.ikeLifetime(Duration.ofSeconds(45)));

    /** One message of a whole life, with some octets changed, cut or added. */
    private static byte[] damaged(byte[] message, SeededEntropy dice) {
        byte[] bytes = Arrays.copyOf(message, message.length + (dice.below(8) == 0 ? 4 : 0));
        if (dice.below(6) == 0) {
            bytes = Arrays.copyOf(bytes, (int) dice.below(bytes.length + 1));
        }
        int changes = 1 + (int) dice.below(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes[(int) dice.below(bytes.length)] = (byte) dice.nextLong();
        }
        if (bytes.length >= 28 && dice.below(2) == 0) {
            bytes[26] = (byte) (bytes.length >>> 8);
            bytes[27] = (byte) bytes.length;
        }
        return bytes;
    }

    @Test
    void damagedMessagesChangeNothingInAnEstablishedSa() {
        for (int seed = 0; seed < 10; seed++) {
            Wire wire = Wire.established(seed, CONFIGS);
            wire.run(90 * SECOND);
            SeededEntropy dice = new SeededEntropy(1000 + seed);
            List<IkeOutput> before = List.copyOf(wire.a.events);
            long deadline = wire.a.ike.deadline();
            for (int i = 0; i < 2000; i++) {
                byte[] message = wire.sent.get((int) dice.below(wire.sent.size()));
                byte[] bytes = damaged(message, dice);
                boolean isNew = bytes.length > 18 && bytes[18] == Exchange.IKE_SA_INIT.number();
                if (isNew || Arrays.equals(message, bytes)) {
                    continue;
                }
                wire.a.ike.received(wire.now, Configs.PATH_TO_B, bytes, 0, bytes.length, wire.a.out);
            }
            assertOnlyDiscards(wire.a.out, "seed " + seed);
            assertThat(wire.a.ike.deadline()).isEqualTo(deadline);
            assertThat(wire.a.events).isEqualTo(before);
            wire.run(wire.now + 100 * SECOND);
            assertThat(wire.a.ike.isEstablished()).isTrue();
        }
    }

    @Test
    void damagedMessagesAtAnyTimeMakeNothingThrow() {
        for (int seed = 0; seed < 8; seed++) {
            Wire wire = new Wire(seed, CONFIGS.with(Configs.keepsUp()));
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

    @Test
    void randomOctetsMakeNothingThrow() {
        SeededEntropy dice = new SeededEntropy(3);
        IkeEndpoint ike = new IkeEndpoint(Configs.both().b(), new SeededEntropy(4));
        Outbox<IkeOutput> out = new Outbox<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = dice.bytes((int) dice.below(80));
            ike.received(i, Configs.PATH_TO_A, bytes, 0, bytes.length, out);
        }
        assertOnlyDiscards(out, "seed 3");
    }

    private static void assertOnlyDiscards(Outbox<IkeOutput> out, String seed) {
        int count = 0;
        for (IkeOutput output = out.poll(); output != null; output = out.poll()) {
            assertThat(output).as(seed).isInstanceOf(IkeOutput.Discarded.class);
            count++;
        }
        assertThat(count).as(seed).isPositive();
    }

    /** A peer that holds the keys but talks nonsense is answered and survived. */
    @Test
    void authenticNonsenseMakesNothingThrow() {
        for (int seed = 0; seed < 20; seed++) {
            Wire wire = Wire.established(seed, Configs.both());
            SeededEntropy dice = new SeededEntropy(4000 + seed);
            IkeOutput.IkeKeysDerived up = wire.a.last(IkeOutput.IkeKeysDerived.class);
            for (int id = 2; id < 60; id++) {
                Exchange exchange = Exchange.values()[1 + (int) dice.below(3)];
                IkeMessage message = new IkeMessage(
                        up.spiInitiator(), up.spiResponder(), exchange, true, false, id, nonsense(wire, dice));
                byte[] bytes = SkPayload.seal(message, up.keys(), dice);
                wire.b.ike.received(wire.now, Configs.PATH_TO_A, bytes, 0, bytes.length, wire.b.out);
                boolean isAnswered = false;
                for (IkeOutput o = wire.b.out.poll(); o != null; o = wire.b.out.poll()) {
                    isAnswered |= o instanceof IkeOutput.Send;
                }
                if (!wire.b.ike.isEstablished()) {
                    break;
                }
                assertThat(isAnswered).as("seed " + seed + ", message " + id).isTrue();
            }
        }
    }

    private static List<Payload> nonsense(Wire wire, SeededEntropy dice) {
        List<Payload> payloads = new ArrayList<>();
        int count = (int) dice.below(6);
        for (int i = 0; i < count; i++) {
            payloads.add(payload(wire, dice));
        }
        return payloads;
    }

    private static Payload payload(Wire wire, SeededEntropy dice) {
        Octets spi = dice.below(2) == 0
                ? Octets.of(dice.bytes((int) dice.below(9)))
                : Octets.ofInt(Objects.requireNonNull(wire.b.outbound).spiOut());
        Octets data = Octets.of(dice.bytes((int) dice.below(100)));
        return switch ((int) dice.below(10)) {
            case 0 -> new Payload.KeyExchangePayload((int) dice.below(20), data);
            case 1 -> new Payload.Nonce(Octets.of(dice.bytes(16 + (int) dice.below(64))));
            case 2 -> new Payload.Notify(Protocol.ESP, spi, NotifyType.REKEY_SA, Octets.EMPTY);
            case 3 -> Proposals.esp(Configs.IPSEC, Configs.IPSEC.ipsecPfs()).offer(Octets.of(dice.bytes(4)));
            case 4 ->
                Proposals.ike(Configs.IKE, List.of(Configs.IKE.ikePfs()), 8).offer(Octets.of(dice.bytes(8)));
            case 5 -> new Payload.TrafficSelectors(dice.below(2) == 0, Selectors.of(List.of(Configs.NET_A)));
            case 6 -> new Payload.Notify(0, Octets.EMPTY, (int) dice.below(50), data);
            case 7 ->
                new Payload.SecurityAssociation(
                        List.of(new Proposal((int) dice.below(3), (int) dice.below(4), spi, List.of())));
            case 8 ->
                dice.below(8) == 0
                        ? new Payload.Delete(Protocol.IKE, List.of())
                        : new Payload.Unknown(45 + (int) dice.below(100) + 3, data);
            default ->
                new Payload.KeyExchangePayload(
                        Configs.IKE.ikePfs().number(),
                        Octets.of(KeyExchange.publicValue(
                                Configs.IKE.ikePfs(), KeyExchange.secret(Configs.IKE.ikePfs(), dice))));
        };
    }

    @Test
    void authenticOctetsThatCannotBeReadAreAnsweredInvalidSyntax() throws Exception {
        Wire wire = Wire.established(1, Configs.both());
        IkeOutput.IkeKeysDerived up = wire.a.last(IkeOutput.IkeKeysDerived.class);
        Payload tooShort = new Payload.Unknown(Payload.NONCE, Octets.of(new byte[3]));
        byte[] bytes = SkPayload.seal(
                new IkeMessage(
                        up.spiInitiator(),
                        up.spiResponder(),
                        Exchange.INFORMATIONAL,
                        true,
                        false,
                        2,
                        List.of(tooShort)),
                up.keys(),
                new SeededEntropy(1));
        wire.sent.clear();
        wire.put(bytes, true, 0);
        wire.run(2 * SECOND);

        byte[] answer = wire.sent.get(0);
        IkeMessage opened = SkPayload.open(IkeCodec.decode(answer, 0, answer.length), answer, up.keys())
                .orElseThrow();
        assertThat(opened.notify(NotifyType.INVALID_SYNTAX)).isPresent();
        Agreement.assertAgreed(wire);
    }
}
