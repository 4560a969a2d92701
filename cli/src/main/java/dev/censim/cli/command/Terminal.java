package dev.censim.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the program speaks. Java 17 cannot tell which of its streams is a terminal, so the launcher says it, in the system
 * properties {@code censim.stdout}, {@code censim.stderr} (value {@code terminal}) and {@code censim.columns}. Text is UTF-8
 * whatever the locale: the same run prints the same octets everywhere.
 *
 * @param out what was asked for
 * @param err complaints and progress
 * @param interactive whether {@code err} is a terminal, so that progress may be drawn there
 * @param colour whether {@code out} may be coloured
 * @param columns width of {@code out}
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour, int columns) {

    static final int COLUMNS_UNLESS_TOLD = 120;
    private static final int COLUMNS_MIN = 60;
    private static final int COLUMNS_MAX = 240;

    /** The streams and the environment of this process. */
    public static Terminal ofProcess() {
        boolean outIsTerminal = "terminal".equals(System.getProperty("censim.stdout"));
        boolean errIsTerminal = "terminal".equals(System.getProperty("censim.stderr"));
        String noColour = System.getenv("NO_COLOR");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean colour = outIsTerminal && !dumb && (noColour == null || noColour.isEmpty());
        int columns = outIsTerminal ? Integer.getInteger("censim.columns", COLUMNS_UNLESS_TOLD) : COLUMNS_UNLESS_TOLD;
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                errIsTerminal && !dumb,
                colour,
                Math.max(COLUMNS_MIN, Math.min(COLUMNS_MAX, columns)));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
