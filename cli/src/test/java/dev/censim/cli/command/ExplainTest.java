package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code censim explain} as a user types it. */
final class ExplainTest {

    private static final String MISMATCH = "../scenarios/mismatch.yaml";
    private static final String BGP_DOWN = "../scenarios/bgp-down.yaml";

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
                        "ikePfs = group14   (" + MISMATCH + ":54:25)",
                        "ikePfs = group2   (" + MISMATCH + ":59:37)",
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
        assertThat(diagnosis.get("customer").get("written").asString()).isEqualTo(MISMATCH + ":62:41");
        assertThat(diagnosis.get("evidence").get(1).get("frame").isInt()).isTrue();
    }

    @Test
    void aTunnelOfIkev1IsDiagnosedInItsOwnWords() {
        Session session = explain("vpn-depot.tunnel1", "--at", "20s");

        assertThat(session.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.out())
                .contains(
                        "PskMismatch (Critical)",
                        "psk = a key of 13 characters   (" + MISMATCH + ":66:10)",
                        "psk = a key of 13 characters   (" + MISMATCH + ":72:34)",
                        "main mode message 5 from the customer, in which the cloud finds: decryption failed",
                        "informational from the cloud: notify PAYLOAD-MALFORMED")
                .doesNotContain("INVALID_SYNTAX", "Depot-to-shop");
    }

    /** tshark decrypts by itself: what an explanation reads in a message is what tshark reads. */
    @ParameterizedTest
    @CsvSource({"vpn-branch.tunnel2, 300s, 4", "vpn-depot.tunnel2, 20s, 9", "vpn-depot.tunnel1, 20s, 6"})
    void itsFramesAreThoseOfTheCapture(String tunnel, String at, int least, @TempDir Path folder) throws Exception {
        Path out = folder.resolve("out");
        Session.real("run", MISMATCH, "--pcap", "--quiet", "--out", out.toString());
        List<Map<String, List<String>>> frames = Tshark.frames(out, folder);
        JsonNode document = JsonMapper.builder()
                .build()
                .readTree(explain(tunnel, "--at", at, "--json").out());

        int messages = 0;
        for (JsonNode line : document.get("negotiation")) {
            if (line.has("frame")) {
                messages++;
                assertThat(frames.get(line.get("frame").asInt() - 1))
                        .as(line.toString())
                        .containsAllEntriesOf(expected(line.get("text").asString()));
            }
        }
        assertThat(messages).isGreaterThanOrEqualTo(least);
    }

    @Test
    void theBgpOfATunnelIsToldWithTheTunnel() {
        Session session = Session.real("explain", BGP_DOWN, "--tunnel", "vpn-mill.tunnel1", "--at", "20s");

        assertThat(session.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .contains(
                        "vpn-mill.tunnel1 at 20.000 s: up, with a flaw",
                        "BGP as negotiated",
                        "Phase 2 OK, BGP abnormal (Critical): the two ends do not agree on Customer Gateway ASN",
                        "asn = 65021   (" + BGP_DOWN + ":",
                        "localAsn = 65012   (" + BGP_DOWN + ":",
                        "NOTIFICATION 2/2 (OPEN Message Error, Bad Peer AS), from the cloud");
    }

    @Test
    void aSessionIsAskedForByTheNameOfItsVbrOrTunnel() {
        Session circuit = Session.real("explain", BGP_DOWN, "--session", "vbr-plant", "--at", "20s");
        Session tunnel = Session.real("explain", BGP_DOWN, "--session", "vpn-plant.tunnel1", "--at", "20s");

        assertThat(circuit.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(circuit.out())
                .contains(
                        "vbr-plant at 20.000 s: BGP down",
                        "BGP down (Critical): a packet filter of the customer's device drops TCP port 179",
                        "set filterTcp179: false at " + BGP_DOWN + ":");
        assertThat(tunnel.status()).isEqualTo(ExitStatus.HELD);
        assertThat(tunnel.out()).contains("vpn-plant.tunnel1 at 20.000 s: up\n", "nothing is wrong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tunnel=vbr-plant | it is a VBR: write --session vbr-plant",
                "--session=vbr-plan | did you mean 'vbr-plant'?",
                "--session=nothing  | it has vpn-mill.tunnel1",
                "--at=20s           | -s=NAME"
            })
    void whatCannotBeAskedForIsRefused(String option, String help) {
        Session session = Session.real("explain", BGP_DOWN, option);

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains(help);
    }

    /** tshark decrypts by itself: what an explanation reads in an OPEN or a NOTIFICATION is what tshark reads. */
    @Test
    void theBgpItReadsIsWhatTsharkReads(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out");
        Session.real("run", BGP_DOWN, "--pcap", "--quiet", "--out", out.toString());
        List<Map<String, List<String>>> frames = Tshark.frames(out, folder);

        for (String session :
                List.of("vpn-mill.tunnel1", "vpn-mill.tunnel2", "vpn-depot.tunnel1", "vpn-harbour.tunnel1")) {
            JsonNode bgp = JsonMapper.builder()
                    .build()
                    .readTree(Session.real("explain", BGP_DOWN, "--session", session, "--json")
                            .out())
                    .get("bgp");
            for (JsonNode open : bgp.get("opens")) {
                Map<String, List<String>> frame = frames.get(open.get("frame").asInt() - 1);
                assertThat(frame.get("bgp.open.holdtime"))
                        .contains(open.get("holdTime").asString());
                assertThat(frame.get("bgp.cap.4as")).contains(open.get("asn").asString());
            }
            assertThat(bgp.get("opens")).hasSize(session.startsWith("vpn-harbour") ? 0 : 2);
            for (JsonNode step : bgp.get("attempt")) {
                Map<String, List<String>> frame = frames.get(step.get("frame").asInt() - 1);
                seenByTshark(step.get("text").asString(), frame);
            }
        }
    }

    private static void seenByTshark(String text, Map<String, List<String>> frame) {
        if (text.startsWith("TCP SYN")) {
            assertThat(frame.get("tcp.flags.syn")).contains("1");
        } else if (text.startsWith("OPEN")) {
            assertThat(frame.get("bgp.type")).contains("1");
        } else if (text.startsWith("NOTIFICATION 2/2")) {
            assertThat(frame.get("bgp.notify.major_error")).containsExactly("2");
            assertThat(frame.get("bgp.notify.minor_error_open")).containsExactly("2");
        } else if (text.startsWith("NOTIFICATION 6/1")) {
            assertThat(frame.get("bgp.notify.major_error")).containsExactly("6");
            assertThat(frame.get("bgp.notify.minor_error_cease")).containsExactly("1");
        } else if (text.startsWith("KEEPALIVE")) {
            assertThat(frame.get("bgp.type")).contains("4");
        } else if (text.startsWith("UPDATE")) {
            assertThat(frame.get("bgp.type")).contains("2");
        }
    }

    /** The exchange type and the notify type by the words for them: RFC 2408, RFC 7296. */
    private static Map<String, List<String>> expected(String text) {
        Map<String, String> exchanges = new TreeMap<>(Map.of(
                "IKE_SA_INIT", "34",
                "IKE_AUTH", "35",
                "CREATE_CHILD_SA", "36",
                "INFORMATIONAL", "37",
                "main", "2",
                "quick", "32",
                "informational", "5"));
        Map<String, List<String>> fields = new TreeMap<>();
        String exchange = exchanges.get(text.split("[ :]")[0]);
        if (exchange != null) {
            fields.put("isakmp.exchangetype", List.of(exchange));
        }
        if (text.contains("notify NO_PROPOSAL_CHOSEN") || text.contains("notify NO-PROPOSAL-CHOSEN")) {
            fields.put("isakmp.notify.msgtype", List.of("14"));
        } else if (text.contains("notify PAYLOAD-MALFORMED")) {
            fields.put("isakmp.notify.msgtype", List.of("16"));
        } else if (text.contains("notify INITIAL-CONTACT")) {
            fields.put("isakmp.notify.msgtype", List.of("24578"));
        }
        return fields;
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
    void aTunnelOrAPacketMustBeNamed() {
        Session session = Session.real("explain", MISMATCH);

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("-t=NAME", "--from=HOST --to=HOST", "try: ./censim explain --help");
    }

    @Test
    void theCompletionKnowsIt() {
        assertThat(Session.real("completion").out()).contains("explain", "--tunnel", "--at");
    }
}
