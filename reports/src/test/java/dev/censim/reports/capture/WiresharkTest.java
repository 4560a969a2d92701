package dev.censim.reports.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Tools;
import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.Integrity;
import dev.censim.facts.CaptureFact.EspKeysSeen;
import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.CaptureFact.IkeKeysSeen;
import dev.censim.facts.Names;
import dev.censim.forward.EspSa;
import dev.censim.forward.RealEsp;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tshark makes of a capture when the exported tables lie in its profile. */
class WiresharkTest {

    private static final int SOURCE = 0xcb00710a;
    private static final int DESTINATION = 0xc6336401;
    private static final Names NAMES =
            new Names(List.of("internet \"1\" <ü>"), List.of("vpn.tunnel1"), List.of(), List.of(), List.of());

    private final List<Fact> facts = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private Path tshark = Path.of("");

    @BeforeEach
    void findTshark() {
        tshark = Tools.require("tshark");
    }

    @Test
    void everyEspSuiteIsDecryptedAndItsIcvIsRight() throws Exception {
        int spi = 0x1000;
        for (EncryptionAlgorithm encryption : EncryptionAlgorithm.values()) {
            for (AuthenticationAlgorithm integrity : AuthenticationAlgorithm.values()) {
                esp(++spi, encryption, integrity);
            }
        }

        List<String> lines = read("esp", "esp.icv_good", "ip.src", "udp.checksum.status");

        assertThat(lines).hasSize(25).allMatch("1|203.0.113.10,10.0.0.1|1"::equals);
    }

    @Test
    void everyIkeSuiteThatWiresharkKnowsIsDecryptedAndItsIcvIsRight() throws Exception {
        long spi = 0xfedc_ba98_0000_0000L;
        for (EncryptionAlgorithm encryption : EncryptionAlgorithm.values()) {
            for (AuthenticationAlgorithm integrity : AuthenticationAlgorithm.values()) {
                if (encryption != EncryptionAlgorithm.DES) {
                    ike(++spi, encryption, integrity);
                }
            }
        }

        List<String> details = run("-Y", "isakmp", "-V");

        assertThat(details.stream().filter(line -> line.contains("Integrity Checksum Data")))
                .hasSize(20)
                .allMatch(line -> line.contains("[correct]"));
        assertThat(details.stream().filter(line -> line.contains("INITIAL_CONTACT") && line.contains("Message Type")))
                .hasSize(20);
    }

    @Test
    void theInterfaceHasThePathsNameAndTimesHaveNanoseconds() throws Exception {
        esp(0x2000, EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1);

        assertThat(read("esp", "frame.interface_name", "frame.time_epoch"))
                .containsExactly("internet \"1\" <ü>|60.000000001");
    }

    @Test
    void aDesIkeSaDoesNotVoidTheTable() throws Exception {
        ike(0x77L, EncryptionAlgorithm.DES, AuthenticationAlgorithm.SHA1);
        ike(0x78L, EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1);

        assertThat(run("-Y", "isakmp", "-V").stream()
                        .filter(line -> line.contains("Integrity Checksum Data") && line.contains("[correct]")))
                .hasSize(1);
    }

    private void esp(int spi, EncryptionAlgorithm encryption, AuthenticationAlgorithm integrity) {
        byte[] encryptionKey = key(encryption.keyLength(), spi);
        byte[] integrityKey = key(integrity.hashLength(), spi + 1);
        byte[] inner = new byte[60];
        Ipv4Header.write(inner, 0, 60, 1, 64, 17, 0x0a000001, 0x0a000002);
        UdpHeader.write(inner, 20, 4000, 5000, 40, 0x0a000001, 0x0a000002);
        byte[] packet = new byte[300];
        EspSa sa = new EspSa(spi, encryption, integrity, encryptionKey, integrityKey);
        int length = 20 + new RealEsp().seal(sa, inner, 0, inner.length, packet, 20);
        Ipv4Header.write(packet, 0, length, 2, 64, 50, SOURCE, DESTINATION);
        facts.add(
                new EspKeysSeen(0, 0, 0, SOURCE, DESTINATION, spi, encryption, integrity, encryptionKey, integrityKey));
        facts.add(new FrameSeen(60_000_000_001L, 0, Arrays.copyOf(packet, length)));
    }

