package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which of the product's algorithms strongSwan's build offers. The matrices negotiate those; what is missing is named in
 * docs/interop.md, which this test holds to the build and writes with {@code -Dcensim.rewrite=true}.
 */
final class OfferedInterop extends LabTest {

    private static final PageTable PAGE = new PageTable("interop.md", "offered");

    private static final Path PLUGINS = Path.of("/usr/lib/ipsec/plugins");

    /** What the labs use, and what they would use: DES without OpenSSL, keys in Wireshark's format, many tunnels at once. */
    private static final List<String> WANTED =
            List.of("openssl", "kernel-libipsec", "kernel-netlink", "vici", "des", "save-keys", "load-tester");

    @Test
    void thePageNamesWhatStrongSwanOffersAndWhatItDoesNot() throws IOException {
        Offered offered = Offered.by(lab);
        List<String> rows = Stream.of(
                        Arrays.stream(EncryptionAlgorithm.values())
                                .map(cipher -> row(cipher.text(), Offered.names(cipher), offered)),
                        Arrays.stream(AuthenticationAlgorithm.values())
                                .map(hash -> row(hash.text(), Offered.names(hash), offered)),
                        Arrays.stream(DhGroup.values()).map(group -> row(group.text(), Offered.names(group), offered)))
                .flatMap(kind -> kind)
                .toList();
        String table = "| algorithm | strongSwan's names | offered by |\n|---|---|---|\n" + String.join("", rows)
                + "\nPlugins that are not in Debian's packages: " + missingPlugins() + ".\n";

        PAGE.rewrite(table);

        assertThat(PAGE.written()).isEqualTo(table);
    }

    private static String missingPlugins() {
        return WANTED.stream()
                .filter(plugin -> !Files.exists(PLUGINS.resolve("libstrongswan-" + plugin + ".so")))
                .map(plugin -> "`" + plugin + "`")
                .collect(Collectors.joining(", "));
    }

    private static String row(String algorithm, List<String> names, Offered offered) {
        String plugins = names.stream()
                .map(name -> offered.plugins().getOrDefault(name, "**nobody: " + name + "**"))
                .distinct()
                .collect(Collectors.joining(", "));
        return "| " + algorithm + " | "
                + names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")) + " | " + plugins
                + " |\n";
    }
}
