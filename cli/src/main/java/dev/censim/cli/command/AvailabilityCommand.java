package dev.censim.cli.command;

import dev.censim.model.Scenario;
import dev.censim.reports.whatif.Availability;
import dev.censim.reports.whatif.WhatIfHtml;
import dev.censim.scenarios.availability.AvailabilityJson;
import dev.censim.scenarios.availability.AvailabilityText;
import dev.censim.scenarios.availability.Component;
import dev.censim.scenarios.availability.Estimates;
import dev.censim.scenarios.availability.Estimator;
import dev.censim.scenarios.availability.Method;
import dev.censim.scenarios.availability.SimulatedNetwork;
import dev.censim.scenarios.availability.Study;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.WhatIf;
import dev.censim.scenarios.whatif.Workers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code censim availability}: what years of failures and repairs make of the flows. */
@Command(
        name = "availability",
        description = {
            "Lets what the scenario's 'reliability' names fail and be repaired over years, again and again, and tells for each flow"
                    + " how available it is, with an interval, and what it suffers from. What a failure does comes from the"
                    + " simulator: each set of failures is tried once, from the converged network.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:done; with --until-width, the interval is as narrow as was asked for",
            " 1:after all trials the interval is wider than --until-width, or the network does not converge",
            " 2:the input is wrong: arguments, scenario file, or output folder",
            " 3:a fault of censim itself"
        },
        footerHeading = "%nWrites to the output folder:%n",
        footer = {
            "  availability.json    flows with intervals and percentiles, elements with their contributions",
            "  availability.html    the same as plots, offline; whatif.html shows them too when written to this folder later",
            "",
            "Examples:",
            "  ./censim availability scenarios/two-providers.yaml",
            "  ./censim availability scenarios/two-providers.yaml --years 20 --trials 5000 --until-width 0.1",
            "  ./censim availability scenarios/two-providers.yaml --method enumerate --failures 3"
        })
final class AvailabilityCommand implements Callable<Integer> {

    static final String AVAILABILITY = "availability.json";
    static final String PAGE = "availability.html";

    private static final long MOST_TRIALS = 10_000_000;
    private static final double MOST_YEARS = 10_000;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The scenario; it says under 'reliability' what fails how often.")
    private Path file = Path.of("");

    @Option(
            names = "--years",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "How long a trial is; ${DEFAULT-VALUE} unless given. Percentiles are over trials of this length.")
    private double years;

    @Option(
            names = "--trials",
            paramLabel = "M",
            defaultValue = "1000",
            description = "How many trials are made at most; ${DEFAULT-VALUE} unless given.")
    private long trials;

