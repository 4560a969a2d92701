package dev.censim.cli.live;

import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Prefixes to announce, one a line: {@code 10.1.0.0/16}, or with a MED and communities {@code 10.1.0.0/16 med=50 community=65001:7}. What
 * follows a {@code #} is a comment.
 */
public final class PrefixFile {

    /** Nothing to announce. */
    public static final PrefixFile NONE = new PrefixFile(new LinkedHashMap<>());

    private final Map<PathAttributes, List<Prefix>> routes;

    private PrefixFile(Map<PathAttributes, List<Prefix>> routes) {
        this.routes = routes;
    }

    /** The prefixes by what is to be said of them, in the order of the file. */
    Map<PathAttributes, List<Prefix>> routes() {
        return routes;
    }

    /** A line that is none of these; the message names file and line. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    public static PrefixFile read(Path file) throws IOException, Unreadable {
        Map<PathAttributes, List<Prefix>> announced = new LinkedHashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                String[] words = text.split("\\s+");
                Optional<Prefix> prefix = Prefix.tryParse(words[0]);
                Optional<PathAttributes> attributes = attributes(words);
                if (prefix.isEmpty() || attributes.isEmpty()) {
                    throw new Unreadable(file + ":" + number + ": '" + text
                            + "' is not a prefix such as 10.1.0.0/16, or 10.1.0.0/16 med=50 community=65001:7");
                }
                announced
                        .computeIfAbsent(attributes.get(), key -> new ArrayList<>())
                        .add(prefix.get());
            }
        }
        return new PrefixFile(announced);
    }

    private static Optional<PathAttributes> attributes(String... words) {
        OptionalLong med = OptionalLong.empty();
        List<Community> communities = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            if (words[i].matches("med=\\d{1,9}")) {
                med = OptionalLong.of(Long.parseLong(words[i].substring(4)));
            } else if (words[i].matches("community=\\d{1,5}:\\d{1,5}")) {
                int colon = words[i].indexOf(':');
                int high = Integer.parseInt(words[i].substring("community=".length(), colon));
                int low = Integer.parseInt(words[i].substring(colon + 1));
                if (high > 0xffff || low > 0xffff) {
                    return Optional.empty();
                }
                communities.add(new Community(high << 16 | low));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(PathAttributes.originated(Origin.IGP, med).withCommunities(communities));
    }
}
