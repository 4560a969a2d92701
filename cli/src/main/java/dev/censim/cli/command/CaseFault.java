package dev.censim.cli.command;

import dev.censim.scenarios.whatif.Failure;
import java.io.Serial;

/** A fault of ours in one case of a sweep. */
final class CaseFault extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String id;

    CaseFault(Failure failure, Throwable cause) {
        super("in case " + failure.id() + ": " + cause, cause);
        id = failure.id();
    }

    /** Of the case. */
    String id() {
        return id;
    }
}
