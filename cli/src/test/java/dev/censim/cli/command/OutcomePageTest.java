package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutcomePageTest {

    /** Numbers of a cell in the page. */
    private static final int STRIDE = 12;

    @TempDir
    private Path folder;

    @Test
    void thePageSaysOfEachCaseWhatTheDocumentSays() throws IOException {
        Files.writeString(folder.resolve("availability.json"), "{\"flows\": [{\"name\": \"from-the-folder\"}]}");
        Session.real(
                "whatif",
                "../scenarios/dual-tunnel-static.yaml",
                "--elements",
                "path,customerGateway",
                "--seed",
                "5",
                "--quiet",
                "--out",
                folder.toString());
        String page = Files.readString(folder.resolve("whatif.html"));
        Matcher embedded =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
        assertThat(embedded.find()).isTrue();
        JsonNode data = JsonMapper.shared().readTree(embedded.group(1));
        JsonNode document = JsonMapper.shared().readTree(Files.readString(folder.resolve("whatif.json")));

        assertThat(told(data)).isNotEmpty().isEqualTo(hurt(document));
        assertThat(data.path("command").asString())
                .isEqualTo("./censim whatif ../scenarios/dual-tunnel-static.yaml --seed 5");
        assertThat(page).contains("from-the-folder");
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
                int after = cells.path(at + 11).asInt();
                all.add(line(
                        id,
                        data.path("flows").path(cells.path(at).asInt()).asString(),
                        cells.path(at + 1).asLong(),
                        cells.path(at + 3).asLong(),
                        cells.path(at + 2).asInt() == 1,
                        cells.path(at + 4).asLong(),
                        after < 0 ? "[]" : data.path("paths").path(after).toString()));
            }
        }
        return all;
    }

    private static String line(String id, String flow, Object... figures) {
        return id + " " + flow + " " + List.of(figures);
    }
}
