package dev.censim.proto.ike;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Vectors;
import dev.censim.crypto.Entropy;
import dev.censim.crypto.SeededEntropy;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.DhGroup;
import dev.censim.proto.Outbox;
import dev.censim.wire.ike.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A whole session that an independent implementation wrote down: one end of it is replaced by ours, which draws the same secrets,
 * and hears the other end's messages octet by octet.
 */
class MadeSessionTest {

    private static final String FILE = "ike/made_ikev2_dev.json";

    /** Secrets and nonces (32 octets) and SPIs from a script; all else from a seed. */
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
            return length == 32 && !strings.isEmpty() ? strings.remove() : rest.bytes(length);
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

    private final JsonNode session = Vectors.json(FILE);
    private final JsonNode dh = session.required("dh");
    private final JsonNode child = session.required("child1");
    private final JsonNode childRekey = session.required("child_rekey_by_original_responder");
    private final JsonNode ikeRekey = session.required("ike_rekey_by_original_responder");
    private final Script script = new Script();
    private final Outbox<IkeOutput> out = new Outbox<>();
    private final List<IkeOutput> events = new ArrayList<>();
    private final String psk = new String(Vectors.hex(session, "psk"), StandardCharsets.US_ASCII);

    private IkeEndpoint endpoint(boolean initiator) {
        String west = "west.example";
        String east = "203.0.113.20";
        Configs configs = Configs.both()
                .with(Configs.group(DhGroup.GROUP2))
                .with(Configs.pfs(Optional.of(DhGroup.GROUP2)))
                .with(Configs.psk(psk))
                .with(Configs.selectors(List.of(Prefix.DEFAULT), List.of(Prefix.DEFAULT)))
                .withA(Configs.ids(west, east))
                .withB(Configs.ids(east, west));
        return new IkeEndpoint(initiator ? configs.a() : configs.b(), script);
    }

    private void hear(IkeEndpoint ike, int number) {
        byte[] message = Vectors.hex(session.required("messages").get(number - 1), "ike_message");
        ike.received(0, Configs.PATH_TO_A, message, 0, message.length, out);
        drain();
    }

    private void drain() {
        for (IkeOutput output = out.poll(); output != null; output = out.poll()) {
            events.add(output);
        }
    }

    private <O extends IkeOutput> O last(Class<O> kind) {
        List<O> all = events.stream().filter(kind::isInstance).map(kind::cast).toList();
        return all.get(all.size() - 1);
    }

    private static void assertIkeKeys(JsonNode expected, IkeKeys keys) {
        assertThat(keys.skD()).isEqualTo(Vectors.hex(expected, "SK_d"));
        assertThat(keys.skAi()).isEqualTo(Vectors.hex(expected, "SK_ai"));
        assertThat(keys.skAr()).isEqualTo(Vectors.hex(expected, "SK_ar"));
        assertThat(keys.skEi()).isEqualTo(Vectors.hex(expected, "SK_ei"));
        assertThat(keys.skEr()).isEqualTo(Vectors.hex(expected, "SK_er"));
        assertThat(keys.skPi()).isEqualTo(Vectors.hex(expected, "SK_pi"));
        assertThat(keys.skPr()).isEqualTo(Vectors.hex(expected, "SK_pr"));
    }

    /** @param isInitiator of the exchange that made the child */
    private static void assertChildKeys(JsonNode expected, ChildSa sa, boolean isInitiator) {
        JsonNode out = expected.required(isInitiator ? "initiator_to_responder" : "responder_to_initiator");
        JsonNode in = expected.required(isInitiator ? "responder_to_initiator" : "initiator_to_responder");
        assertThat(sa.encryptionKeyOut()).isEqualTo(Vectors.hex(out, "enc"));
        assertThat(sa.integrityKeyOut()).isEqualTo(Vectors.hex(out, "auth"));
        assertThat(sa.encryptionKeyIn()).isEqualTo(Vectors.hex(in, "enc"));
        assertThat(sa.integrityKeyIn()).isEqualTo(Vectors.hex(in, "auth"));
    }

