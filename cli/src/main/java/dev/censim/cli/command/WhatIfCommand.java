package dev.censim.cli.command;

import dev.censim.kernel.Digest;
import dev.censim.model.Scenario;
import dev.censim.scenarios.whatif.CaseHistory;
import dev.censim.scenarios.whatif.CaseLine;
import dev.censim.scenarios.whatif.CrossCheck;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Equivalence;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Findings;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.Requirement;
import dev.censim.scenarios.whatif.Walk;
import dev.censim.scenarios.whatif.WhatIf;
import dev.censim.scenarios.whatif.WhatIfDocument;
import dev.censim.scenarios.whatif.WhatIfText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:done; with --expect, no case breaks it",
            " 1:with --expect, a case breaks it; or the network does not converge",
            " 2:the input is wrong: arguments, scenario file, or output folder",
            " 3:a fault of censim itself"
        },
        footerHeading = "%nWrites to the output folder:%n",
        footer = {
            "  whatif.json          every case with the ledger of every flow, single points, minimal failure sets",
            "  whatif.html          the same as a page that opens offline: failures x flows, each case, sets on the topology",
            "  whatif-timing.json   how long it took; all that depends on the machine",
            "  counterexample.yaml  with --expect: a scenario that shows the shortest case that breaks it",
            "  whatif.journal       only until whatif.json is whole: the cases so far, with which --resume goes on",
            "",
            "Examples:",
            "  ./censim whatif scenarios/dual-tunnel-failover.yaml",
            "  ./censim whatif scenarios/two-vbrs.yaml --failures 2 --elements path,circuit,customerGateway",
            "  ./censim whatif scenarios/dual-tunnel-failover.yaml --case path:internet-1/silent",
            "  ./censim whatif scenarios/two-vbrs.yaml --expect 10s",
            "  ./censim whatif scenarios/two-vbrs.yaml --failures 3 --prune",
            "  ./censim whatif big.yaml --failures 2 --out /data/big --resume"
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

    @Option(
            names = "--no-merge",
            description = "Try each set for itself, also those that tell the same devices the same as another one.")
    private boolean apart;

    @Option(
            names = "--prune",
            description =
                    "Leave out sets of which for every flow a part is known to be enough: no minimal failure set is lost.")
    private boolean prune;

    @Option(
            names = "--resume",
            description =
                    "Go on with the sweep that was killed or interrupted in this output folder: no case of it is lost or"
                            + " counted twice, and the results are the same to the byte.")
    private boolean resume;

    WhatIfCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return ScenarioTask.perform(
                terminal,
                file,
                options.seed(),
                command() + only.map(id -> " --case " + id).orElse(""),
                (accepted, scenario) -> only.isPresent() ? tell(scenario, only.get()) : explore(scenario));
    }

    /** What repeats this. */
    private String command() {
        return "whatif " + Run.quoted(file) + " " + options.words() + expect.words() + (fromZero ? " --from-zero" : "")
                + (apart ? " --no-merge" : "") + (prune ? " --prune" : "");
    }

    private int tell(Scenario scenario, String id) throws WrongInput, NotConverged {
        Failure failure = WhatIfOptions.failure(file, scenario, id);
        Optional<Requirement> required = expect.requirement(scenario);
        Gate gate = new Gate(required);
        WhatIf network = WhatIf.converge(scenario);
        CaseHistory history = network.history(failure);
        gate.take(history.outcome());
        if (!options.quiet()) {
            CaseReport.print(history, terminal);
            gate.tell(terminal);
        }
        if (out.isPresent()) {
            Findings findings = new Findings(required.orElse(Requirement.connected()));
            try (OutputFolder folder = OutputFolder.open(out.get())) {
                folder.remove(TIMING);
                folder.add(
                        List.of(document(scenario, network, failure.elements().size(), findings, document -> {
                            document.add(history.outcome());
                            document.end();
                        })));
                gate.write(folder, file, options.seed(), command() + " --case " + id);
                tellPlace(gate, folder);
            }
        }
        return gate.status();
    }

    private int explore(Scenario scenario) throws WrongInput, NotConverged {
        Plan plan = options.plan(file, scenario, apart ? Equivalence.none() : Equivalence.in(scenario));
        Optional<Requirement> required = expect.requirement(scenario);
        Requirement requirement = required.orElse(Requirement.connected());
        Walk walk = prune ? Walk.pruned(plan, requirement) : Walk.all(plan);
        SweepIdentity identity = identity(scenario, plan);
        int workers = options.workers();
        try (OutputFolder folder = OutputFolder.open(place(scenario))) {
            Path journal = folder.folder().resolve(CaseJournal.NAME);
            OptionalInt finished = resume && !Files.exists(journal) ? finished(folder, identity) : OptionalInt.empty();
            if (finished.isPresent()) {
                return finished.getAsInt();
            }
            long begun = System.nanoTime();
            WhatIf network = WhatIf.converge(scenario);
            SweepIdentity converged = identity.converged(Digest.format(network.digest()));
            try (CaseJournal cases = journal(folder, journal, converged, CaseLine.of(network), walk)) {
                return explore(
                        scenario, network, cases, folder, new Request(walk, workers, required, converged, begun));
            }
        }
    }

    /** @param begun when, in nanoseconds of a clock */
    private record Request(
            Walk walk, int workers, Optional<Requirement> required, SweepIdentity identity, long begun) {}

    private int explore(Scenario scenario, WhatIf network, CaseJournal journal, OutputFolder folder, Request asked)
            throws WrongInput {
        long converged = System.nanoTime();
        long resumed = journal.cases();
        Sweep sweep = new Sweep(
                asked.walk,
                asked.workers,
                fromZero ? network::outcomeFromZero : network::outcome,
                command() + " --out " + Run.quoted(place(scenario)) + " --resume");
        long simulated = sweep.run(journal, terminal, scenario.name(), options.quiet());
        long tried = System.nanoTime();
        Gate gate = new Gate(asked.required);
        Findings findings = new Findings(asked.required.orElse(Requirement.connected()));
        Walk written = asked.walk.anew();
        Cases cases = taker -> journal.forEach(written, taker.andThen(gate::take));
        CrossCheck paper = write(scenario, network, findings, folder, written, cases);
        gate.write(folder, file, options.seed(), command());
        SweepTiming timing = new SweepTiming(
                journal.cases(),
                resumed,
                asked.workers,
                converged - asked.begun,
                tried - converged,
                System.nanoTime() - asked.begun,
                simulated,
                SweepTiming.peakHeap(),
                new Completion(asked.identity, expect.words(), gate.status()));
        folder.add(List.of(new Artefact(TIMING, to -> to.write(timing.json().getBytes(StandardCharsets.UTF_8)))));
        journal.remove();
        if (!options.quiet()) {
            WhatIfText.of(findings, paper).forEach(terminal.out()::println);
            tell(gate, folder, journal.cases() + " cases" + (prune ? ", " + written.pruned() + " pruned" : ""));
        }
        return gate.status();
    }

    private void tell(Gate gate, OutputFolder folder, String cases) {
        terminal.out().println(cases + ": " + folder.folder().resolve(FINDINGS));
        gate.tell(terminal);
        tellPlace(gate, folder);
    }

    private Path place(Scenario scenario) {
        return out.orElse(Path.of("censim-out", scenario.name() + "-whatif"));
    }

    private void tellPlace(Gate gate, OutputFolder folder) {
        if (gate.status() != ExitStatus.HELD && !options.quiet()) {
            terminal.out().println("counterexample: " + folder.folder().resolve(Gate.COUNTEREXAMPLE));
        }
    }

    /** The exit status of this very sweep when its results are there already. */
    private OptionalInt finished(OutputFolder folder, SweepIdentity identity) {
        OptionalInt status = folder.has(FINDINGS, OutcomePage.PAGE)
                ? Completion.exitStatus(folder.folder().resolve(TIMING), identity, expect.words())
                : OptionalInt.empty();
        boolean isBroken = status.isPresent() && status.getAsInt() != ExitStatus.HELD;
        if (isBroken && !folder.has(Gate.COUNTEREXAMPLE)) {
            return OptionalInt.empty();
        }
        if (status.isPresent() && !options.quiet()) {
            terminal.out()
                    .println("finished already, nothing is tried again: "
                            + folder.folder().resolve(FINDINGS));
            if (isBroken) {
                terminal.out()
                        .println("expected: a case breaks it, see "
                                + folder.folder().resolve(Gate.COUNTEREXAMPLE));
            }
        }
        return status;
    }

    /** Writes the results, case by case; returns what the drawing of the network says to them. */
    private CrossCheck write(
            Scenario scenario, WhatIf network, Findings findings, OutputFolder folder, Walk walk, Cases cases)
            throws WrongInput {
        OutcomePage page = new OutcomePage(file, scenario, options, expect.sentence());
        List<CrossCheck> paper = new ArrayList<>();
        folder.add(List.of(document(scenario, network, options.failures(), findings, document -> {
            cases.forEach(outcome -> {
                document.add(outcome);
                page.take(outcome);
            });
            paper.add(document.end(walk.pruned()));
        })));
        folder.add(List.of(page.artefact(network, findings, paper.get(0), folder.folder())));
        return paper.get(0);
    }

    private SweepIdentity identity(Scenario scenario, Plan plan) throws WrongInput {
        return new SweepIdentity(
                Version.number(),
                Checksum.sha256(file),
                scenario.seed(),
                "",
                options.failures(),
                options.elementKinds().stream().map(ElementKind::text).collect(Collectors.joining(",")),
                (apart ? "each" : "merged") + (prune ? ", pruned" + expect.words() : ""),
                plan.size());
    }

    private CaseJournal journal(OutputFolder folder, Path journal, SweepIdentity sweep, CaseLine form, Walk walk)
            throws WrongInput {
        if (resume) {
            return CaseJournal.resume(journal, sweep, form, walk);
        }
        if (Files.exists(journal) && !options.quiet()) {
            terminal.err().println("censim: starts over; --resume would have gone on where " + journal + " ends");
        }
        folder.remove(TIMING);
        return CaseJournal.begin(journal, sweep, form);
    }

    /** Where the cases of a document come from. */
    @FunctionalInterface
    private interface Cases {
        void forEach(Consumer<Outcome> taker) throws IOException;
    }

    private static Artefact document(Scenario scenario, WhatIf network, int most, Findings findings, Writing writing) {
        return new Artefact(FINDINGS, to -> {
            WhatIfDocument document = new WhatIfDocument(
                    new OutputStreamWriter(to, StandardCharsets.UTF_8), scenario, network, most, findings);
            writing.to(document);
        });
    }

    /** What goes into a document, to its end. */
    @FunctionalInterface
    private interface Writing {
        void to(WhatIfDocument document) throws IOException;
    }
}
