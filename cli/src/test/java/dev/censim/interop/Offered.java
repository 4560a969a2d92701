package dev.censim.interop;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strongSwan's build offers, by its own account.
 *
 * @param plugins of each algorithm, under strongSwan's name for it, the plugin that has it
 */
record Offered(Map<String, String> plugins) {

    static Offered by(Lab lab) {
        Map<String, String> plugins = new TreeMap<>();
        Matcher line = Pattern.compile("(?m)^ +([A-Z0-9_]+)\\[([a-z0-9-]+)]").matcher(lab.swanctl("--list-algs"));
        while (line.find()) {
            plugins.put(line.group(1), line.group(2));
        }
        return new Offered(plugins);
    }

    /** Every key length of a cipher has the same name. */
    static List<String> names(EncryptionAlgorithm cipher) {
        return switch (cipher) {
            case AES128, AES192, AES256 -> List.of("AES_CBC");
            case TRIPLE_DES -> List.of("3DES_CBC");
            case DES -> List.of("DES_CBC");
        };
    }

    /** The authentication of the product is a hash, a pseudorandom function and the integrity of packets in one. */
    static List<String> names(AuthenticationAlgorithm hash) {
        return switch (hash) {
            case MD5 -> List.of("HASH_MD5", "PRF_HMAC_MD5", "HMAC_MD5_96");
            case SHA1 -> List.of("HASH_SHA1", "PRF_HMAC_SHA1", "HMAC_SHA1_96");
            case SHA256 -> List.of("HASH_SHA2_256", "PRF_HMAC_SHA2_256", "HMAC_SHA2_256_128");
            case SHA384 -> List.of("HASH_SHA2_384", "PRF_HMAC_SHA2_384", "HMAC_SHA2_384_192");
            case SHA512 -> List.of("HASH_SHA2_512", "PRF_HMAC_SHA2_512", "HMAC_SHA2_512_256");
        };
    }

    static List<String> names(DhGroup group) {
        return List.of("MODP_" + group.modulusBits());
    }

    boolean has(EncryptionAlgorithm cipher) {
        return plugins.keySet().containsAll(names(cipher));
    }

    boolean has(AuthenticationAlgorithm hash) {
        return plugins.keySet().containsAll(names(hash));
    }

    boolean has(DhGroup group) {
        return plugins.keySet().containsAll(names(group));
    }
}
