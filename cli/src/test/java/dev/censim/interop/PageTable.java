package dev.censim.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table of a page in {@code docs/} that a test holds to what it found, and writes with {@code -Dcensim.rewrite=true}.
 *
 * @param page its name in {@code docs/}
 * @param name the table stands between comments with this name
 */
record PageTable(String page, String name) {

    String written() throws IOException {
        String text = Files.readString(path());
        return text.substring(text.indexOf(begin()) + begin().length(), text.indexOf(end()));
    }

    /** When that is asked for. */
    void rewrite(String table) throws IOException {
        if (Boolean.getBoolean("censim.rewrite")) {
            String text = Files.readString(path());
            Files.writeString(
                    path(),
                    text.substring(0, text.indexOf(begin()) + begin().length())
                            + table
                            + text.substring(text.indexOf(end())));
        }
    }

    private Path path() {
        return Path.of("..", "docs", page);
    }

    private String begin() {
        return "<!-- measured: " + name + " -->\n";
    }

    private String end() {
        return "<!-- end of measured: " + name + " -->\n";
    }
}
