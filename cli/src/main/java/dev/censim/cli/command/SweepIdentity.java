package dev.censim.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes two sweeps one and the same: all that the cases, their order and their figures depend on. An option that changes them has a
 * component here; one that does not, such as the number of workers, has none.
 *
 * @param censim its version
 * @param scenario SHA-256 of the scenario's file
 * @param digest of the converged network
 * @param failures elements that fail together at most
 * @param elements kinds of elements that fail
 * @param sets which of the sets are tried: each, or of equivalent ones one, or only those that may be minimal
 */
record SweepIdentity(
        String censim,
        String scenario,
        long seed,
        String digest,
        int failures,
        String elements,
        String sets,
        long cases) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** In hexadecimal digits. */
    static String hash(Path file) throws WrongInput {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(in.readAllBytes()));
        } catch (IOException e) {
            throw new WrongInput(file + " cannot be read any more: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As one line of JSON. */
    String line() {
        return MAPPER.writeValueAsString(this);
    }

    ObjectNode json() {
        return MAPPER.valueToTree(this);
    }

    /** What {@link #line} wrote; empty when it was something else. */
    static Optional<SweepIdentity> read(String line) {
        try {
            return Optional.of(MAPPER.readValue(line, SweepIdentity.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The first component in which another sweep differs, for people. */
    Optional<String> differenceFrom(SweepIdentity other) {
        ObjectNode theirs = other.json();
        return json().properties().stream()
                .filter(component -> !component.getValue().equals(theirs.get(component.getKey())))
                .map(component -> component.getKey() + " is "
                        + Objects.requireNonNull(theirs.get(component.getKey())).asString() + " there and "
                        + component.getValue().asString() + " here")
                .findFirst();
    }
}
