package dev.censim.cli.command;

import dev.censim.scenarios.whatif.Counterexample;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Holds cases to what is required, and keeps the first that breaks it: in the order of a plan the shortest. */
final class Gate {

    static final String COUNTEREXAMPLE = "counterexample.yaml";

    private final Optional<Requirement> requirement;
    private Optional<Counterexample> counterexample = Optional.empty();
    private long broken;

    /** @param requirement without one everything passes */
    Gate(Optional<Requirement> requirement) {
        this.requirement = requirement;
    }

    /** Takes the cases in the order of the plan. */
    void take(Outcome outcome) {
        Optional<Counterexample> found = requirement.flatMap(required -> Counterexample.of(outcome, required));
        broken += found.isPresent() ? 1 : 0;
        counterexample = counterexample.or(() -> found);
    }

    /**
     * Writes the counterexample, or removes that of an earlier run.
     *
     * @param seed instead of the scenario's, when given
     * @param command that found it, without the program's name
     */
    void write(OutputFolder folder, Path file, Optional<Long> seed, String command) throws WrongInput {
        if (counterexample.isEmpty()) {
            folder.remove(COUNTEREXAMPLE);
            return;
        }
        Path place = folder.folder().resolve(COUNTEREXAMPLE);
        List<String> made = List.of(
                "Found by: ./censim " + command,
                "To see it: ./censim run " + place + " --out " + folder.folder().resolve("counterexample"));
        String text = counterexample.get().scenario(written(file), seed, made);
        folder.add(List.of(new Artefact(COUNTEREXAMPLE, to -> to.write(text.getBytes(StandardCharsets.UTF_8)))));
    }

    /** The exit status, when all cases have been taken. */
    int status() {
        return counterexample.isEmpty() ? ExitStatus.HELD : ExitStatus.NOT_HELD;
    }

    private static String written(Path file) throws WrongInput {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new WrongInput(file + " cannot be read any more: " + e.getMessage());
        }
    }

    /** What came of it, for people. */
    void tell(Terminal terminal) {
        if (requirement.isEmpty()) {
            return;
        }
        if (counterexample.isEmpty()) {
            terminal.out().println("expected: no case breaks it");
            return;
        }
        terminal.out()
                .println("expected: " + broken + (broken == 1 ? " case breaks it" : " cases break it")
                        + ", the shortest is " + counterexample.get().failure().id());
        counterexample.get().words().forEach(line -> terminal.out().println("  " + line));
    }
}
