package dev.censim.cli.command;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Tunnel;
import dev.censim.scenarios.explain.Explainer;
import dev.censim.scenarios.explain.Explanation;
import dev.censim.scenarios.explain.ExplanationJson;
import dev.censim.scenarios.explain.ExplanationText;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.read.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code censim explain}: read, run up to an instant, say why a tunnel is as it is.
 *
 * @param at as a scenario writes durations; the end of the run unless given
 * @param seed instead of the scenario's, when given
 */
record Explain(Terminal terminal, Path file, String tunnel, Optional<String> at, Optional<Long> seed, boolean json) {

    int execute() {
        ReadResult result = ScenarioReader.read(file);
        if (result instanceof ReadResult.Refused refused) {
            refused.diagnostics().forEach(terminal.err()::println);
            return ExitStatus.WRONG_INPUT;
        }
        ReadResult.Accepted accepted = (ReadResult.Accepted) result;
        Scenario scenario = seed.map(accepted.scenario()::withSeed).orElse(accepted.scenario());
        try {
            Run.checkSeed(seed);
            checkTunnel(scenario);
            return explain(accepted, scenario, instant(scenario, at));
        } catch (WrongInput e) {
            terminal.err().println("censim: " + e.sentence());
            return ExitStatus.WRONG_INPUT;
        }
    }

    private void checkTunnel(Scenario scenario) throws WrongInput {
        List<String> names =
                scenario.topology().tunnels().stream().map(Tunnel::name).toList();
        if (!names.contains(tunnel)) {
            String help = Suggestion.nearest(tunnel, names)
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse(names.isEmpty() ? "it has none" : "it has " + some(names));
            throw new WrongInput(file + " has no tunnel '" + tunnel + "'; " + help);
        }
    }

    static String some(List<String> names) {
        int shown = 6;
        String all = String.join(", ", names.subList(0, Math.min(shown, names.size())));
        return names.size() > shown ? all + " and " + (names.size() - shown) + " more" : all;
    }

    /** @param at as a scenario writes durations; the end of the run when empty */
    static long instant(Scenario scenario, Optional<String> at) throws WrongInput {
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

    // Whatever fails in there is ours to report, be it an exception, a failed assertion or the end of the memory.
    @SuppressWarnings("CatchingUnchecked")
    private int explain(ReadResult.Accepted accepted, Scenario scenario, long instant) {
        Explanation explanation;
        try (ProgressLine progress = ProgressLine.of(terminal, scenario.name(), json)) {
            Network network = Compiler.compile(scenario, true);
            Simulation simulation = Engine.simulate(network, instant, progress);
            explanation = Explainer.explain(
                    scenario, accepted.positions(), network.names(), simulation.journal(), tunnel, instant);
        } catch (RuntimeException | Error fault) {
            terminal.err().println("censim: internal error: " + fault);
            terminal.err().println("reproduce: ./censim explain " + file + " --tunnel " + tunnel);
            fault.printStackTrace(terminal.err());
            return ExitStatus.FAULT;
        }
        if (json) {
            terminal.out().println(ExplanationJson.of(explanation));
        } else {
            ExplanationText.of(explanation).forEach(terminal.out()::println);
        }
        return explanation.isSound() ? ExitStatus.HELD : ExitStatus.NOT_HELD;
    }
}