    @Test
    void ourInitiatorUnderstandsTheirResponder() {
        script.number(session, "spi_i");
        script.string(session, "ni");
        script.string(dh, "priv_i");
        script.number(child, "spi_i");
        IkeEndpoint ike = endpoint(true);
        ike.initiate(0, out);
        drain();
        hear(ike, 2);
        assertIkeKeys(
                session.required("keys"), last(IkeOutput.IkeKeysDerived.class).keys());
        hear(ike, 4);
        assertThat(ike.isEstablished()).isTrue();
        assertChildKeys(
                child.required("keys"), last(IkeOutput.ChildInstalled.class).child(), true);

        script.number(childRekey, "spi_exchange_responder");
        script.string(childRekey.required("dh"), "priv_exchange_responder");
        script.string(childRekey, "nr");
        hear(ike, 5);
        assertChildKeys(
                childRekey.required("keys_where_initiator_is_the_exchange_initiator"),
                last(IkeOutput.ChildInstalled.class).child(),
                false);
        hear(ike, 7);
        assertThat(last(IkeOutput.OutboundSwitched.class).child())
                .isEqualTo(last(IkeOutput.ChildInstalled.class).child());

        script.number(ikeRekey, "spi_r");
        script.string(ikeRekey, "priv_exchange_responder");
        script.string(ikeRekey, "nr");
        hear(ike, 11);
        assertIkeKeys(
                ikeRekey.required("keys"), last(IkeOutput.IkeKeysDerived.class).keys());
        hear(ike, 13);
        assertThat(last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        assertThat(ike.isEstablished()).isTrue();
    }

    @Test
    void ourResponderUnderstandsTheirInitiator() {
        script.string(dh, "priv_r");
        script.string(session, "nr");
        script.number(session, "spi_r");
        script.number(child, "spi_r");
        IkeEndpoint ike = endpoint(false);
        hear(ike, 1);
        assertIkeKeys(
                session.required("keys"), last(IkeOutput.IkeKeysDerived.class).keys());
        hear(ike, 3);
        assertThat(ike.isEstablished()).isTrue();
        ChildSa first = last(IkeOutput.ChildInstalled.class).child();
        assertChildKeys(child.required("keys"), first, false);

        script.number(childRekey, "spi_exchange_initiator");
        script.string(childRekey, "ni");
        script.string(childRekey.required("dh"), "priv_exchange_initiator");
        ask(ike, new ChildRekey(first.spiIn()));
        hear(ike, 6);
        ChildSa second = last(IkeOutput.ChildInstalled.class).child();
        assertChildKeys(childRekey.required("keys_where_initiator_is_the_exchange_initiator"), second, true);
        assertThat(last(IkeOutput.OutboundSwitched.class).child()).isEqualTo(second);
        hear(ike, 8);
        hear(ike, 9);

        script.number(ikeRekey, "spi_i");
        script.string(ikeRekey, "ni");
        script.string(ikeRekey, "priv_exchange_initiator");
        ask(ike, new IkeRekey());
        hear(ike, 12);
        assertIkeKeys(
                ikeRekey.required("keys"), last(IkeOutput.IkeKeysDerived.class).keys());
        hear(ike, 14);
        assertThat(last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
    }

    private void ask(IkeEndpoint ike, IkeTask task) {
        long spi = last(IkeOutput.IkeSaEstablished.class).spiResponder();
        Objects.requireNonNull(ike.find(spi)).enqueue(task, new Turn(ike, 0, out));
        drain();
    }

    @Test
    void authenticationCoversTheMessagesNoncesAndNames() {
        IkeKeys keys = KeySchedule.derive(
                Configs.IKE.ikeEncAlg(),
                Configs.IKE.ikeAuthAlg(),
                Vectors.hex(session, "skeyseed"),
                Octets.of(Vectors.hex(session, "ni")),
                Octets.of(Vectors.hex(session, "nr")),
                Octets.of(Vectors.hex(session, "spi_i")).toLong(),
                Octets.of(Vectors.hex(session, "spi_r")).toLong());
        byte[] request = Vectors.hex(session.required("messages").get(0), "ike_message");
        byte[] response = Vectors.hex(session.required("messages").get(1), "ike_message");

        assertThat(KeySchedule.auth(
                        keys.integrity(),
                        psk,
                        request,
                        Octets.of(Vectors.hex(session, "nr")),
                        keys.skPi(),
                        Identity.of(true, "west.example").body()))
                .isEqualTo(Vectors.hex(session, "auth_i"));
        assertThat(KeySchedule.auth(
                        keys.integrity(),
                        psk,
                        response,
                        Octets.of(Vectors.hex(session, "ni")),
                        keys.skPr(),
                        Identity.of(false, "203.0.113.20").body()))
                .isEqualTo(Vectors.hex(session, "auth_r"));
    }
}
