package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutcomePageTest {

    /** Numbers of a cell in the page. */
    private static final int STRIDE = 13;

    @TempDir
    private Path folder;

    @Test
    void thePageSaysOfEachCaseWhatTheDocumentSays() throws IOException {
        Files.writeString(folder.resolve("availability.json"), "{\"flows\": [{\"name\": \"from-the-folder\"}]}");
        Session.real(
                "whatif",
                "../scenarios/dual-tunnel-static.yaml",
                "--elements",
                "path,customerGateway,tunnelEndpoint,zone",
                "--seed",
                "5",
                "--quiet",
                "--expect",
                "40s",
                "--out",
                folder.toString());
        String page = Files.readString(folder.resolve("whatif.html"));
        Matcher embedded =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
        assertThat(embedded.find()).isTrue();
        JsonNode data = JsonMapper.shared().readTree(embedded.group(1));
        JsonNode document = JsonMapper.shared().readTree(Files.readString(folder.resolve("whatif.json")));

        assertThat(told(data)).isNotEmpty().isEqualTo(hurt(document));
        assertThat(aside(data)).isEqualTo(besides(document)).contains("[\"zone:cn-hangzhou-i/silent\"]");
        assertThat(data.path("command").asString())
                .isEqualTo("./censim whatif ../scenarios/dual-tunnel-static.yaml --seed 5");
        assertThat(page)
                .contains("from-the-folder")
                .contains("Required: no flow is out for longer than 40s, nor cut off.");
    }

    @Test
    void itTellsWhereTheDrawingIsWrongAndWhatIsRequiredOfAFlow() throws IOException {
        Session.real(
                "whatif",
                "../scenarios/two-regions.yaml",
                "--elements",
                "peerLink",
                "--quiet",
                "--out",
                folder.toString());
        String page = Files.readString(folder.resolve("whatif.html"));
        List<String> ids = new ArrayList<>();
        JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("whatif.json")))
                .path("paper")
                .forEach(flow -> flow.path("disagreements")
                        .forEach(one -> ids.add(one.path("case").asString())));

        assertThat(page.split("Redundant in the drawing: ", -1).length - 1)
                .as("flows for one reason on one line: %s", ids)
                .isEqualTo(ids.stream().distinct().count())
                .isPositive();
        assertThat(page).contains("Required: no flow is cut off.");
    }

    private static List<String> hurt(JsonNode document) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : document.path("cases")) {
            for (JsonNode flow : one.path("flows")) {
                double outage = flow.path("outageSeconds").asDouble();
                double repair = flow.path("repairOutageSeconds").asDouble();
                if (outage + repair > 0) {
                    all.add(line(
                            one.path("id").asString(),
                            flow.path("name").asString(),
                            Math.round(outage * 1000),
                            Math.round(repair * 1000),
                            flow.path("cutOff").asBoolean(),
                            flow.path("lost").asLong(),
                            found(flow.path("detectedBy"), flow.path("detector")),
                            Math.round(flow.path("installationSeconds").asDouble() * 1000),
                            flow.path("pathAfter").toString()));
                }
            }
        }
        return all;
    }

    private static List<String> told(JsonNode data) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : data.path("cases")) {
            List<String> elements = new ArrayList<>();
            one.path("e")
                    .forEach(number -> elements.add(
                            data.path("elements").path(number.asInt()).asString()));
            String id = String.join("+", elements) + "/" + one.path("m").asString();
            JsonNode cells = one.path("c");
            for (int at = 0; at < cells.size(); at += STRIDE) {
                int after = cells.path(at + 12).asInt();
                JsonNode found =
                        data.path("discoveries").path(cells.path(at + 7).asInt());
                all.add(line(
                        id,
                        data.path("flows").path(cells.path(at).asInt()).asString(),
                        cells.path(at + 1).asLong(),
                        cells.path(at + 3).asLong(),
                        cells.path(at + 2).asInt() == 1,
                        cells.path(at + 4).asLong(),
                        found(found.path(0), found.path(1)),
                        cells.path(at + 11).asLong(),
                        after < 0 ? "[]" : data.path("paths").path(after).toString()));
            }
        }
        return all;
    }

    private static String found(JsonNode by, JsonNode device) {
        return by.asString("nothing") + " of " + device.asString("nobody");
    }

    /** What comes to the same thing, and which ends disagreed with others, by the page. */
    private static List<String> aside(JsonNode data) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : data.path("cases")) {
            all.add(one.path("alike").isMissingNode() ? "[]" : one.path("alike").toString());
            one.path("differ")
                    .forEach(differ -> all.add(
                            differ.path(0).asString() + " " + differ.path(1).asString()));
        }
        return all;
    }

    /** The same by the document, in which the longest of a case need not be the first. */
    private static List<String> besides(JsonNode document) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : document.path("cases")) {
            all.add(one.path("representativeOf").toString());
            one.path("beliefs")
                    .valueStream()
                    .filter(belief -> length(belief) > 1)
                    .sorted(Comparator.comparingDouble(OutcomePageTest::length).reversed())
                    .forEach(belief -> all.add(belief.path("believer").asString() + " tunnel "
                            + belief.path("tunnel").asString()));
        }
        return all;
    }

    private static double length(JsonNode belief) {
        return belief.path("to").asDouble() - belief.path("from").asDouble();
    }

    private static String line(String id, String flow, Object... figures) {
        return id + " " + flow + " " + List.of(figures);
    }
}
