package dev.censim.wire.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Vectors;
import dev.censim.model.address.Prefix;
import dev.censim.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages that ExaBGP wrote, with its own reading of them. */
class BgpVectorsTest {

    @Test
    void messagesOfAnotherImplementationAreReadAsItReadsThem() throws Malformed {
        int compared = 0;
        for (JsonNode test : Vectors.json("bgp/exabgp_messages.json").required("tests")) {
            byte[] octets = Vectors.hex(test, "msg");
            String file = test.required("file").asString();
            boolean wide = !file.contains("no-asn4");
            if (file.contains("addpath")
                    || test.toString().contains("path-information")
                    || octets.length > BgpCodec.MAX_LENGTH) {
                continue;
            }
            BgpMessage read = BgpCodec.decode(octets, 0, octets.length, wide);
            byte[] written = BgpCodec.encode(read, wide);
            assertThat(BgpCodec.decode(written, 0, written.length, wide))
                    .as("%s", test)
                    .isEqualTo(read);
            JsonNode json = test.path("json").path("message").path("update");
            if (read instanceof BgpMessage.Update update && !json.isMissingNode()) {
                assertSame(update, json, test);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    private static void assertSame(BgpMessage.Update update, JsonNode json, JsonNode test) {
        assertThat(update.faults()).as("%s", test).isEmpty();
        List<String> announced = new ArrayList<>();
        JsonNode families = json.path("announce").path("ipv4 unicast");
        for (JsonNode group : families) {
            for (JsonNode each : group) {
                announced.add(each.path("nlri").asString());
            }
        }
        boolean multiprotocol = update.attributes().isEmpty();
        if (!multiprotocol) {
            assertThat(update.announced().stream().map(Prefix::toString).toList())
                    .as("%s", test)
                    .containsExactlyElementsOf(announced);
            JsonNode attributes = json.path("attribute");
            PathAttributes read = update.attributes().orElseThrow();
            TreeMap<String, Long> expected = new TreeMap<>();
            TreeMap<String, Long> actual = new TreeMap<>();
            if (attributes.has("local-preference")) {
                expected.put(
                        "local-preference", attributes.path("local-preference").asLong());
            }
            if (attributes.has("med")) {
                expected.put("med", attributes.path("med").asLong());
            }
            read.localPref().ifPresent(value -> actual.put("local-preference", value));
            read.med().ifPresent(value -> actual.put("med", value));
            assertThat(actual).as("%s", test).isEqualTo(expected);
            assertThat(read.origin().name().toLowerCase(Locale.ROOT))
                    .as("%s", test)
                    .isEqualTo(attributes.path("origin").asString());
            assertThat(read.communities())
                    .as("%s", test)
                    .hasSize(attributes.path("community").size());
            assertThat(families.has(read.nextHop().toString())).as("%s", test).isTrue();
        }
    }
}
