package dev.censim.cli;

import dev.censim.cli.command.Censim;
import dev.censim.cli.command.Terminal;

/** The program. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        int status = new Censim(Terminal.ofProcess()).execute(args);
        System.out.flush();
        System.exit(status);
    }
}
