package dev.censim.reports.capture;

import dev.censim.facts.CaptureFact.EspKeysSeen;
import dev.censim.facts.CaptureFact.IkeKeysSeen;
import dev.censim.facts.CaptureFact.Ikev1KeysSeen;
import dev.censim.kernel.Journal;
import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys of a run in the preference tables of Wireshark (4.0 and newer), one row a line: the files {@code esp_sa},
 * {@code ikev2_decryption_table} and {@code ikev1_decryption_table} of a profile.
 */
public final class WiresharkTables {

    private static final HexFormat HEX = HexFormat.of();

    private WiresharkTables() {}

    /**
     * File name to content; every file is there, empty when the run had nothing for it. Wireshark knows an ISAKMP SA by its
     * initiator's cookie alone. Where the pre-shared keys differ, so do the keys that both ends derive: the initiator's are the
     * later ones, and only the initiator has encrypted anything.
     */
    public static SortedMap<String, String> of(Journal journal) {
        Set<String> esp = new LinkedHashSet<>();
        Set<String> ikev2 = new LinkedHashSet<>();
        Map<Long, String> ikev1 = new LinkedHashMap<>();
        journal.forEach(fact -> {
            if (fact instanceof EspKeysSeen keys) {
                esp.add(row(keys));
            } else if (fact instanceof IkeKeysSeen keys && keys.encryption() != EncryptionAlgorithm.DES) {
                ikev2.add(row(keys)); // Wireshark has no DES for IKEv2: such a row would void the whole table
            } else if (fact instanceof Ikev1KeysSeen keys) {
                ikev1.put(keys.cookieInitiator(), row(keys));
            }
        });
        SortedMap<String, String> tables = new TreeMap<>();
        tables.put("esp_sa", String.join("", esp));
        tables.put("ikev2_decryption_table", String.join("", ikev2));
        tables.put("ikev1_decryption_table", String.join("", ikev1.values()));
        return tables;
    }

    private static String row(EspKeysSeen keys) {
        return String.format(
                Locale.ROOT,
                "\"IPv4\",\"%s\",\"%s\",\"0x%08x\",\"%s\",\"0x%s\",\"%s\",\"0x%s\"\n",
                new Ipv4(keys.source()),
                new Ipv4(keys.destination()),
                keys.spi(),
                espEncryption(keys.encryption()),
                HEX.formatHex(keys.encryptionKey()),
                espIntegrity(keys.integrity()),
                HEX.formatHex(keys.integrityKey()));
    }

    private static String row(IkeKeysSeen keys) {
        return String.format(
                Locale.ROOT,
                "%016x,%016x,%s,%s,\"%s\",%s,%s,\"%s\"\n",
                keys.spiInitiator(),
                keys.spiResponder(),
                HEX.formatHex(keys.skEi()),
                HEX.formatHex(keys.skEr()),
                ikeEncryption(keys.encryption()),
                HEX.formatHex(keys.skAi()),
                HEX.formatHex(keys.skAr()),
                ikeIntegrity(keys.integrity()));
    }

    private static String row(Ikev1KeysSeen keys) {
        return String.format(Locale.ROOT, "%016x,%s\n", keys.cookieInitiator(), HEX.formatHex(keys.cipherKey()));
    }

    private static String espEncryption(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case AES128, AES192, AES256 -> "AES-CBC [RFC3602]";
            case DES -> "DES-CBC [RFC2405]";
            case TRIPLE_DES -> "TripleDES-CBC [RFC2451]";
        };
    }

    private static String espIntegrity(AuthenticationAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> "HMAC-MD5-96 [RFC2403]";
            case SHA1 -> "HMAC-SHA-1-96 [RFC2404]";
            case SHA256 -> "HMAC-SHA-256-128 [RFC4868]";
            case SHA384 -> "HMAC-SHA-384-192 [RFC4868]";
            case SHA512 -> "HMAC-SHA-512-256 [RFC4868]";
        };
    }

    private static String ikeEncryption(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case AES128 -> "AES-CBC-128 [RFC3602]";
            case AES192 -> "AES-CBC-192 [RFC3602]";
            case AES256 -> "AES-CBC-256 [RFC3602]";
            case TRIPLE_DES -> "3DES [RFC2451]";
            case DES -> throw new IllegalArgumentException("no DES in Wireshark's IKEv2");
        };
    }

    private static String ikeIntegrity(AuthenticationAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> "HMAC_MD5_96 [RFC2403]";
            case SHA1 -> "HMAC_SHA1_96 [RFC2404]";
            case SHA256 -> "HMAC_SHA2_256_128 [RFC4868]";
            case SHA384 -> "HMAC_SHA2_384_192 [RFC4868]";
            case SHA512 -> "HMAC_SHA2_512_256 [RFC4868]";
        };
    }
}
