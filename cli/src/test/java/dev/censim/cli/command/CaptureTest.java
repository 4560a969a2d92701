package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture and its keys are judged by tshark, which knows nothing of this project: the bytes are true. */
final class CaptureTest {

    private static final int EXPERT_ERROR = 0x80_0000;
    private static final String ENCRYPTED_AND_AUTHENTICATED = "46";

    @TempDir
    private Path folder;

    private List<Map<String, List<String>>> frames(String scenario) throws Exception {
        Tools.require("tshark");
        Path out = folder.resolve("out");
        Session run = Session.real("run", scenario, "--pcap", "--out", out.toString());
        assertThat(run.status()).as(run.err() + run.out()).isZero();
        return Tshark.frames(out, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = "src/main/launcher/warm-up.yaml")
    void everyFrameIsWellFormedDecryptedAndAuthentic(String scenario) throws Exception {
        List<Map<String, List<String>>> frames = frames(scenario);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            complaints(frames.get(i), "frame " + (i + 1) + " ", wrong);
        }

        assertThat(wrong).isEmpty();
        assertThat(frames).hasSizeGreaterThan(50);
    }

    private static void complaints(Map<String, List<String>> frame, String name, List<String> wrong) {
        if (frame.containsKey("_ws.malformed")) {
            wrong.add(name + "is malformed");
        }
        if (frame.getOrDefault("_ws.expert.severity", List.of()).stream()
                .anyMatch(severity -> Integer.parseInt(severity) >= EXPERT_ERROR)) {
            wrong.add(name + "has an error");
        }
        for (String layer : List.of("ip", "udp", "tcp", "icmp")) {
            // 1 is right, 3 is absent, as UDP allows.
            if (frame.getOrDefault(layer + ".checksum.status", List.of()).stream()
                    .anyMatch(status -> !status.equals("1") && !status.equals("3"))) {
                wrong.add(name + "has a wrong checksum of " + layer);
            }
        }
        if (frame.getOrDefault("isakmp.nextpayload", List.of()).contains(ENCRYPTED_AND_AUTHENTICATED)) {
            if (!frame.containsKey("isakmp.enc.decrypted") || frame.containsKey("isakmp.ikev2.integrity_checksum")) {
                wrong.add(name + "is IKE that the keys do not open");
            }
        } else if (!frame.containsKey("isakmp.version") && !frame.containsKey("esp.spi")) {
            wrong.add(name + "is neither IKE nor ESP");
        }
        if (frame.containsKey("esp.spi")
                && (!List.of("1").equals(frame.get("esp.icv_good")) || !frame.containsKey("esp.protocol"))) {
            wrong.add(name + "is ESP that the keys do not open");
        }
    }

    @Test
    void theWholeStoryIsInTheCapture() throws Exception {
        List<Map<String, List<String>>> frames = frames("src/main/launcher/warm-up.yaml");

        assertThat(values(frames, "isakmp.exchangetype"))
                .as("IKE_SA_INIT and IKE_AUTH")
                .contains("34", "35");
        assertThat(values(frames, "bgp.type"))
                .as("OPEN, UPDATE and KEEPALIVE inside ESP")
                .contains("1", "2", "4");
        assertThat(values(frames, "icmp.checksum.status")).as("ping inside ESP").contains("1");
    }

    private static List<String> values(List<Map<String, List<String>>> frames, String field) {
        return frames.stream()
                .flatMap(frame -> frame.getOrDefault(field, List.of()).stream())
                .distinct()
                .toList();
    }
}
