package dev.censim.cli.command;

import dev.censim.cli.command.Execution.Outcome;
import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code censim run}: read, run, write, tell.
 *
 * @param out the output folder, when given
 * @param seed instead of the scenario's, when given
 * @param manner whether packets are captured, and on how many cores it runs
 * @param quiet whether only errors are told
 * @param debug whether the stack trace of a fault is told
 */
record Run(
        Terminal terminal,
        Execution execution,
        Path file,
        Optional<Path> out,
        Optional<Long> seed,
        Execution.Manner manner,
        boolean quiet,
        boolean debug) {

    private static final long SEED_MAX = 999_999_999_999_999_999L;

    int execute() {
        try {
            checkSeed(seed);
            checkCores(manner.cores());
        } catch (WrongInput e) {
            return wrong(e.sentence());
        }
        if (out.isPresent() && out.get().toString().isEmpty()) {
            return wrong("--out is empty; name a folder");
        }
        ReadResult result = ScenarioReader.read(file);
        if (result instanceof ReadResult.Accepted accepted) {
            if (!quiet) {
                accepted.warnings().forEach(terminal.err()::println);
            }
            Scenario scenario = accepted.scenario();
            return run(seed.map(scenario::withSeed).orElse(scenario));
        }
        if (result instanceof ReadResult.Refused refused) {
            refused.diagnostics().forEach(terminal.err()::println);
            return ExitStatus.WRONG_INPUT;
        }
        throw new AssertionError(result);
    }

    static void checkSeed(Optional<Long> seed) throws WrongInput {
        if (seed.isPresent() && (seed.get() < 0 || seed.get() > SEED_MAX)) {
            throw new WrongInput("--seed " + seed.get() + ": a seed is a whole number from 0 to " + SEED_MAX);
        }
    }

    private static void checkCores(int cores) throws WrongInput {
        if (cores < 1) {
            throw new WrongInput("--cores " + cores + ": a run needs at least 1 core, and has no use for more than "
                    + Execution.CORES_MAX);
        }
    }

    private int run(Scenario scenario) {
        Path place = out.orElse(Path.of("censim-out", scenario.name()));
        try (OutputFolder folder = OutputFolder.open(place)) {
            return run(scenario, folder);
        } catch (WrongInput e) {
            return wrong(e.sentence());
        }
    }

    // Whatever fails in there is ours to report, be it an exception, a failed assertion or the end of the memory.
    @SuppressWarnings("CatchingUnchecked")
    private int run(Scenario scenario, OutputFolder folder) throws WrongInput {
        Outcome outcome;
        try {
            try (ProgressLine progress = ProgressLine.of(terminal, scenario.name(), quiet)) {
                outcome = execution.run(scenario, manner, progress);
            }
            folder.publish(outcome.artefacts());
            if (!quiet) {
                terminal.out().print(outcome.console(terminal.colour(), terminal.columns()));
                terminal.out().println("report: " + folder.folder().resolve(OutputFolder.REPORT));
            }
            return outcome.held() ? ExitStatus.HELD : ExitStatus.NOT_HELD;
        } catch (RuntimeException | Error fault) {
            return fault(fault, scenario, folder.folder());
        }
    }

    private int wrong(String sentence) {
        terminal.err().println("censim: " + sentence);
        return ExitStatus.WRONG_INPUT;
    }

    private int fault(Throwable fault, Scenario scenario, Path folder) {
        terminal.err().println("censim: internal error: " + fault);
        if (fault instanceof OutOfMemoryError) {
            terminal.err().println("more memory: CENSIM_JAVA_OPTS=-Xmx8g ./censim run ...");
        }
        terminal.err()
                .println("reproduce: ./censim run " + quoted(file) + " --seed " + scenario.seed()
                        + (manner.capture() ? " --pcap" : ""));
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        if (debug || System.getenv("CENSIM_DEBUG") != null) {
            terminal.err().print(trace);
        } else {
            terminal.err().println("stack trace: " + kept(trace.toString(), folder));
        }
        return ExitStatus.FAULT;
    }

    /** Where the trace was written, or the trace itself where nothing can be. */
    private static String kept(String trace, Path folder) {
        try {
            return Files.writeString(folder.resolve(OutputFolder.FAULT), trace).toString();
        } catch (IOException e) {
            return trace;
        }
    }

    static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./+,:@%=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
