package dev.censim.reports.bench;

import java.io.Serial;

/** A file is not the report that it should be; the message is one sentence that names the file and what to give instead. */
public final class UnreadableReport extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String sentence;

    UnreadableReport(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
