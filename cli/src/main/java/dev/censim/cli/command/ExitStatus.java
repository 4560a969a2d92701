package dev.censim.cli.command;

/** What the exit status says. */
final class ExitStatus {

    /** Every expectation held. */
    static final int HELD = 0;

    /** At least one expectation did not hold. */
    static final int NOT_HELD = 1;

    /** The input is wrong: arguments, scenario file, or a place that cannot be written. */
    static final int WRONG_INPUT = 2;

    /** The program itself failed. */
    static final int FAULT = 3;

    private ExitStatus() {}
}
