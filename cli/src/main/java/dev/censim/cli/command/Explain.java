package dev.censim.cli.command;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.scenarios.explain.Explainer;
import dev.censim.scenarios.explain.Explanation;
import dev.censim.scenarios.explain.ExplanationJson;
import dev.censim.scenarios.explain.ExplanationText;
import dev.censim.scenarios.explain.SessionExplanation;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.read.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code censim explain}: read, run up to an instant, say why a tunnel or a BGP session is as it is.
 *
 * @param tunnel or else the session
 * @param at as a scenario writes durations; the end of the run unless given
 * @param seed instead of the scenario's, when given
 */
record Explain(
        Terminal terminal,
        Path file,
        Optional<String> tunnel,
        Optional<String> session,
        Optional<String> at,
        Optional<Long> seed,
        boolean json) {

    /** What is printed, and whether there is nothing to say against it. */
    private record Answer(List<String> text, String json, boolean isSound) {}

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
            checkNames(scenario);
            return explain(accepted, scenario, instant(scenario, at));
        } catch (WrongInput e) {
            terminal.err().println("censim: " + e.sentence());
            return ExitStatus.WRONG_INPUT;
        }
    }

    private void checkNames(Scenario scenario) throws WrongInput {
        List<String> tunnels =
                scenario.topology().tunnels().stream().map(Tunnel::name).toList();
        List<String> sessions = sessions(scenario);
        if (tunnel.isPresent()) {
            boolean isOfVbr = sessions.contains(tunnel.get()) && !tunnels.contains(tunnel.get());
            check("tunnel", tunnel.get(), tunnels, isOfVbr ? "it is a VBR: write --session " + tunnel.get() : "");
        } else {
            boolean isWithoutBgp = tunnels.contains(session.get()) && !sessions.contains(session.get());
            check("BGP session", session.get(), sessions, isWithoutBgp ? "that tunnel runs no BGP" : "");
        }
    }

    private void check(String kind, String name, List<String> names, String instead) throws WrongInput {
        if (!names.contains(name)) {
            String help = Suggestion.nearest(name, names)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse(names.isEmpty() ? "it has none" : "it has " + some(names));
            throw new WrongInput(file + " has no " + kind + " '" + name + "'; " + (instead.isEmpty() ? help : instead));
        }
    }

    /** The tunnels and VBRs that run BGP. */
    private static List<String> sessions(Scenario scenario) {
        return Stream.concat(
                        scenario.topology().tunnels().stream()
                                .filter(of -> of.bgp().isPresent())
                                .map(Tunnel::name),
                        scenario.topology().vbrs().stream()
                                .filter(vbr -> vbr.bgp().isPresent())
                                .map(Vbr::name))
                .toList();
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
        Answer answer;
        try (ProgressLine progress = ProgressLine.of(terminal, scenario.name(), json)) {
            Network network = Compiler.compile(scenario, true);
            Simulation simulation = Engine.simulate(network, instant, progress);
            answer = answer(accepted, scenario, network, simulation, instant);
        } catch (RuntimeException | Error fault) {
            terminal.err().println("censim: internal error: " + fault);
            terminal.err().println("reproduce: ./censim explain " + file + " " + arguments());
            fault.printStackTrace(terminal.err());
            return ExitStatus.FAULT;
        }
        if (json) {
            terminal.out().println(answer.json());
        } else {
            answer.text().forEach(terminal.out()::println);
        }
        return answer.isSound() ? ExitStatus.HELD : ExitStatus.NOT_HELD;
    }

    private String arguments() {
        return tunnel.map(name -> "--tunnel " + name).orElseGet(() -> "--session " + session.orElse(""));
    }

    /** A session in a tunnel is told with its tunnel. */
    private Answer answer(
            ReadResult.Accepted accepted, Scenario scenario, Network network, Simulation simulation, long instant) {
        String name = tunnel.or(() -> session).orElseThrow();
        if (scenario.topology().tunnel(name).isPresent()) {
            Explanation explanation = Explainer.explain(
                    scenario, accepted.positions(), network.names(), simulation.journal(), name, instant);
            return new Answer(ExplanationText.of(explanation), ExplanationJson.of(explanation), explanation.isSound());
        }
        SessionExplanation explanation = Explainer.explainSession(
                scenario, accepted.positions(), network.names(), simulation.journal(), name, instant);
        return new Answer(ExplanationText.of(explanation), ExplanationJson.of(explanation), explanation.isSound());
    }
}
