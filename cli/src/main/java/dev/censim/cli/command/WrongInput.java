package dev.censim.cli.command;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What the user asked for cannot be done, and one sentence says why. */
final class WrongInput extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String sentence;

    WrongInput(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** A place that cannot be written. */
    static WrongInput unwritable(Object place, IOException cause) {
        return new WrongInput("cannot write to " + place + ": " + reason(cause));
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return reason == null || reason.isBlank() ? cause.getClass().getSimpleName() : reason;
    }
}
