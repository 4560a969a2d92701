package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Tools;
import dev.censim.model.Scenario;
import dev.censim.reports.RunReport;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run captures, judged by Wireshark's dissectors with the keys that the run exports. */
class CaptureJudgeTest {

    private static final List<String> FIELDS = List.of(
            "_ws.malformed",
            "ip.checksum.status",
            "udp.checksum.status",
            "udp.port",
            "udpencap.nat_keepalive",
            "tcp.checksum.status",
            "icmp.checksum.status",
            "isakmp.version",
            "isakmp.flag_e",
            "isakmp.hash",
            "isakmp.exchangetype",
            "isakmp.typepayload",
            "isakmp.enc.decrypted",
            "esp.spi",
            "esp.icv_good",
            "esp.protocol",
            "bgp.type",
            "bfd.version",
            "bfd.message_length",
            "bfd.sta",
            "bfd.detect_time_multiplier",
            "bfd.desired_min_tx_interval",
            "udp.payload");

    private static final String SK_PAYLOAD = "46";
    private static final String IKE_AUTH = "35";
    private static final String IPV4_IN_ESP = "0x04";

    /** What tshark says of one frame: the values of its fields, none where the frame has no such field. */
    private record Frame(Map<String, List<String>> fields) {

        boolean has(String field) {
            return fields.containsKey(field);
        }

        boolean has(String field, String value) {
            return fields.getOrDefault(field, List.of()).contains(value);
        }

        boolean isEncryptedIkev1() {
            return has("isakmp.version", "0x10") && has("isakmp.flag_e", "1");
        }

        boolean hasBadChecksum() {
            return Stream.of("ip", "udp", "tcp", "icmp").anyMatch(layer -> has(layer + ".checksum.status", "0"));
        }
    }

    @TempDir
    private Path folder;

    @BeforeEach
    void tsharkIsThere() {
        Tools.require("tshark");
    }

