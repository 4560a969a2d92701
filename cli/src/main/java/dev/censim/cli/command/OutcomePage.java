package dev.censim.cli.command;

import dev.censim.kernel.Digest;
import dev.censim.model.Scenario;
import dev.censim.model.traffic.Flow;
import dev.censim.reports.whatif.Asymmetry;
import dev.censim.reports.whatif.Availability;
import dev.censim.reports.whatif.Case;
import dev.censim.reports.whatif.Disagreement;
import dev.censim.reports.whatif.Loss;
import dev.censim.reports.whatif.Matrix;
import dev.censim.reports.whatif.Rankings;
import dev.censim.reports.whatif.WhatIfHtml;
import dev.censim.reports.whatif.WhatIfReport;
import dev.censim.scenarios.whatif.Belief;
import dev.censim.scenarios.whatif.CrossCheck;
import dev.censim.scenarios.whatif.Element;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Findings;
import dev.censim.scenarios.whatif.FlowLoss;
import dev.censim.scenarios.whatif.Manner;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of an analysis, {@code whatif.html}: it takes each outcome as it comes, and is written when all have come. */
final class OutcomePage {

    static final String PAGE = "whatif.html";
    static final String AVAILABILITY = "availability.json";

    private final Path file;
    private final Scenario scenario;
    private final WhatIfOptions options;
    private final String required;
    private final Matrix matrix;

    /**
     * @param file of the scenario, as the user wrote it
     * @param required of a flow, a sentence
     */
    OutcomePage(Path file, Scenario scenario, WhatIfOptions options, String required) {
        this.file = file;
        this.scenario = scenario;
        this.options = options;
        this.required = required;
        matrix = new Matrix(scenario.flows().stream().map(Flow::name).toList());
    }

    void take(Outcome outcome) {
        matrix.take(new Case(
                outcome.failure().elements().stream().map(Element::id).toList(),
                outcome.failure().manner().text(),
                outcome.failedAt(),
                outcome.repairedAt(),
                outcome.endedAt(),
                outcome.isSettled(),
                outcome.flows().stream().map(OutcomePage::loss).toList(),
                outcome.failure().representativeOf().stream().map(Failure::id).toList(),
                outcome.beliefs().stream().map(OutcomePage::disagreement).toList(),
                outcome.asymmetricPairs().stream()
                        .map(pair -> new Asymmetry(pair.flows(), pair.isNew(), pair.there(), pair.back()))
                        .toList()));
    }

    private static Disagreement disagreement(Belief belief) {
        return new Disagreement(
                belief.believer().text(), belief.subject().text() + " " + belief.name(), belief.from(), belief.to());
    }

    private static Loss loss(FlowLoss loss) {
        return new Loss(
                loss.flow(),
                loss.outage(),
                loss.isCutOff(),
                loss.repairOutage(),
                loss.lost(),
                loss.duplicated(),
                loss.reordered(),
                loss.discovery().map(found -> new Loss.Discovery(found.by().text(), found.device())),
                loss.detection(),
                loss.rekey(),
                loss.convergence(),
                loss.installation(),
                loss.pathBefore(),
                loss.pathAfter());
    }

    /** @param folder where {@code availability.json} lies when availability has been estimated */
    Artefact artefact(WhatIf network, Findings findings, CrossCheck paper, Path folder) {
        WhatIfReport report = new WhatIfReport(
                scenario.name(),
                scenario.description(),
                scenario.seed(),
                Digest.format(network.digest()),
                network.convergedAt(),
                options.failures(),
                "./censim whatif " + file
                        + options.seed().map(seed -> " --seed " + seed).orElse(""),
                required,
                scenario.topology(),
                matrix,
                rankings(findings, paper),
                availability(folder));
        return new Artefact(PAGE, out -> WhatIfHtml.write(report, out));
    }

    private static Rankings rankings(Findings findings, CrossCheck paper) {
        Map<String, List<String>> sets = new LinkedHashMap<>();
        findings.minimalSets()
                .forEach((flow, failures) -> sets.put(
                        flow, failures.stream().map(set -> set.failure().id()).toList()));
        return new Rankings(
                findings.singlePoints(),
                findings.worst().stream()
                        .map(worst -> new Rankings.Worst(
                                worst.loss().flow(),
                                worst.failure().id(),
                                worst.loss().outage(),
                                worst.loss().isCutOff()))
                        .toList(),
                findings.damage().stream().map(OutcomePage::damage).toList(),
                sets,
                onPaper(paper));
    }

    /** Flows that disagree for the same reason together. */
    private static List<Rankings.OnPaper> onPaper(CrossCheck paper) {
        Map<CrossCheck.Disagreement, List<String>> flows = new LinkedHashMap<>();
        paper.flows()
                .forEach(drawn -> drawn.disagreements()
                        .forEach(one -> flows.computeIfAbsent(one, reason -> new ArrayList<>())
                                .add(drawn.flow())));
        return flows.entrySet().stream()
                .map(entry -> new Rankings.OnPaper(
                        entry.getKey().failure().id(),
                        entry.getValue(),
                        entry.getKey().isCutOff(),
                        entry.getKey().reason()))
                .toList();
    }

    /** An element is told by its failure in the worse manner. */
    private static Rankings.Damage damage(Findings.Damage damage) {
        Manner worse = Collections.max(damage.outages().entrySet(), Map.Entry.comparingByValue())
                .getKey();
        return new Rankings.Damage(new Failure(List.of(damage.element()), worse).id(), damage.outage());
    }

    /** Empty as well when the file cannot be read: the page then says how to make it. */
    private static Optional<Availability> availability(Path folder) {
        Path file = folder.resolve(AVAILABILITY);
        try {
            return Files.exists(file) ? Availability.read(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
