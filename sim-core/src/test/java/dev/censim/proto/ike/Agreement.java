package dev.censim.proto.ike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one end sends the other can open. */
public final class Agreement {

    private Agreement() {}

    /** Each end sends through a child that the other can receive by, with the same algorithms, keys and selectors. */
    public static void assertAgreed(Wire wire) {
        assertOneWay(wire.a, wire.b);
        assertOneWay(wire.b, wire.a);
        assertThat(openIkeSas(wire.a)).isEqualTo(openIkeSas(wire.b)).isNotEmpty();
    }

    private static void assertOneWay(Wire.End from, Wire.End to) {
        ChildSa out = Objects.requireNonNull(from.outbound, "nothing to send through");
        ChildSa in = Objects.requireNonNull(to.inbound.get(out.spiOut()), "the child that the peer sends through");
        assertThat(in.spiOut()).isEqualTo(out.spiIn());
        assertThat(in.encryption()).isEqualTo(out.encryption());
        assertThat(in.integrity()).isEqualTo(out.integrity());
        assertThat(in.encryptionKeyIn())
                .isEqualTo(out.encryptionKeyOut())
                .hasSize(out.encryption().keyLength());
        assertThat(in.integrityKeyIn())
                .isEqualTo(out.integrityKeyOut())
                .hasSize(out.integrity().hashLength());
        assertThat(in.encryptionKeyOut()).isEqualTo(out.encryptionKeyIn());
        assertThat(in.integrityKeyOut()).isEqualTo(out.integrityKeyIn());
        assertThat(in.localSelectors()).isEqualTo(out.remoteSelectors());
        assertThat(in.remoteSelectors()).isEqualTo(out.localSelectors());
    }

    /** No SA is open at either end. */
    public static void assertNothingLeft(Wire wire) {
        assertNothingOpen(wire.a);
        assertNothingOpen(wire.b);
    }

    public static void assertNothingOpen(Wire.End end) {
        assertThat(end.ike.isEstablished()).isFalse();
        assertThat(openIkeSas(end)).isEmpty();
        assertThat(end.inbound).isEmpty();
        assertThat(end.outbound).isNull();
    }

    /** SPIs and keys of the IKE SAs that were reported established and not closed. */
    public static List<String> openIkeSas(Wire.End end) {
        List<String> open = new ArrayList<>();
        Map<String, Integer> keys = new HashMap<>();
        for (IkeOutput output : end.events) {
            if (output instanceof IkeOutput.IkeKeysDerived derived) {
                keys.put(
                        derived.spiInitiator() + "/" + derived.spiResponder(),
                        derived.keys().hashCode());
            } else if (output instanceof IkeOutput.Ikev1KeysDerived derived) {
                keys.put(
                        derived.cookieInitiator() + "/" + derived.cookieResponder(),
                        derived.keys().hashCode());
            } else if (output instanceof IkeOutput.IkeSaEstablished up) {
                String spis = up.spiInitiator() + "/" + up.spiResponder();
                assertThat(keys).containsKey(spis);
                open.add(spis + "/" + keys.get(spis));
            } else if (output instanceof IkeOutput.IkeSaClosed down) {
                String spis = down.spiInitiator() + "/" + down.spiResponder() + "/";
                assertThat(open.removeIf(text -> text.startsWith(spis)))
                        .as("closed before established")
                        .isTrue();
            }
        }
        return open;
    }
}
