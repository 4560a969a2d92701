package dev.censim.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;

/** What tells whether octets are still the same. */
final class Checksum {

    /** Of {@link #crc}. */
    static final int CRC_DIGITS = 8;

    private Checksum() {}

    /** SHA-256 of a file in hexadecimal digits. */
    static String sha256(Path file) throws WrongInput {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(in.readAllBytes()));
        } catch (IOException e) {
            throw new WrongInput(file + " cannot be read any more: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * CRC-32C of the last octets in hexadecimal digits.
     *
     * @param length how many
     */
    static String crc(byte[] octets, int length) {
        CRC32C sum = new CRC32C();
        sum.update(octets, octets.length - length, length);
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
