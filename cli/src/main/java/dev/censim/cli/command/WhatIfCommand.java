package dev.censim.cli.command;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Findings;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.WhatIf;
import dev.censim.scenarios.whatif.WhatIfJson;
import dev.censim.scenarios.whatif.WhatIfText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
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
            "  whatif-timing.json   how long it took; all that depends on the machine",
            "",
            "Examples:",
            "  ./censim whatif scenarios/dual-tunnel-failover.yaml",
            "  ./censim whatif scenarios/two-vbrs.yaml --failures 2 --elements path,circuit,customerGateway"
        })
final class WhatIfCommand implements Callable<Integer> {

    static final String FINDINGS = "whatif.json";
    static final String TIMING = "whatif-timing.json";

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The scenario.")
    private Path file = Path.of("");

    @Option(
            names = "--failures",
            paramLabel = "K",
            defaultValue = "1",
            description = "How many elements fail together at most; ${DEFAULT-VALUE} unless given.")
    private int failures;

    @Option(
            names = "--elements",
            paramLabel = "KINDS",
            split = ",",
            description =
                    "What fails: path, circuit, peerLink, tunnelEndpoint, customerGateway, attachment, session, zone, region;"
                            + " all unless given.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where to write; censim-out/<name of the scenario>-whatif unless given.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Cases that run at a time; as many as the machine has cores unless given. It changes no result.")
    private Optional<Integer> workers = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of every random draw; the scenario's unless given.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--from-zero",
            description = "Converge anew for each case instead of forking: the same figures, much later. For doubters.")
    private boolean fromZero;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors.")
    private boolean quiet;

    WhatIfCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    // Whatever fails in there is ours to report, be it an exception, a failed assertion or the end of the memory.
    @SuppressWarnings("CatchingUnchecked")
    @Override
    public Integer call() {
        ReadResult result = ScenarioReader.read(file);
        if (result instanceof ReadResult.Refused refused) {
            refused.diagnostics().forEach(terminal.err()::println);
            return ExitStatus.WRONG_INPUT;
        }
        Scenario read = ((ReadResult.Accepted) result).scenario();
        try {
            Run.checkSeed(seed);
            explore(seed.map(read::withSeed).orElse(read));
            return ExitStatus.HELD;
        } catch (WrongInput e) {
            terminal.err().println("censim: " + e.sentence());
            return ExitStatus.WRONG_INPUT;
        } catch (NotConverged e) {
            terminal.err().println("censim: " + file + " does not converge: " + e.getMessage());
            return ExitStatus.NOT_HELD;
        } catch (RuntimeException | Error fault) {
            terminal.err().println("censim: internal error: " + fault);
            terminal.err().println("reproduce: ./censim whatif " + file + " --failures " + failures);
            fault.printStackTrace(terminal.err());
            return ExitStatus.FAULT;
        }
    }

    private void explore(Scenario scenario) throws WrongInput, NotConverged {
        List<Failure> plan = plan(scenario);
        int atATime = atATime();
        Path place = out.orElse(Path.of("censim-out", scenario.name() + "-whatif"));
        try (OutputFolder folder = OutputFolder.open(place)) {
            long begun = System.nanoTime();
            WhatIf network = WhatIf.converge(scenario);
            long converged = System.nanoTime();
            Findings findings = Findings.of(outcomes(network, plan, atATime, scenario.name()));
            long done = System.nanoTime();
            folder.add(List.of(
                    artefact(TIMING, timing(plan.size(), atATime, converged - begun, done - converged)),
                    artefact(FINDINGS, WhatIfJson.of(scenario, network, failures, findings))));
            if (!quiet) {
                WhatIfText.of(findings).forEach(terminal.out()::println);
                terminal.out()
                        .println(plan.size() + " cases: " + folder.folder().resolve(FINDINGS));
            }
        }
    }

    private List<Failure> plan(Scenario scenario) throws WrongInput {
        if (failures < 1) {
            throw new WrongInput("--failures " + failures + ": at least one element fails");
        }
        List<Failure> plan = Failure.upTo(failures, Elements.of(scenario.topology(), kinds()));
        if (plan.isEmpty()) {
            throw new WrongInput(file + " has nothing of the kinds asked for that can fail");
        }
        return plan;
    }

    private Set<ElementKind> kinds() throws WrongInput {
        Set<ElementKind> chosen = EnumSet.noneOf(ElementKind.class);
        for (String text : kinds) {
            chosen.add(Arrays.stream(ElementKind.values())
                    .filter(kind -> kind.text().equals(text.strip()))
                    .findFirst()
                    .orElseThrow(() -> new WrongInput("--elements " + text + ": write one or more of "
                            + Arrays.stream(ElementKind.values())
                                    .map(ElementKind::text)
                                    .collect(Collectors.joining(", ")))));
        }
        return chosen.isEmpty() ? EnumSet.allOf(ElementKind.class) : chosen;
    }

    private int atATime() throws WrongInput {
        int wanted = workers.orElse(Runtime.getRuntime().availableProcessors());
        if (wanted < 1) {
            throw new WrongInput("--workers " + wanted + ": at least one is needed");
        }
        return wanted;
    }

    /** In the order of the plan, whatever ends first. */
    private List<Outcome> outcomes(WhatIf network, List<Failure> plan, int atATime, String task) {
        ExecutorService pool = Executors.newFixedThreadPool(atATime);
        try (ProgressLine progress = ProgressLine.of(terminal, task, quiet)) {
            List<Future<Outcome>> started = plan.stream()
                    .map(failure ->
                            pool.submit(() -> fromZero ? network.outcomeFromZero(failure) : network.outcome(failure)))
                    .toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : started) {
                outcomes.add(future.get());
                progress.at(outcomes.size(), plan.size());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a case failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Artefact artefact(String name, String text) {
        return new Artefact(name, stream -> stream.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static String timing(int cases, int workers, long convergeNanos, long casesNanos) {
        return String.format(
                Locale.ROOT,
                "{%n  \"cases\" : %d,%n  \"workers\" : %d,%n  \"convergeSeconds\" : %.3f,%n  \"casesSeconds\" : %.3f,%n"
                        + "  \"casesPerSecond\" : %.3f%n}",
                cases,
                workers,
                convergeNanos / 1e9,
                casesNanos / 1e9,
                cases / (casesNanos / 1e9));
    }
}
