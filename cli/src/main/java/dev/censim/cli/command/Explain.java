package dev.censim.cli.command;

import dev.censim.cli.command.Inspection.Answer;
import dev.censim.cli.command.Inspection.Moment;
import dev.censim.compile.Network;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.scenarios.explain.Explainer;
import dev.censim.scenarios.explain.Explanation;
import dev.censim.scenarios.explain.ExplanationJson;
import dev.censim.scenarios.explain.ExplanationText;
import dev.censim.scenarios.explain.SessionExplanation;
import dev.censim.scenarios.read.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code censim explain}: why a tunnel or a BGP session is as it is.
 *
 * @param tunnel or else the session
 */
record Explain(Path file, Optional<String> tunnel, Optional<String> session) implements Inspection.Question {

    @Override
    public boolean needsCapture() {
        return true;
    }

    @Override
    public void check(Scenario scenario, Network network) throws WrongInput {
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

    @Override
    public String command() {
        return "explain " + file + tunnel.map(name -> " --tunnel " + name).orElse("")
                + session.map(name -> " --session " + name).orElse("");
    }

    /** A session in a tunnel is told with its tunnel. */
    @Override
    public Answer answer(Moment moment) {
        String name = tunnel.or(() -> session).orElseThrow();
        if (moment.scenario().topology().tunnel(name).isPresent()) {
            Explanation explanation = Explainer.explain(
                    moment.scenario(),
                    moment.accepted().positions(),
                    moment.network().names(),
                    moment.simulation().journal(),
                    name,
                    moment.now());
            return new Answer(ExplanationText.of(explanation), ExplanationJson.of(explanation), explanation.isSound());
        }
        SessionExplanation explanation = Explainer.explainSession(
                moment.scenario(),
                moment.accepted().positions(),
                moment.network().names(),
                moment.simulation().journal(),
                name,
                moment.now());
        return new Answer(ExplanationText.of(explanation), ExplanationJson.of(explanation), explanation.isSound());
    }
}
