package dev.censim.cli.command;

import dev.censim.cli.command.Inspection.Answer;
import dev.censim.cli.command.Inspection.Moment;
import dev.censim.compile.Network;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Host;
import dev.censim.scenarios.path.PathExplainer;
import dev.censim.scenarios.path.PathExplanation;
import dev.censim.scenarios.path.PathJson;
import dev.censim.scenarios.path.PathText;
import dev.censim.scenarios.path.Protocol;
import dev.censim.scenarios.path.Question;
import dev.censim.scenarios.path.Subject;
import dev.censim.scenarios.read.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code censim explain --from --to}: what becomes of a packet. */
record ExplainPath(Path file, String from, String to, Protocol protocol, int port) implements Inspection.Question {

    /** The first of the range that IANA leaves to clients (RFC 6335 section 6). */
    private static final int CLIENT_PORT = 49152;

    @Override
    public boolean needsCapture() {
        return true;
    }

    @Override
    public void check(Scenario scenario, Network network) throws WrongInput {
        if (port < 1 || port > 0xffff) {
            throw new WrongInput("--port " + port + ": write a port from 1 to 65535");
        }
        for (String name : List.of(from, to)) {
            if (host(scenario, name).isEmpty()) {
                List<String> names =
                        scenario.topology().hosts().stream().map(Host::name).toList();
                throw new WrongInput(file + " has no host '" + name + "'; "
                        + Suggestion.nearest(name, names)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("it has " + Explain.some(names)));
            }
        }
    }

    private static Optional<Host> host(Scenario scenario, String name) {
        return scenario.topology().hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst();
    }

    @Override
    public String command() {
        return "explain " + file + " --from " + from + " --to " + to;
    }

    @Override
    public Answer answer(Moment moment) {
        Scenario scenario = moment.scenario();
        Question question = new Question(
                host(scenario, from).orElseThrow(), host(scenario, to).orElseThrow(), protocol, CLIENT_PORT, port);
        Subject subject = new Subject(scenario, moment.accepted().positions(), moment.network());
        PathExplanation explanation = PathExplainer.explain(subject, moment.simulation(), question);
        return new Answer(PathText.of(explanation), PathJson.of(explanation), explanation.isSound());
    }
}