    @Test
    void networkUnderEveryFaultIsReadableToTheLastOctet() throws IOException, InterruptedException {
        judge(shortened(Run.read(Samples.TUNNELS_AND_CIRCUIT + Samples.FAULTS), Duration.ofSeconds(120)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dual-tunnel-failover", "gateway-crash"})
    void shippedScenarioIsReadableToTheLastOctet(String name) throws IOException, InterruptedException {
        judge(shortened(shipped(name), Duration.ofSeconds(125)));
    }

    /** On the path, that is outside of the NAT: IKE from port 4500 on, ESP within UDP, keepalives. */
    @Test
    void espWithinUdpIsReadableToTheLastOctet() throws IOException, InterruptedException {
        capture(shipped("nat-traversal"));
        List<Frame> frames = frames();
        List<Frame> esp = frames.stream().filter(frame -> frame.has("esp.spi")).toList();
        List<Frame> sealed = frames.stream()
                .filter(frame -> frame.has("isakmp.typepayload", SK_PAYLOAD))
                .toList();

        assertThat(offenders(frames, frame -> frame.has("_ws.malformed") || frame.hasBadChecksum()))
                .isEmpty();
        assertThat(esp).hasSizeGreaterThan(5000);
        assertThat(offenders(esp, frame -> !frame.has("udp.port", "4500"))).isEmpty();
        assertThat(offenders(esp, frame -> !frame.has("esp.icv_good", "1") || !frame.has("esp.protocol", IPV4_IN_ESP)))
                .isEmpty();
        assertThat(sealed).hasSizeGreaterThan(3);
        assertThat(offenders(sealed, frame -> !frame.has("isakmp.enc.decrypted") || !frame.has("udp.port", "4500")))
                .isEmpty();
        assertThat(frames.stream().filter(frame -> frame.has("udpencap.nat_keepalive")))
                .hasSizeGreaterThan(60);
    }

    /** Both sessions come up, fail and come up again; one is to a neighbour, the other in the port of several hops. */
    @Test
    void bfdIsReadableToTheLastOctet() throws IOException, InterruptedException {
        String yaml = Files.readString(Path.of("..", "scenarios", "vbr-bfd.yaml"))
                .replace("bgp: {peerAsn: 65010}", "bgp: {peerAsn: 65010, bfd: {minTxInterval: 200ms}}");
        capture(shortened(Run.read(yaml), Duration.ofSeconds(220)));
        List<Frame> frames = frames();
        List<Frame> bfd =
                frames.stream().filter(frame -> frame.has("bfd.version", "1")).toList();

        assertThat(offenders(frames, frame -> frame.has("_ws.malformed"))).isEmpty();
        assertThat(offenders(frames, Frame::hasBadChecksum)).isEmpty();
        assertThat(bfd).hasSizeGreaterThan(800);
        assertThat(offenders(bfd, frame -> !frame.has("bfd.message_length", "24")))
                .isEmpty();
        for (String state : List.of("0x01", "0x02", "0x03")) {
            assertThat(bfd).anyMatch(frame -> frame.has("bfd.sta", state));
        }
        for (String port : List.of("3784", "4784")) {
            assertThat(bfd).anyMatch(frame -> frame.has("udp.port", port));
        }
        assertThat(bfd).anyMatch(frame -> frame.has("bfd.desired_min_tx_interval", "200000"));
    }

    /** Both modes, phase 2 rekeyed under traffic, dead peers; in the clear, encrypted, and within UDP. */
    @Test
    void ikev1IsReadableToTheLastOctet() throws IOException, InterruptedException {
        capture(shortened(shipped("ikev1-dual-tunnel"), Duration.ofSeconds(155)));

        judgeIkev1(frames());
    }

    /** Every tenth packet of a path is lost. */
    @Test
    void ikev1ThatRepeatsItselfIsReadableToTheLastOctet() throws IOException, InterruptedException {
        String lossy = Samples.TUNNELS_AND_CIRCUIT
                .replace("loss: 1%", "loss: 10%")
                .replace(
                        "path: net-",
                        "tunnelIpsecConfig: {ipsecLifetime: 30s},"
                                + " tunnelIkeConfig: {ikeVersion: ikev1, ikeLifetime: 40s}, path: net-");
        capture(Run.read(lossy));

        assertThat(judgeIkev1(frames())).as("repeated encrypted messages").isPositive();
    }

    /** The ends derive different keys then; the one who began has encrypted, and its key is the one in the table. */
    @Test
    void theMessageThatAWrongKeyMakesUnreadableForThePeerIsReadable() throws IOException, InterruptedException {
        String site = Site.of("30s", "routes: [172.16.0.0/16]\n    ikeConfig: {ikeVersion: ikev1}")
                .replace("<gateway>", "10.0.0.0/16")
                .replace("<tunnel>", ", peer: {tunnelIkeConfig: {psk: wrong}}");
        capture(Run.read(Site.finished(site)));
        List<Frame> encrypted = withoutRepetitions(frames()).stream()
                .filter(Frame::isEncryptedIkev1)
                .toList();

        assertThat(encrypted).hasSizeGreaterThan(1);
        assertThat(offenders(encrypted, frame -> frame.has("_ws.malformed") || !frame.has("isakmp.hash")))
                .isEmpty();
    }

    private static List<Frame> withoutRepetitions(List<Frame> frames) {
        Set<List<String>> seen = new HashSet<>();
        return frames.stream()
                .filter(frame -> !frame.isEncryptedIkev1() || seen.add(frame.fields.get("udp.payload")))
                .toList();
    }

    /**
     * IKEv1 has no integrity check outside of its encryption: a message is taken for decrypted when it is a chain of payloads with a
     * HASH in front. tshark loses the IV on a message that comes again octet by octet, and calls that malformed.
     *
     * @return how many encrypted messages were such repetitions, and so not judged
     */
    private static long judgeIkev1(List<Frame> frames) {
        List<Frame> judged = withoutRepetitions(frames);
        List<Frame> encrypted = judged.stream().filter(Frame::isEncryptedIkev1).toList();
        List<Frame> esp = judged.stream().filter(frame -> frame.has("esp.spi")).toList();

        assertThat(offenders(frames, Frame::hasBadChecksum)).isEmpty();
        assertThat(offenders(judged, frame -> frame.has("_ws.malformed"))).isEmpty();
        assertThat(encrypted).hasSizeGreaterThan(20);
        assertThat(offenders(encrypted, frame -> !frame.has("isakmp.hash"))).isEmpty();
        assertThat(esp).hasSizeGreaterThan(1000);
        assertThat(offenders(esp, frame -> !frame.has("esp.icv_good", "1") || !frame.has("esp.protocol", IPV4_IN_ESP)))
                .isEmpty();
        return frames.size() - judged.size();
    }

    /** Packets that are sent while their SA is already gone at the other end, or not yet there, are readable too. */
    @Test
    void lastPacketsOfShortLivedAssociationsAreReadable() throws IOException, InterruptedException {
        String shortLived = Samples.TUNNELS_AND_CIRCUIT.replace(
                "path: net-", "tunnelIpsecConfig: {ipsecLifetime: 2s}, tunnelIkeConfig: {ikeLifetime: 3s}, path: net-");
        judge(shortened(Run.read(shortLived), Duration.ofSeconds(60)));
    }

    @Test
    void wrongKeyDoesNotPass() throws IOException, InterruptedException {
        capture(shortened(shipped("gateway-crash"), Duration.ofSeconds(30)));
        Path table = folder.resolve("esp_sa");
        Files.writeString(table, Files.readString(table).replaceFirst("0x([0-9a-f]{8})\",\"AES", "0x00000001\",\"AES"));

        assertThat(frames()).anyMatch(frame -> frame.has("esp.spi") && !frame.has("esp.protocol", IPV4_IN_ESP));
    }

    private void judge(Scenario scenario) throws IOException, InterruptedException {
        capture(scenario);
        List<Frame> frames = frames();
        List<Frame> esp = frames.stream().filter(frame -> frame.has("esp.spi")).toList();
        List<Frame> auth = frames.stream()
                .filter(frame -> frame.has("isakmp.exchangetype", IKE_AUTH))
                .toList();

        assertThat(offenders(frames, frame -> frame.has("_ws.malformed"))).isEmpty();
        assertThat(offenders(frames, Frame::hasBadChecksum)).isEmpty();
        assertThat(auth).hasSizeGreaterThan(3);
        assertThat(offenders(auth, frame -> !frame.has("isakmp.enc.decrypted"))).isEmpty();
        assertThat(offenders(
                        frames,
                        frame -> frame.has("isakmp.typepayload", SK_PAYLOAD) && !frame.has("isakmp.enc.decrypted")))
                .isEmpty();
        assertThat(esp).hasSizeGreaterThan(1000);
        assertThat(offenders(esp, frame -> !frame.has("esp.icv_good", "1"))).isEmpty();
        assertThat(offenders(esp, frame -> !frame.has("esp.protocol", IPV4_IN_ESP)))
                .isEmpty();
        assertThat(esp).anyMatch(frame -> frame.has("bgp.type", "2"));
    }

    /** The first few. */
    private static List<Frame> offenders(List<Frame> frames, Predicate<Frame> offends) {
        return frames.stream().filter(offends).limit(3).toList();
    }

    private void capture(Scenario scenario) throws IOException {
        Run run = Run.captured(scenario);
        RunReport report = RunReport.of(
                scenario,
                run.names(),
                run.simulation().journal(),
                run.simulation().events(),
                scenario.duration(),
                List.of(),
                "test");
        try (OutputStream out = Files.newOutputStream(folder.resolve("capture.pcapng"))) {
            report.writeCapture(out);
        }
        for (Map.Entry<String, String> table : report.wiresharkTables().entrySet()) {
            Files.writeString(folder.resolve(table.getKey()), table.getValue());
        }
    }

    private List<Frame> frames() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "tshark", "-r", folder.resolve("capture.pcapng").toString(), "-T", "fields", "-E", "separator=|"));
        for (String preference : List.of(
                "esp.enable_encryption_decode",
                "esp.enable_authentication_check",
                "ip.check_checksum",
                "udp.check_checksum",
                "tcp.check_checksum")) {
            command.addAll(List.of("-o", preference + ":TRUE"));
        }
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WIRESHARK_CONFIG_DIR", folder.toString());
        Process tshark = builder.start();
        List<Frame> frames;
        try (var output = tshark.inputReader()) {
            frames = output.lines().map(CaptureJudgeTest::frame).toList();
        }
        assertThat(tshark.waitFor()).as("exit status of tshark").isZero();
        return frames;
    }

    private static Frame frame(String line) {
        String[] columns = line.split("\\|", -1);
        Map<String, List<String>> fields = new TreeMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            if (!columns[i].isEmpty()) {
                fields.put(FIELDS.get(i), List.of(columns[i].split(",")));
            }
        }
        return new Frame(fields);
    }

    private static Scenario shipped(String name) throws IOException {
        ReadResult result = ScenarioReader.read(Path.of("..", "scenarios", name + ".yaml"));
        return ((ReadResult.Accepted) result).scenario();
    }

    private static Scenario shortened(Scenario scenario, Duration duration) {
        return scenario.withDuration(duration).withExpectations(List.of());
    }
}
