package dev.censim.cli.command;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A look at one instant of a run: read, run up to it, ask, print.
 *
 * @param at as a scenario writes durations; the end of the run unless given
 * @param seed instead of the scenario's, when given
 */
record Inspection(Terminal terminal, Path file, Optional<String> at, Optional<Long> seed, boolean json) {

    /** What is printed, and whether there is nothing to say against it. */
    record Answer(List<String> text, String json, boolean isSound) {}

    /** The run at the instant. */
    record Moment(ReadResult.Accepted accepted, Scenario scenario, Network network, Simulation simulation, long now) {}

    /** What is asked. */
    interface Question {

        /** Whether packets have to be in the journal. */
        boolean needsCapture();

        /** Refuses what the scenario has not got, before anything runs. */
        void check(Scenario scenario, Network network) throws WrongInput;

        Answer answer(Moment moment);

        /** The command with its arguments, to ask the same again. */
        String command();
    }

    int ask(Question question) {
        return ScenarioTask.perform(
                terminal,
                file,
                seed,
                question.command(),
                (accepted, scenario) -> print(answer(question, accepted, scenario)));
    }

    private Answer answer(Question question, ReadResult.Accepted accepted, Scenario scenario) throws WrongInput {
        long instant = instant(scenario);
        Network network = Compiler.compile(scenario, question.needsCapture());
        question.check(scenario, network);
        try (ProgressLine progress = ProgressLine.of(terminal, scenario.name(), json)) {
            Simulation simulation = Engine.simulate(network, instant, progress);
            return question.answer(new Moment(accepted, scenario, network, simulation, instant));
        }
    }

    private long instant(Scenario scenario) throws WrongInput {
        long end = Time.of(scenario.duration());
        if (at.isEmpty()) {
            return end;
        }
        Duration written = ScenarioReader.duration(at.get())
                .orElseThrow(() -> new WrongInput(
                        "--at " + at.get() + ": write a duration such as 45s, 250ms or 1h30m since the start"));
        if (written.compareTo(scenario.duration()) > 0) {
            throw new WrongInput("--at " + at.get() + ": the run ends at " + Time.format(end) + " s");
        }
        return Time.of(written);
    }

    private int print(Answer answer) {
        if (json) {
            terminal.out().println(answer.json());
        } else {
            answer.text().forEach(terminal.out()::println);
        }
        return answer.isSound() ? ExitStatus.HELD : ExitStatus.NOT_HELD;
    }
}
