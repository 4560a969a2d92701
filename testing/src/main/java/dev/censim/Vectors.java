package dev.censim;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bulk test vectors that are not part of this repository: the directory named by the system property {@code censim.vectors}, or
 * {@code shared/vectors} beside the checkout. Where there is none, the test that asks is skipped and says so.
 */
public final class Vectors {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Vectors() {}

    /** The file, or the running test is skipped. */
    public static Path require(String relative) {
        Optional<Path> file = directory().map(found -> found.resolve(relative)).filter(Files::isRegularFile);
        assumeTrue(
                file.isPresent(),
                "SKIPPED, NOTHING WAS TESTED: vectors not found: " + relative + " (set -Dcensim.vectors)");
        return file.orElseThrow();
    }

    /** The file's octets, a {@code .gz} unpacked; or the running test is skipped. */
    public static InputStream open(String relative) {
        try {
            InputStream raw = new BufferedInputStream(Files.newInputStream(require(relative)));
            return relative.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file read as JSON, a {@code .gz} unpacked; or the running test is skipped. */
    public static JsonNode json(String relative) {
        try (InputStream in = open(relative)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Octets written as hexadecimal digits without separators. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** Octets of a field written as hexadecimal digits. */
    public static byte[] hex(JsonNode object, String field) {
        return hex(object.required(field).asString());
    }

    private static Optional<Path> directory() {
        String property = System.getProperty("censim.vectors");
        if (property != null) {
            return Optional.of(Path.of(property));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve("vectors");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
