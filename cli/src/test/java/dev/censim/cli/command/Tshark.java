package dev.censim.cli.command;

import dev.censim.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** tshark with the keys of a run, checking every checksum and every integrity value. */
final class Tshark {

    private static final List<String> FIELDS = List.of(
            "_ws.malformed",
            "_ws.expert.severity",
            "ip.checksum.status",
            "udp.checksum.status",
            "tcp.checksum.status",
            "icmp.checksum.status",
            "isakmp.version",
            "isakmp.exchangetype",
            "isakmp.nextpayload",
            "isakmp.enc.decrypted",
            "isakmp.notify.msgtype",
            "isakmp.ikev2.integrity_checksum",
            "esp.spi",
            "esp.icv_good",
            "esp.protocol",
            "bgp.type",
            "bgp.open.myas",
            "bgp.open.holdtime",
            "bgp.cap.4as",
            "bgp.notify.major_error",
            "bgp.notify.minor_error_open",
            "bgp.notify.minor_error_cease",
            "tcp.flags.syn",
            "tcp.flags.reset");

    private Tshark() {}

    /** What tshark sees in each frame: field to values, the ones it does not see left out. */
    static List<Map<String, List<String>>> frames(Path folder, Path scratch) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Tools.require("tshark").toString()));
        command.addAll(List.of("-r", folder.resolve("capture.pcapng").toString(), "-T", "fields"));
        command.addAll(List.of("-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=,"));
        for (String preference : List.of(
                "esp.enable_encryption_decode:TRUE",
                "esp.enable_authentication_check:TRUE",
                "ip.check_checksum:TRUE",
                "udp.check_checksum:TRUE",
                "tcp.check_checksum:TRUE")) {
            command.addAll(List.of("-o", preference));
        }
        for (String table : List.of("ikev1_decryption_table", "ikev2_decryption_table", "esp_sa")) {
            for (String row : Files.readAllLines(folder.resolve("wireshark").resolve(table))) {
                if (!row.isBlank() && !row.startsWith("#")) {
                    command.addAll(List.of("-o", "uat:" + table + ":" + row));
                }
            }
        }
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Path out = scratch.resolve("tshark.out");
        Path err = scratch.resolve("tshark.err");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // The user's own Wireshark profile is not asked.
        process.environment().put("HOME", scratch.toString());
        process.environment().put("XDG_CONFIG_HOME", scratch.toString());
        if (process.start().waitFor() != 0) {
            throw new AssertionError("tshark failed: " + Files.readString(err));
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8).stream()
                .map(Tshark::frame)
                .toList();
    }

    private static Map<String, List<String>> frame(String line) {
        String[] values = line.split("\t", -1);
        Map<String, List<String>> frame = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                frame.put(FIELDS.get(i), List.of(values[i].split(",")));
            }
        }
        return frame;
    }
}
