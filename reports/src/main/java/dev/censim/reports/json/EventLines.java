package dev.censim.reports.json;

import dev.censim.facts.Names;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The facts of a run, one JSON object a line in the journal's order, {@code events.jsonl}. */
public final class EventLines {

    private static final int BUFFER = 1 << 16;

    private EventLines() {}

    /** Streams; what is held at a time is one line. */
    public static void write(Names names, Journal journal, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
        try (EventWriter writer = new EventWriter(names, buffered)) {
            journal.forEach((Fact fact) -> writer.write(fact));
        }
        buffered.flush();
    }
}
