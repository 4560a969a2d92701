package dev.censim.proto.ikev1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Vectors;
import dev.censim.crypto.Entropy;
import dev.censim.crypto.KnownSecrets;
import dev.censim.crypto.SeededEntropy;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.IkeMode;
import dev.censim.proto.Outbox;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.wire.ike.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A whole session in main mode that an independent implementation wrote down: our responder takes the place of theirs, draws the same
 * secrets, and hears the initiator's messages octet by octet. HASH_R covers the initiator's offer, so the other end cannot be replaced.
 */
class MadeSessionTest {

    /** Secrets, nonces and SPIs from a script, whatever length is asked for; all else from a seed. */
    private static final class Script implements Entropy {
        final Deque<byte[]> strings = new ArrayDeque<>();
        final Deque<Long> numbers = new ArrayDeque<>();
        final SeededEntropy rest = new SeededEntropy(1);

        @Override
        public long nextLong() {
            return numbers.isEmpty() ? rest.nextLong() : numbers.remove();
        }

        @Override
        public byte[] bytes(int length) {
            return strings.isEmpty() ? rest.bytes(length) : strings.remove();
        }

        @Override
        public Entropy copy() {
            throw new UnsupportedOperationException();
        }

        void string(JsonNode at, String field) {
            strings.add(Vectors.hex(at, field));
        }

        void number(JsonNode at, String field) {
            numbers.add(Octets.of(Vectors.hex(at, field)).toLong());
        }
    }

    private final JsonNode session = Vectors.json("ike/made_ikev1_dev.json");
    private final JsonNode quick = session.required("quick");
    private final Script script = new Script();
    private final Outbox<IkeOutput> out = new Outbox<>();
    private final List<IkeOutput> events = new ArrayList<>();

    private Ikev1Endpoint responder() {
        String psk = new String(Vectors.hex(session, "psk"), StandardCharsets.US_ASCII);
        Configs configs = Configs.ikev1(IkeMode.MAIN)
                .with(Configs.group(DhGroup.GROUP2))
                .with(Configs.pfs(Optional.of(DhGroup.GROUP2)))
                .with(Configs.psk(psk))
                .withB(Configs.selectors(List.of(Prefix.of("10.2.0.0/16")), List.of(Prefix.of("10.1.0.0/16"))));
        return new Ikev1Endpoint(configs.b(), script, KnownSecrets.none());
    }

    private byte[] message(int number) {
        return Vectors.hex(session.required("messages").get(number - 1), "ike_message");
    }

    private void hear(Ikev1Endpoint ike, int number) {
        byte[] message = message(number);
        ike.received(0, Configs.PATH_TO_A, message, 0, message.length, out);
        for (IkeOutput output = out.poll(); output != null; output = out.poll()) {
            events.add(output);
        }
    }

    private <O extends IkeOutput> O last(Class<O> kind) {
        List<O> all = events.stream().filter(kind::isInstance).map(kind::cast).toList();
        return all.get(all.size() - 1);
    }

    private Ikev1Endpoint afterPhaseOne() {
        script.number(session, "cky_r");
        script.string(session.required("dh"), "priv_r");
        script.string(session, "nr");
        Ikev1Endpoint ike = responder();
        hear(ike, 1);
        hear(ike, 3);
        hear(ike, 5);
        return ike;
    }

    @Test
    void ourResponderAuthenticatesTheirInitiatorWithTheSameKeys() {
        Ikev1Endpoint ike = afterPhaseOne();
        IkeOutput.Ikev1KeysDerived derived = last(IkeOutput.Ikev1KeysDerived.class);

        assertThat(ike.isEstablished()).isTrue();
        assertThat(derived.keys().skeyid()).isEqualTo(Vectors.hex(session, "skeyid"));
        assertThat(derived.keys().cipherKey()).isEqualTo(Vectors.hex(session, "enc_key"));
    }

    /** Under the same keys and behind the same messages the same payloads have the same ciphertext. */
    @Test
    void ourLastMessageOfPhaseOneIsTheirsToTheOctet() {
        afterPhaseOne();

        assertThat(last(IkeOutput.Send.class).message()).isEqualTo(message(6));
    }

    @Test
    void ourResponderGoesThroughQuickModeProbesAndDeletes() {
        Ikev1Endpoint ike = afterPhaseOne();
        script.numbers.clear();
        script.number(quick.required("sa_to_responder_spi_r"), "spi");
        script.string(quick, "nr");
        script.string(quick.required("dh"), "priv_r");
        hear(ike, 7);
        assertThat(last(IkeOutput.Send.class).message()).isEqualTo(message(8));
        hear(ike, 9);

        ChildSa child = last(IkeOutput.OutboundSwitched.class).child();
        JsonNode in = quick.required("sa_to_responder_spi_r");
        JsonNode outwards = quick.required("sa_to_initiator_spi_i");
        assertThat(child.encryptionKeyIn()).isEqualTo(Vectors.hex(in, "enc"));
        assertThat(child.integrityKeyIn()).isEqualTo(Vectors.hex(in, "auth"));
        assertThat(child.encryptionKeyOut()).isEqualTo(Vectors.hex(outwards, "enc"));
        assertThat(child.integrityKeyOut()).isEqualTo(Vectors.hex(outwards, "auth"));

        hear(ike, 10);
        assertThat(last(IkeOutput.Alive.class)).isEqualTo(new IkeOutput.Alive(false));
        hear(ike, 12);
        assertThat(last(IkeOutput.ChildClosed.class))
                .isEqualTo(new IkeOutput.ChildClosed(child, IkeCloseCause.PEER_DELETED));
        hear(ike, 13);
        assertThat(last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        assertThat(ike.isEstablished()).isFalse();
    }
}
