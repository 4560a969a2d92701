package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code censim routes} as a user types it. */
final class RoutesTest {

    private static final String FAILOVER = "../scenarios/dual-tunnel-failover.yaml";

    private static Session routes(String... more) {
        return Session.real(
                Stream.concat(Stream.of("routes", FAILOVER), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void everyTableIsPrinted() {
        Session session = routes("--at", "40s");

        assertThat(session.status()).isEqualTo(ExitStatus.HELD);
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .startsWith("route tables of dual-tunnel-failover")
                .contains(" at 40.000 s\n");
        assertThat(session.out().lines().filter(line -> line.contains("Active")).count())
                .isPositive();
    }

    @Test
    void oneTableIsChosenByItsNameOrThatOfItsDevice() {
        String table = JsonMapper.shared()
                .readTree(routes("--json", "--at", "1s").out())
                .get("tables")
                .get(0)
                .get("table")
                .asString();

        assertThat(tables("--table", table)).containsExactly(table);
        assertThat(tables("--table", table.split("/")[0])).containsExactly(table);
    }

    private static List<String> tables(String option, String name) {
        JsonNode document = JsonMapper.shared()
                .readTree(routes(option, name, "--at", "1s", "--json").out());
        return document.get("tables")
                .valueStream()
                .map(node -> node.get("table").asString())
                .toList();
    }

    @Test
    void documentHasEveryEntryWithItsState() {
        JsonNode document = JsonMapper.shared().readTree(routes("--json").out());
        JsonNode entry = document.get("tables").get(0).get("entries").get(0);

        assertThat(document.get("scenario").asString()).isEqualTo("dual-tunnel-failover");
        assertThat(entry.propertyNames())
                .contains(
                        "prefix",
                        "status",
                        "nextHop",
                        "type",
                        "originInstanceType",
                        "originInstance",
                        "originRouteType",
                        "asPath",
                        "communities",
                        "preference");
    }

    @Test
    void unknownTableIsRefusedWithANearName() {
        Session session = routes("--table", "vpn-shanghi");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("has no route table 'vpn-shanghi'; did you mean 'vpn-shanghai'?");
    }

    @Test
    void instantBehindTheEndIsRefused() {
        assertThat(routes("--at", "99h").status()).isEqualTo(ExitStatus.WRONG_INPUT);
    }

    @Test
    void everyDeviceOfEveryShippedScenarioAnswers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../scenarios"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                Session session = Session.real("routes", file.toString(), "--at", "1s");

                assertThat(session.status()).as(file + ": " + session.err()).isEqualTo(ExitStatus.HELD);
            }
        }
    }
}
