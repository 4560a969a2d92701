package dev.censim.cli.command;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.NotConverged;
import java.nio.file.Path;
import java.util.Optional;

/** What a command does with a scenario; and the frame of all such commands: read it, refuse what is wrong, own up to faults. */
@FunctionalInterface
interface ScenarioTask {

    /** Returns the exit status. */
    int run(ReadResult.Accepted accepted, Scenario scenario) throws WrongInput, NotConverged;

    /**
     * Reads the scenario and does the task; what goes wrong is told and becomes an exit status.
     *
     * @param seed instead of the scenario's, when given
     * @param command that repeats this, without the program's name
     */
    static int perform(Terminal terminal, Path file, Optional<Long> seed, String command, ScenarioTask task) {
        ReadResult result = ScenarioReader.read(file);
        if (result instanceof ReadResult.Refused refused) {
            refused.diagnostics().forEach(terminal.err()::println);
            return ExitStatus.WRONG_INPUT;
        }
        ReadResult.Accepted accepted = (ReadResult.Accepted) result;
        return guarded(terminal, file, command, () -> {
            Run.checkSeed(seed);
            return task.run(accepted, seed.map(accepted.scenario()::withSeed).orElse(accepted.scenario()));
        });
    }

    /** What is done when everything has been read. */
    @FunctionalInterface
    interface Work {

        /** Returns the exit status. */
        int run() throws WrongInput, NotConverged;
    }

    /**
     * Does the work; what goes wrong is told and becomes an exit status.
     *
     * @param file what it is done with
     * @param command that repeats this, without the program's name
     */
    // Whatever fails in there is ours to report, be it an exception, a failed assertion or the end of the memory.
    @SuppressWarnings("CatchingUnchecked")
    static int guarded(Terminal terminal, Path file, String command, Work work) {
        try {
            return work.run();
        } catch (WrongInput e) {
            terminal.err().println("censim: " + e.sentence());
            return ExitStatus.WRONG_INPUT;
        } catch (NotConverged e) {
            terminal.err().println("censim: " + file + " does not converge: " + e.getMessage());
            return ExitStatus.NOT_HELD;
        } catch (CaseFault fault) {
            terminal.err().println("censim: internal error " + fault.getMessage());
            terminal.err().println("reproduce: ./censim " + command + " --case " + fault.id());
            fault.printStackTrace(terminal.err());
            return ExitStatus.FAULT;
        } catch (RuntimeException | Error fault) {
            terminal.err().println("censim: internal error: " + fault);
            terminal.err().println("reproduce: ./censim " + command);
            fault.printStackTrace(terminal.err());
            return ExitStatus.FAULT;
        }
    }
}
