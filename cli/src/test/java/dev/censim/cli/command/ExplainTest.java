package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code censim explain} as a user types it. */
final class ExplainTest {

    private static final String MISMATCH = "../scenarios/mismatch.yaml";

    private static Session explain(String tunnel, String... more) {
        String[] args = new String[4 + more.length];
        args[0] = "explain";
        args[1] = MISMATCH;
        args[2] = "--tunnel";
        args[3] = tunnel;
        System.arraycopy(more, 0, args, 4, more.length);
        return Session.real(args);
    }

    @Test
    void aTunnelThatIsDownIsDiagnosed() {
        Session session = explain("vpn-branch.tunnel1", "--at", "20s");

        assertThat(session.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .contains(
                        "vpn-branch.tunnel1 at 20.000 s: down",
                        "DhGroupMismatch (Critical)",
                        "ikePfs = group14   (" + MISMATCH + ":43:25)",
                        "ikePfs = group2   (" + MISMATCH + ":48:37)",
                        "NO_PROPOSAL_CHOSEN",
                        "remedy");
    }

    @Test
    void aTunnelThatIsUpAndSoundIsNoCase() {
        Session session = Session.real(
                "explain", "../scenarios/dual-tunnel-static.yaml", "--tunnel", "vpn-plant.tunnel1", "--at", "40s");

        assertThat(session.status()).isEqualTo(ExitStatus.HELD);
        assertThat(session.out()).contains("vpn-plant.tunnel1 at 40.000 s: up\n", "nothing is wrong");
    }

    @Test
    void theDocumentSaysTheSame() {
        Session session = explain("vpn-branch.tunnel2", "--at", "110s", "--json");
        JsonNode document = JsonMapper.builder().build().readTree(session.out());

        assertThat(session.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(document.get("state").asString()).isEqualTo("up");
        assertThat(document.get("sound").asBoolean()).isFalse();
        JsonNode diagnosis = document.get("diagnoses").get(0);
        assertThat(diagnosis.get("code").asString()).isEqualTo("PfsMismatch");
        assertThat(diagnosis.get("severity").asString()).isEqualTo("Warn");
        assertThat(diagnosis.get("customer").get("written").asString()).isEqualTo(MISMATCH + ":51:41");
        assertThat(diagnosis.get("evidence").get(1).get("frame").isInt()).isTrue();
    }

    @Test
    void itsFramesAreThoseOfTheCapture(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out");
        Session.real("run", MISMATCH, "--pcap", "--quiet", "--out", out.toString());
        List<Map<String, List<String>>> frames = Tshark.frames(out, folder);
        JsonNode document = JsonMapper.builder()
                .build()
                .readTree(explain("vpn-branch.tunnel2", "--json").out());
        Map<String, String> numbers = Map.of("IKE_SA_INIT", "34", "IKE_AUTH", "35", "CREATE_CHILD_SA", "36");

        int messages = 0;
        for (JsonNode line : document.get("negotiation")) {
            String number = numbers.get(line.get("text").asString().split(" ")[0]);
            if (line.has("frame") && number != null) {
                messages++;
                assertThat(frames.get(line.get("frame").asInt() - 1))
                        .as(line.toString())
                        .containsEntry("isakmp.exchangetype", List.of(number));
            }
        }
        assertThat(messages).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vpn-branch.tunel1 |       | did you mean 'vpn-branch.tunnel1'?",
                "nothing-like-it   |       | it has vpn-branch.tunnel1, vpn-branch.tunnel2",
                "vpn-branch.tunnel1| 20    | write a duration such as 45s",
                "vpn-branch.tunnel1| 301s  | the run ends at 300.000 s"
            })
    void whatCannotBeIsRefusedWithAHelpfulWord(String tunnel, String at, String help) {
        Session session = at == null ? explain(tunnel) : explain(tunnel, "--at", at);

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains(help);
    }

    @Test
    void aScenarioThatIsRefusedIsNotRun() {
        Session session = Session.real("explain", "../scenarios/none.yaml", "--tunnel", "vpn.tunnel1");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("there is no such file");
    }

    @Test
    void theTunnelMustBeNamed() {
        Session session = Session.real("explain", MISMATCH);

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("--tunnel", "try: ./censim explain --help");
    }

    @Test
    void theCompletionKnowsIt() {
        assertThat(Session.real("completion").out()).contains("explain", "--tunnel", "--at");
    }
}
