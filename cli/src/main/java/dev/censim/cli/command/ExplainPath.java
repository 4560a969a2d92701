package dev.censim.cli.command;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Host;
import dev.censim.scenarios.path.PathExplainer;
import dev.censim.scenarios.path.PathExplanation;
import dev.censim.scenarios.path.PathJson;
import dev.censim.scenarios.path.PathText;
import dev.censim.scenarios.path.Protocol;
import dev.censim.scenarios.path.Question;
import dev.censim.scenarios.path.Subject;
import dev.censim.scenarios.read.Positions;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.read.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code censim explain --from --to}: read, run up to an instant, say what becomes of a packet.
 *
 * @param at as a scenario writes durations; the end of the run unless given
 * @param seed instead of the scenario's, when given
 */
record ExplainPath(
        Terminal terminal,
        Path file,
        String from,
        String to,
        Protocol protocol,
        int port,
        Optional<String> at,
        Optional<Long> seed,
        boolean json) {

    /** The first of the range that IANA leaves to clients (RFC 6335 section 6). */
    private static final int CLIENT_PORT = 49152;

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
            if (port < 1 || port > 0xffff) {
                throw new WrongInput("--port " + port + ": write a port from 1 to 65535");
            }
            Question question = new Question(host(scenario, from), host(scenario, to), protocol, CLIENT_PORT, port);
            return explain(scenario, accepted.positions(), question, Explain.instant(scenario, at));
        } catch (WrongInput e) {
            terminal.err().println("censim: " + e.sentence());
            return ExitStatus.WRONG_INPUT;
        }
    }

    private Host host(Scenario scenario, String name) throws WrongInput {
        List<Host> hosts = scenario.topology().hosts();
        List<String> names = hosts.stream().map(Host::name).toList();
        return hosts.stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WrongInput(file + " has no host '" + name + "'; "
                        + Suggestion.nearest(name, names)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("it has " + Explain.some(names))));
    }

    // Whatever fails in there is ours to report, be it an exception, a failed assertion or the end of the memory.
    @SuppressWarnings("CatchingUnchecked")
    private int explain(Scenario scenario, Positions positions, Question question, long instant) {
        PathExplanation explanation;
        try (ProgressLine progress = ProgressLine.of(terminal, scenario.name(), json)) {
            Network network = Compiler.compile(scenario, true);
            Simulation simulation = Engine.simulate(network, instant, progress);
            explanation = PathExplainer.explain(new Subject(scenario, positions, network), simulation, question);
        } catch (RuntimeException | Error fault) {
            terminal.err().println("censim: internal error: " + fault);
            terminal.err().println("reproduce: ./censim explain " + file + " --from " + from + " --to " + to);
            fault.printStackTrace(terminal.err());
            return ExitStatus.FAULT;
        }
        if (json) {
            terminal.out().println(PathJson.of(explanation));
        } else {
            PathText.of(explanation).forEach(terminal.out()::println);
        }
        return explanation.isSound() ? ExitStatus.HELD : ExitStatus.NOT_HELD;
    }
}
