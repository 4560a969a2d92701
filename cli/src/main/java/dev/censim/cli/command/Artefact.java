package dev.censim.cli.command;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file that a run writes.
 *
 * @param name relative to the output folder, such as {@code wireshark/esp_sa}
 */
record Artefact(String name, Body body) {

    /** Writes the whole file. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
