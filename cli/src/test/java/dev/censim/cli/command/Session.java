package dev.censim.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One start of the program inside the test: what it said, and how it ended. */
record Session(int status, String out, String err) {

    /** A scenario that is over at once. */
    static final String TINY = "scenario: tiny\nduration: 10s\n";

    /** Nothing is measured where a test does not say so. */
    private static final Measuring NOTHING = (request, progress) -> {
        throw new Measuring.Failed("nothing is measured here");
    };

    static Session measuring(Measuring measuring, boolean terminal, String... args) {
        return start(new Engine(), measuring, terminal, args);
    }

    static Session piped(Execution execution, String... args) {
        return start(execution, false, args);
    }

    static Session onTerminal(Execution execution, String... args) {
        return start(execution, true, args);
    }

    static Session real(String... args) {
        return start(new Engine(), false, args);
    }

    /** A place to print to that somebody looks at. */
    static final class Printed {
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        Terminal terminal() {
            return new Terminal(
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    false,
                    false,
                    100);
        }

        String err() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    /** A place to print to that nobody looks at. */
    static Terminal console() {
        return new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                false,
                false,
                100);
    }

    private static Session start(Execution execution, boolean terminal, String... args) {
        return start(execution, NOTHING, terminal, args);
    }

    private static Session start(Execution execution, Measuring measuring, boolean terminal, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal console = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal,
                100);
        int status = new Censim(console, execution, measuring).execute(args);
        return new Session(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A run that comes to this. */
    record Told(boolean held, List<Artefact> artefacts) implements Execution.Outcome {

        static Told holding() {
            return new Told(true, List.of(text(OutputFolder.SUMMARY, "{}"), text(OutputFolder.REPORT, "<html>")));
        }

        @Override
        public String console(boolean colour, int columns) {
            return "the story, " + (colour ? "coloured" : "plain") + "\n";
        }
    }

    static Artefact text(String name, String text) {
        return new Artefact(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
