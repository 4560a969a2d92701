package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffTest {

    private static final String TUNNEL = "      - {customerGateway: cgw-plant, path: carrier-2}\n";

    @TempDir
    private Path folder;

    private String before = "";
    private String after = "";

    /** Two tunnels before the change, one after it. */
    @BeforeEach
    void write() throws IOException {
        String all = Files.readString(Path.of("../scenarios/dual-tunnel-static.yaml"));
        String text = all.substring(0, all.indexOf("\nfaults:") + 1);
        assertThat(text).contains(TUNNEL);
        before = Files.writeString(folder.resolve("before.yaml"), text).toString();
        after = Files.writeString(
                        folder.resolve("after.yaml"),
                        text.replace(TUNNEL, "").replaceFirst(" *- \\{name: carrier-2,.*\n", ""))
                .toString();
    }

    private Session diff(String one, String other, String... more) {
        String[] args = new String[7 + more.length];
        String out = folder.resolve("out").toString();
        System.arraycopy(new String[] {"diff", one, other, "--out", out, "--elements", "path"}, 0, args, 0, 7);
        System.arraycopy(more, 0, args, 7, more.length);
        return Session.real(args);
    }

    private Path document() {
        return folder.resolve("out").resolve("diff.json");
    }

    @Test
    void tunnelThatIsTakenAwayIsWorse() throws IOException {
        Session session = diff(before, after);

        assertThat(session.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.out())
                .startsWith("worse:")
                .contains(
                        "path:carrier-1 alone cuts off control.erp-1.plc-1",
                        "now cut off",
                        "element path:carrier-2 is gone");
        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(document()));
        assertThat(json.path("worse").intValue()).isPositive();
        assertThat(json.path("cases").intValue()).isEqualTo(2);
        assertThat(json.path("differences").size())
                .isEqualTo(json.path("worse").intValue()
                        + json.path("better").intValue()
                        + json.path("other").intValue());
    }

    @Test
    void scenarioDiffersInNothingFromItself() {
        Session session = diff(before, before, "--workers", "2");

        assertThat(session.status()).isEqualTo(ExitStatus.HELD);
        assertThat(session.out()).startsWith("nothing differs\n4 failures compared; worse: 0, better: 0, other: 0: ");
    }

    @Test
    void jsonIsWhatTheFileHas() throws IOException {
        Session session = diff(after, before, "--json");

        assertThat(session.status()).as("a tunnel more").isEqualTo(ExitStatus.HELD);
        assertThat(session.out()).isEqualTo(Files.readString(document()));
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertThat(diff(before, after, "--tolerance", "1").err()).contains("--tolerance 1: write a duration");
        assertThat(diff(before, after, "--failures", "0").status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(diff(before, after, "--cost-counts").err()).contains("before.yaml has no prices");
        assertThat(diff(before, folder.resolve("none.yaml").toString()).err()).contains("there is no such file");
        assertThat(document()).doesNotExist();
    }
}
