package dev.censim.cli.command;

import dev.censim.model.Scenario;
import dev.censim.scenarios.whatif.CaseHistory;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Findings;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.Requirement;
import dev.censim.scenarios.whatif.WhatIf;
import dev.censim.scenarios.whatif.WhatIfDocument;
import dev.censim.scenarios.whatif.WhatIfText;
import dev.censim.scenarios.whatif.Workers;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code censim whatif}: converge, then let everything fail, one after the other or several together. */
@Command(
        name = "whatif",
        description = {
            "Runs a scenario until it has converged, and from there tries the failure of every element (or of every set of up to K):"
                    + " fail, wait until the network is at rest, repair, wait again. Tells for each flow how long it was out, what"
                    + " found the failure out, and what cuts it off. The scenario's own faults and expectations play no part.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nWrites to the output folder:%n",
        footer = {
            "  whatif.json          every case with the ledger of every flow, single points, minimal failure sets",
            "  whatif.html          the same as a page that opens offline: failures x flows, each case, sets on the topology",
            "  whatif-timing.json   how long it took; all that depends on the machine",
            "  counterexample.yaml  with --expect: a scenario that shows the shortest case that breaks it",
            "",
            "Examples:",
            "  ./censim whatif scenarios/dual-tunnel-failover.yaml",
            "  ./censim whatif scenarios/two-vbrs.yaml --failures 2 --elements path,circuit,customerGateway",
            "  ./censim whatif scenarios/dual-tunnel-failover.yaml --case path:internet-1/silent",
            "  ./censim whatif scenarios/two-vbrs.yaml --expect 10s"
        })
final class WhatIfCommand implements Callable<Integer> {

    static final String FINDINGS = "whatif.json";
    static final String TIMING = "whatif-timing.json";

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The scenario.")
    private Path file = Path.of("");

    @Mixin
    private WhatIfOptions options = new WhatIfOptions();

    @Mixin
    private ExpectOptions expect = new ExpectOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where to write; censim-out/<name of the scenario>-whatif unless given.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--from-zero",
            description = "Converge anew for each case instead of forking: the same figures, much later. For doubters.")
    private boolean fromZero;

    @Option(
            names = "--case",
            paramLabel = "ID",
            description =
                    "Only the case of that id: tells its ledger and what happened, and writes nothing without --out.")
    private Optional<String> only = Optional.empty();

    WhatIfCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return ScenarioTask.perform(
                terminal,
                file,
                options.seed(),
                command(),
                (accepted, scenario) -> only.isPresent() ? tell(scenario, only.get()) : explore(scenario));
    }

    private int tell(Scenario scenario, String id) throws WrongInput, NotConverged {
        Failure failure = WhatIfOptions.failure(file, scenario, id);
        WhatIf network = WhatIf.converge(scenario);
        CaseHistory history = network.history(failure);
        if (!options.quiet()) {
            CaseReport.print(history, terminal);
        }
        if (out.isPresent()) {
            try (OutputFolder folder = OutputFolder.open(out.get())) {
                folder.add(List.of(new Artefact(FINDINGS, to -> {
                    WhatIfDocument document = new WhatIfDocument(
                            new OutputStreamWriter(to, StandardCharsets.UTF_8),
                            scenario,
                            network,
                            failure.elements().size(),
                            new Findings());
                    document.add(history.outcome());
                    document.end();
                })));
            }
        }
        return ExitStatus.HELD;
    }

    private String command() {
        return "whatif " + file + " " + options.words() + expect.words() + (fromZero ? " --from-zero" : "")
                + only.map(id -> " --case " + id).orElse("");
    }

    private int explore(Scenario scenario) throws WrongInput, NotConverged {
        Plan plan = options.plan(file, scenario);
        int atATime = options.workers();
        Optional<Requirement> required = expect.requirement(scenario);
        Gate gate = new Gate(required);
        Path place = out.orElse(Path.of("censim-out", scenario.name() + "-whatif"));
        try (OutputFolder folder = OutputFolder.open(place)) {
            long begun = System.nanoTime();
            WhatIf network = WhatIf.converge(scenario);
            long converged = System.nanoTime();
            Findings findings = new Findings(required.orElse(Requirement.connected()));
            OutcomePage page = new OutcomePage(file, scenario, options);
            folder.add(List.of(new Artefact(FINDINGS, to -> {
                WhatIfDocument document = new WhatIfDocument(
                        new OutputStreamWriter(to, StandardCharsets.UTF_8),
                        scenario,
                        network,
                        options.failures(),
                        findings);
                tryAll(network, plan, atATime, scenario.name(), outcome -> {
                    document.add(outcome);
                    page.take(outcome);
                    gate.take(outcome);
                });
                document.end();
            })));
            long done = System.nanoTime();
            String timing = timing(plan.size(), atATime, converged - begun, done - converged);
            folder.add(List.of(
                    page.artefact(network, findings, folder.folder()),
                    new Artefact(TIMING, to -> to.write(utf8(timing)))));
            int status = gate.write(folder, file, options.seed(), command());
            if (!options.quiet()) {
                WhatIfText.of(findings).forEach(terminal.out()::println);
                terminal.out()
                        .println(plan.size() + " cases: " + folder.folder().resolve(FINDINGS));
                gate.tell(terminal, folder);
            }
            return status;
        }
    }

    private void tryAll(WhatIf network, Plan plan, int atATime, String task, Consumer<Outcome> taker) {
        int[] done = {0};
        try (ProgressLine progress = ProgressLine.of(terminal, task, options.quiet())) {
            Workers.run(
                    atATime,
                    plan.iterator(),
                    failure -> fromZero ? network.outcomeFromZero(failure) : network.outcome(failure),
                    outcome -> {
                        taker.accept(outcome);
                        progress.at(++done[0], (int) plan.size());
                    });
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String timing(long cases, int workers, long convergeNanos, long casesNanos) {
        return String.format(
                Locale.ROOT,
                "{%n  \"cases\" : %d,%n  \"workers\" : %d,%n  \"convergeSeconds\" : %.3f,%n  \"casesSeconds\" : %.3f,%n"
                        + "  \"casesPerSecond\" : %.3f%n}%n",
                cases,
                workers,
                convergeNanos / 1e9,
                casesNanos / 1e9,
                cases / (casesNanos / 1e9));
    }
}