    /** An INFORMATIONAL request with one notification, RFC 7296 section 3.14. */
    private void ike(long spi, EncryptionAlgorithm encryption, AuthenticationAlgorithm integrity) {
        byte[] skEi = key(encryption.keyLength(), (int) spi);
        byte[] skAi = key(integrity.hashLength(), (int) spi + 1);
        byte[] skEr = key(encryption.keyLength(), (int) spi + 2);
        byte[] skAr = key(integrity.hashLength(), (int) spi + 3);
        int block = encryption.blockLength();
        byte[] plain = new byte[16];
        ByteBuffer.wrap(plain).putInt(0x0000_0008).put((byte) 0).put((byte) 0).putShort((short) 16384);
        plain[15] = 7;
        int sealed = 4 + block + plain.length + integrity.icvLength();
        int length = 20 + 8 + 28 + sealed;
        ByteBuffer packet = ByteBuffer.allocate(length).position(28);
        packet.putLong(spi)
                .putLong(~spi)
                .put((byte) 46)
                .put((byte) 0x20)
                .put((byte) 37)
                .put((byte) 0x08);
        packet.putInt(2).putInt(28 + sealed).put((byte) 41).put((byte) 0).putShort((short) sealed);
        byte[] iv = key(block, 99);
        packet.put(iv).put(new CbcCipher(encryption, skEi).encrypt(iv, plain));
        byte[] bytes = packet.array();
        new Integrity(integrity, skAi).sign(bytes, 28, 28 + sealed - integrity.icvLength(), bytes, packet.position());
        UdpHeader.write(bytes, 20, 500, 500, length - 20, SOURCE, DESTINATION);
        Ipv4Header.write(bytes, 0, length, 3, 64, 17, SOURCE, DESTINATION);
        facts.add(new IkeKeysSeen(0, 0, 0, spi, ~spi, encryption, integrity, skEi, skEr, skAi, skAr));
        facts.add(new FrameSeen(1, 0, bytes));
    }

    private static byte[] key(int length, int start) {
        byte[] key = new byte[length];
        for (int i = 0; i < length; i++) {
            key[i] = (byte) (start * 31 + i * 7);
        }
        return key;
    }

    private List<String> read(String filter, String... fields) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-Y", filter, "-T", "fields", "-E", "separator=|"));
        for (String field : fields) {
            arguments.addAll(List.of("-e", field));
        }
        return run(arguments.toArray(String[]::new));
    }

    /** Runs tshark with a profile that holds the tables, and nothing else of this machine. */
    private List<String> run(String... arguments) throws Exception {
        Journal journal = Journal.of(facts);
        for (Map.Entry<String, String> table : WiresharkTables.of(journal).entrySet()) {
            Files.writeString(folder.resolve(table.getKey()), table.getValue());
        }
        Path capture = folder.resolve("capture.pcapng");
        try (OutputStream out = Files.newOutputStream(capture)) {
            Capture.write(NAMES, journal, "0.1.0", out);
        }
        List<String> command = new ArrayList<>(List.of(tshark.toString(), "-r", capture.toString(), "-n"));
        command.addAll(List.of("-o", "esp.enable_encryption_decode:TRUE"));
        command.addAll(List.of("-o", "esp.enable_authentication_check:TRUE"));
        command.addAll(List.of("-o", "udp.check_checksum:TRUE"));
        command.addAll(List.of(arguments));
        return output(command);
    }

    private List<String> output(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("WIRESHARK_CONFIG_DIR", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Path errors = folder.resolve("errors.txt");
        Process process = builder.redirectError(errors.toFile()).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return lines;
    }
}