    @Option(
            names = "--until-width",
            paramLabel = "W",
            description =
                    "Stop when the 95 %% interval of the worst flow's outage is narrower than W times the outage, such"
                            + " as 0.1.")
    private Optional<Double> width = Optional.empty();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "sampling",
            description =
                    "sampling: histories of years; importance: instants at which failures meet, weighted, for what is too"
                            + " rare to be seen; enumerate: all sets with their chances, exact, for up to about 20 components."
                            + " ${DEFAULT-VALUE} unless given.")
    private String method = "";

    @Option(
            names = "--failures",
            paramLabel = "K",
            defaultValue = "2",
            description =
                    "How many components are tried together at most; ${DEFAULT-VALUE} unless given. Of more that are down"
                            + " it is assumed that they do what their parts do.")
    private int failures;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads; as many as the machine has cores unless given. It changes no result.")
    private Optional<Integer> workers = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of every random draw; the scenario's unless given.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where to write; censim-out/<name of the scenario>-availability unless given.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors.")
    private boolean quiet;

    AvailabilityCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String words = "availability " + file + " --years " + years + " --trials " + trials + " --method " + method
                + " --failures " + failures
                + width.map(share -> " --until-width " + share).orElse("")
                + seed.map(number -> " --seed " + number).orElse("");
        return ScenarioTask.perform(terminal, file, seed, words, (accepted, scenario) -> estimate(scenario));
    }

    private int estimate(Scenario scenario) throws WrongInput, NotConverged {
        Method chosen = checked(scenario);
        int threads = workers.orElse(Runtime.getRuntime().availableProcessors());
        Path place = out.orElse(Path.of("censim-out", scenario.name() + "-availability"));
        try (OutputFolder folder = OutputFolder.open(place)) {
            SimulatedNetwork network = new SimulatedNetwork(scenario, WhatIf.converge(scenario));
            refuseUnless(
                    !network.flows().isEmpty(),
                    file + ": no packet of any flow arrives even when all is well; see ./censim explain");
            Study study = study(chosen, scenario, network);
            Estimator estimator = new Estimator(study);
            boolean isNarrow = work(study, threads, scenario.name(), estimator);
            Estimates estimates = estimator.estimates();
            String json = AvailabilityJson.of(scenario, years, failures, estimates);
            folder.add(artefacts(scenario.name(), json));
            if (!quiet) {
                AvailabilityText.of(estimates, failures).forEach(terminal.out()::println);
                network.deadFlows()
                        .forEach(flow -> terminal.out()
                                .println("left out, as nothing of it arrives even when all is well: " + flow));
                terminal.out()
                        .println(estimates.method().words() + ", " + estimates.trials()
                                + (chosen == Method.ENUMERATE ? " sets, " : " trials, ") + study.setsAsked()
                                + " cases simulated: " + folder.folder().resolve(AVAILABILITY));
            }
            if (isNarrow) {
                return ExitStatus.HELD;
            }
            terminal.err()
                    .println("censim: after " + estimator.taken()
                            + " trials the interval of the worst flow is wider than" + " --until-width "
                            + width.orElseThrow() + "; allow more --trials");
            return ExitStatus.NOT_HELD;
        }
    }

    private static List<Artefact> artefacts(String scenario, String json) {
        return List.of(
                new Artefact(AVAILABILITY, to -> to.write(json.getBytes(StandardCharsets.UTF_8))),
                new Artefact(
                        PAGE,
                        to -> WhatIfHtml.write(scenario, Availability.read(json).orElseThrow(), to)));
    }

    /** Returns whether the interval is as narrow as was asked for, if it was. */
    private boolean work(Study study, int threads, String task, Estimator estimator) {
        AtomicBoolean isDone = new AtomicBoolean();
        Iterator<Long> pieces = LongStream.range(0, study.pieces())
                .takeWhile(piece -> !isDone.get())
                .iterator();
        try (ProgressLine progress = ProgressLine.of(terminal, task, quiet)) {
            Workers.run(threads, pieces, study::piece, tallies -> {
                // What was begun before the interval was narrow enough does not count: it depends on the threads.
                if (isDone.get()) {
                    return;
                }
                estimator.take(tallies);
                isDone.set(width.map(estimator::isNarrowerThan).orElse(false));
                progress.at((int) estimator.taken(), (int) Math.min(study.trials(), Integer.MAX_VALUE));
            });
        }
        return width.isEmpty() || study.method() == Method.ENUMERATE || isDone.get();
    }

    private Study study(Method chosen, Scenario scenario, SimulatedNetwork network) {
        List<Component> components = SimulatedNetwork.components(scenario);
        return switch (chosen) {
            case SAMPLING -> Study.sampling(components, network, failures, scenario.seed(), years, trials);
            case IMPORTANCE -> Study.importance(components, network, failures, scenario.seed(), trials);
            case ENUMERATE -> Study.enumeration(components, network, failures);
        };
    }

    private Method checked(Scenario scenario) throws WrongInput {
        refuseUnless(years > 0 && years <= MOST_YEARS, "--years " + years + ": write a number above 0 and up to 10000");
        refuseUnless(
                trials >= 2 && trials <= MOST_TRIALS,
                "--trials " + trials + ": write a number from 2, for an interval, to " + MOST_TRIALS);
        refuseUnless(failures >= 1, "--failures " + failures + ": at least one component fails");
        refuseUnless(workers.orElse(1) >= 1, "--workers " + workers.orElse(1) + ": at least one is needed");
        refuseUnless(
                width.orElse(1.0) > 0, "--until-width " + width.orElse(1.0) + ": write a share above 0, such as 0.1");
        Method chosen = Arrays.stream(Method.values())
                .filter(known -> known.text().equals(method))
                .findFirst()
                .orElseThrow(() -> new WrongInput("--method " + method + ": write one of "
                        + Arrays.stream(Method.values()).map(Method::text).collect(Collectors.joining(", "))));
        refuseUnless(
                !scenario.reliability().isEmpty(),
                file + " has no 'reliability': write what fails how often, such as reliability: [{kind: path,"
                        + " timeToFailure: {distribution: exponential, mean: 90d}, timeToRepair: {distribution: lognormal,"
                        + " median: 4h, sigma: 0.8}}]");
        refuseUnless(!scenario.flows().isEmpty(), file + " has no 'traffic': there is nothing that could be available");
        refuseUnless(
                chosen != Method.ENUMERATE || Study.canEnumerate(SimulatedNetwork.components(scenario)),
                "--method enumerate: " + scenario.reliability().size() + " components make too many sets; use --method"
                        + " importance, or 'silent: 100%' or '0%' where the manner does not matter");
        return chosen;
    }

    private static void refuseUnless(boolean isSound, String sentence) throws WrongInput {
        if (!isSound) {
            throw new WrongInput(sentence);
        }
    }
}
