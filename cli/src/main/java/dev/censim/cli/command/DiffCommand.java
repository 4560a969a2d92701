package dev.censim.cli.command;

import dev.censim.model.Scenario;
import dev.censim.scenarios.diff.Comparison;
import dev.censim.scenarios.diff.DiffJson;
import dev.censim.scenarios.diff.DiffText;
import dev.censim.scenarios.diff.Difference;
import dev.censim.scenarios.diff.Effect;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.WhatIf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code censim diff}: what a change changes. */
@Command(
        name = "diff",
        description = {
            "Tells what differs between two scenarios, such as a network before and after a change: routes, reachability, paths, how long"
                    + " each flow is out, and what an hour costs, when all is well and under the failure of every element (or of every"
                    + " set of up to K) that both have. Elements and flows are the same when their names are.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:nothing is worse in B",
            " 1:something is: a flow gets through no more, is cut off or out for longer, or depends on one element alone",
            " 2:the input is wrong",
            " 3:a fault of censim itself"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./censim diff scenarios/two-vbrs.yaml proposal.yaml",
            "  ./censim diff before.yaml after.yaml --failures 2 --elements path,circuit --tolerance 500ms --json"
        })
final class DiffCommand implements Callable<Integer> {

    static final String DIFFERENCES = "diff.json";

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "A", description = "The scenario as it was.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "The scenario as it is to be.")
    private Path second = Path.of("");

    @Mixin
    private WhatIfOptions options = new WhatIfOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where to write diff.json; censim-out/<name of B>-diff unless given.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--tolerance",
            paramLabel = "DURATION",
            defaultValue = "1s",
            description = "An outage that changes by no more is neither worse nor better: timers are drawn at random."
                    + " ${DEFAULT-VALUE} unless given.")
    private String tolerance = "";

    @Option(names = "--cost-counts", description = "It is worse, too, when an hour costs more.")
    private boolean costCounts;

    @Option(names = "--json", description = "Print diff.json and nothing else.")
    private boolean json;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String command = "diff " + first + " " + second + " " + options.words() + " --tolerance " + tolerance
                + (costCounts ? " --cost-counts" : "");
        return ScenarioTask.perform(terminal, first, options.seed(), command, (accepted, before) -> {
            Comparison.Measure measure = measure();
            options.elementKinds();
            int workers = options.workers();
            if (options.failures() < 1) {
                throw new WrongInput("--failures " + options.failures() + ": at least one element fails");
            }
            WhatIf network = WhatIf.converge(before);
            return ScenarioTask.perform(
                    terminal,
                    second,
                    options.seed(),
                    command,
                    (alsoAccepted, after) -> compare(before, network, after, measure, workers));
        });
    }

    private Comparison.Measure measure() throws WrongInput {
        Duration duration = ScenarioReader.duration(tolerance.strip())
                .orElseThrow(
                        () -> new WrongInput("--tolerance " + tolerance + ": write a duration such as 1s or 500ms"));
        return new Comparison.Measure(duration.toNanos(), costCounts);
    }

    private int compare(Scenario before, WhatIf network, Scenario after, Comparison.Measure measure, int workers)
            throws WrongInput, NotConverged {
        if (costCounts && (before.prices().isEmpty() || after.prices().isEmpty())) {
            throw new WrongInput("--cost-counts: " + (before.prices().isEmpty() ? first : second)
                    + " has no prices; write what is charged under 'prices'");
        }
        Path place = out.orElse(Path.of("censim-out", after.name() + "-diff"));
        try (OutputFolder folder = OutputFolder.open(place)) {
            Comparison comparison = comparison(before, network, after, measure);
            List<Difference> differences = differences(comparison, after.name(), workers);
            DiffJson.Head head =
                    new DiffJson.Head(first.toString(), before, second.toString(), after, options.failures());
            String document = DiffJson.of(head, comparison, measure, differences);
            folder.add(List.of(new Artefact(DIFFERENCES, to -> to.write(document.getBytes(StandardCharsets.UTF_8)))));
            tell(comparison, differences, document, folder);
            return DiffText.count(differences, Effect.WORSE) > 0 ? ExitStatus.NOT_HELD : ExitStatus.HELD;
        }
    }

    private Comparison comparison(Scenario before, WhatIf network, Scenario after, Comparison.Measure measure)
            throws WrongInput, NotConverged {
        try {
            return Comparison.of(
                    before,
                    network,
                    after,
                    WhatIf.converge(after),
                    options.elementKinds(),
                    options.failures(),
                    measure);
        } catch (ArithmeticException e) {
            throw new WrongInput("--failures " + options.failures() + ": more sets than can be counted; choose fewer");
        }
    }

    private List<Difference> differences(Comparison comparison, String task, int workers) {
        try (ProgressLine progress = ProgressLine.of(terminal, task, options.quiet() || json)) {
            int[] done = {0};
            return comparison.differences(workers, () -> progress.at(++done[0], (int) comparison.size()));
        }
    }

    private void tell(Comparison comparison, List<Difference> differences, String document, OutputFolder folder) {
        if (json) {
            terminal.out().print(document);
        } else if (!options.quiet()) {
            DiffText.of(differences).forEach(terminal.out()::println);
            terminal.out()
                    .println(comparison.common() + " failures compared; worse: "
                            + DiffText.count(differences, Effect.WORSE) + ", better: "
                            + DiffText.count(differences, Effect.BETTER) + ", other: "
                            + DiffText.count(differences, Effect.OTHER) + ": "
                            + folder.folder().resolve(DIFFERENCES));
        }
    }
}
