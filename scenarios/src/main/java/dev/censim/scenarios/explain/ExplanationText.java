package dev.censim.scenarios.explain;

import dev.censim.kernel.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An explanation for people, in lines. */
public final class ExplanationText {

    private static final int ROUTES = 4;

    private final List<String> lines = new ArrayList<>();

    private ExplanationText() {}

    /** The lines, without their ends. */
    public static List<String> of(Explanation explanation) {
        ExplanationText text = new ExplanationText();
        text.headline(explanation);
        explanation.ends().forEach(text::end);
        text.story(explanation.negotiation());
        explanation.bgp().ifPresent(bgp -> text.lines.addAll(BgpText.of(bgp)));
        text.diagnoses(explanation.diagnoses());
        return List.copyOf(text.lines);
    }

    /** The lines about a circuit's session, without their ends. */
    public static List<String> of(SessionExplanation explanation) {
        ExplanationText text = new ExplanationText();
        String state = explanation.bgp().isUp() ? "BGP up" : "BGP down";
        String verdict = explanation.bgp().isUp() && !explanation.isSound() ? "BGP up, with a flaw" : state;
        text.lines.add(explanation.session() + " at " + Time.format(explanation.at()) + " s: " + verdict);
        text.lines.addAll(BgpText.ends(explanation.bgp()));
        text.lines.addAll(BgpText.of(explanation.bgp()));
        text.diagnoses(explanation.diagnoses());
        return List.copyOf(text.lines);
    }

    private void headline(Explanation explanation) {
        String verdict = explanation.isUp() && !explanation.isSound() ? "up, with a flaw" : explanation.state();
        lines.add(explanation.tunnel() + " at " + Time.format(explanation.at()) + " s: " + verdict);
    }

    private void end(EndState end) {
        lines.add("");
        lines.add(end.side().text() + " (" + end.device() + ")");
        aspect("tunnel", end.tunnel());
        aspect("IKE SA", end.ikeSa());
        aspect("child SA", end.childSa());
        end.bgp().ifPresent(bgp -> aspect("BGP", bgp));
        end.healthCheck().ifPresent(check -> aspect("health check", check));
        routes(end.routes());
    }

    private void aspect(String name, Aspect aspect) {
        String why = aspect.why().isEmpty() ? "" : ": " + aspect.why();
        row(name, aspect.state() + " since " + Time.format(aspect.since()) + " s" + why);
    }

    private void routes(List<Aspect> routes) {
        if (routes.isEmpty()) {
            row("routes", "none leads here");
        }
        for (int i = 0; i < Math.min(ROUTES, routes.size()); i++) {
            Aspect route = routes.get(i);
            row(
                    i == 0 ? "routes" : "",
                    route.state() + " (" + route.why() + ") since " + Time.format(route.since()) + " s");
        }
        if (routes.size() > ROUTES) {
            row("", "and " + (routes.size() - ROUTES) + " more");
        }
    }

    private void row(String name, String text) {
        lines.add(String.format(Locale.ROOT, "  %-13s %s", name, text).stripTrailing());
    }

    private void story(List<StoryLine> story) {
        lines.add("");
        lines.add("The last negotiation");
        if (story.isEmpty()) {
            lines.add("  there was none");
        }
        story.forEach(line -> lines.add(line(line)));
    }

    /** One line of a story. */
    static String line(StoryLine line) {
        String side = line.side()
                .map(known ->
                        line.isMessage() ? known.text() + " -> " + known.other().text() : known.text())
                .orElse("");
        String frame = line.frame().isPresent() ? "  [frame " + line.frame().getAsInt() + "]" : "";
        return String.format(Locale.ROOT, "  %10s s  %-17s  %s%s", Time.format(line.at()), side, line.text(), frame)
                .stripTrailing();
    }

    private void diagnoses(List<Diagnosis> diagnoses) {
        lines.add("");
        lines.add("Diagnosis");
        if (diagnoses.isEmpty()) {
            lines.add("  nothing is wrong");
        }
        for (int i = 0; i < diagnoses.size(); i++) {
            if (i > 0) {
                lines.add("");
            }
            diagnosis(diagnoses.get(i));
        }
    }

    private void diagnosis(Diagnosis diagnosis) {
        lines.add("  " + diagnosis.code().text() + " (" + diagnosis.severity().text() + "): " + diagnosis.finding());
        diagnosis.difference().ifPresent(difference -> {
            setting(difference.cloud());
            setting(difference.customer());
        });
        String name = diagnosis.difference().isPresent() ? "revealed by" : "shown by";
        for (Evidence evidence : diagnosis.evidence()) {
            String frame =
                    evidence.frame().isPresent() ? ", frame " + evidence.frame().getAsInt() : "";
            detail(name, Time.format(evidence.at()) + " s" + frame + ": " + evidence.text());
            name = "";
        }
        detail("remedy", diagnosis.remedy());
    }

    private void setting(Setting setting) {
        detail(setting.side().text(), setting.key() + " = " + setting.value() + "   " + origin(setting.written()));
    }

    private static String origin(Optional<?> written) {
        return written.map(position -> "(" + position + ")").orElse("(default, not written)");
    }

    private void detail(String name, String text) {
        lines.add(String.format(Locale.ROOT, "    %-12s %s", name, text));
    }
}
