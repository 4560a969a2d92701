package dev.censim.spark;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program that {@code spark-submit} starts: {@code censim whatif} on a cluster. */
@Command(
        name = "censim-sweep-spark.jar",
        description = {
            "Tries the failure of every element of a scenario, or of every set of up to K, on a Spark cluster: the whatif.json of"
                    + " 'censim whatif', to the byte.",
            ""
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:whatif.json is written",
            " 1:the network does not converge",
            " 2:the input is wrong: arguments, scenario, or a folder that cannot be written",
            " 3:a fault, or executors that came to another network than the driver"
        },
        footerHeading = "%nExample:%n",
        footer =
                "  spark-submit --master spark://head:7077 censim-sweep-spark.jar --scenario hdfs:///nets/big.yaml --failures 2"
                        + " --out hdfs:///what-if/big")
public final class WhatIfJob implements Callable<Integer> {

    private static final int NOT_HELD = 1;
    private static final int WRONG_INPUT = 2;
    private static final int FAULT = 3;

    /** Enough for an executor to be busy while another converges, and little to do again when one is lost. */
    private static final int CASES_A_RANGE = 16;

    private static final int MOST_RANGES = 10_000;

    @Option(
            names = "--scenario",
            required = true,
            paramLabel = "PATH",
            description = "The scenario; read by the driver.")
    private String file = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PATH",
            description = "The folder for whatif.json; all executors must be able to write to it.")
    private String out = "";

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
            description = "What fails, as in 'censim whatif'; everything unless given.")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of every random draw; the scenario's unless given.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Ranges that the cases are cut into, up to 10000; of 16 cases each unless given.")
    private Optional<Integer> partitions = Optional.empty();

    @Option(
            names = "--prune",
            description = "Refused: which sets may be left out is known only when all smaller ones have been tried.")
    private boolean prune;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private WhatIfJob() {}

    /** Exits with a status other than 0 when there is no {@code whatif.json}. */
    public static void main(String[] args) {
        int status = commandLine().execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new WhatIfJob()).setExecutionExceptionHandler((fault, line, parsed) -> {
            fault.printStackTrace(line.getErr());
            return FAULT;
        });
    }

    @Override
    public Integer call() throws IOException {
        if (prune) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "censim: --prune: a cluster tries every set, since which may be left out is known only when all"
                                    + " smaller ones have been tried; leave it out, or run 'censim whatif --prune' on one machine");
            return WRONG_INPUT;
        }
        try (JavaSparkContext context = new JavaSparkContext(new SparkConf().setAppName("censim what-if " + file))) {
            Configuration hadoop = context.hadoopConfiguration();
            Task task = task(hadoop);
            Plan plan = plan(task);
            int ranges = ranges(plan.size());
            long cases = new ClusterRun(context, task, plan, ranges).write(new Path(out));
            System.out.println(cases + " cases: " + new Path(out, ClusterRun.FINDINGS));
            return 0;
        } catch (WrongInput e) {
            System.err.println("censim: " + e.getMessage());
            return WRONG_INPUT;
        } catch (NotConverged e) {
            System.err.println("censim: " + file + " does not converge: " + e.getMessage());
            return NOT_HELD;
        } catch (Diverged e) {
            System.err.println("censim: " + e.getMessage());
            return FAULT;
        }
    }

    private Task task(Configuration hadoop) throws WrongInput {
        if (failures < 1) {
            throw new WrongInput("--failures " + failures + ": at least one element fails");
        }
        byte[] octets = read(new Path(file), hadoop);
        ReadResult result = ScenarioReader.read(file, octets);
        if (result instanceof ReadResult.Accepted accepted) {
            return new Task(file, octets, seed.orElse(accepted.scenario().seed()), failures, elementKinds());
        }
        throw new WrongInput(((ReadResult.Refused) result)
                .diagnostics().stream().map(Object::toString).collect(Collectors.joining("\n", "no scenario:\n", "")));
    }

    /** One octet more than a scenario may have is enough for the reader to refuse it. */
    private static byte[] read(Path path, Configuration hadoop) throws WrongInput {
        try (InputStream in = path.getFileSystem(hadoop).open(path)) {
            return in.readNBytes(ScenarioReader.SIZE_LIMIT + 1);
        } catch (IOException e) {
            throw new WrongInput("cannot read --scenario " + path + ": " + e.getMessage());
        }
    }

    private List<ElementKind> elementKinds() throws WrongInput {
        List<ElementKind> chosen = new ArrayList<>();
        for (String text : kinds) {
            chosen.add(ElementKind.named(text.strip())
                    .orElseThrow(() -> new WrongInput("--elements " + text + ": write one or more of "
                            + Arrays.stream(ElementKind.values())
                                    .map(ElementKind::text)
                                    .collect(Collectors.joining(", ")))));
        }
        return chosen.isEmpty() ? List.of(ElementKind.values()) : List.copyOf(chosen);
    }

    private Plan plan(Task task) throws WrongInput {
        Scenario scenario = task.scenario();
        try {
            Plan plan = task.plan(scenario);
            if (plan.size() > 0) {
                return plan;
            }
        } catch (ArithmeticException e) {
            throw new WrongInput("--failures " + failures + ": more sets than can be counted; choose fewer, or fewer"
                    + " --elements");
        }
        throw new WrongInput(file + " has nothing of the kinds asked for that can fail");
    }

    private int ranges(long cases) throws WrongInput {
        int wanted = partitions.orElse((int) Math.min(MOST_RANGES, (cases + CASES_A_RANGE - 1) / CASES_A_RANGE));
        if (wanted < 1 || wanted > MOST_RANGES) {
            throw new WrongInput("--partitions " + wanted + ": from 1 to " + MOST_RANGES);
        }
        return wanted;
    }
}
