package dev.censim.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What the ranges of a sweep came to: a text file each, as Spark writes them, in a folder that all executors and the driver reach. */
final class Parts implements AutoCloseable {

    private final FileSystem files;
    private final Path folder;

    /** @param folder where there is nothing yet */
    Parts(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Hands over all lines, part after part, and keeps none of them. */
    void forEachLine(int parts, Consumer<String> taker) {
        for (int part = 0; part < parts; part++) {
            Path file = new Path(folder, String.format(Locale.ROOT, "part-%05d", part));
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
                lines.lines().forEach(taker);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Removes what there is of them. */
    @Override
    public void close() throws IOException {
        files.delete(folder, true);
    }
}
