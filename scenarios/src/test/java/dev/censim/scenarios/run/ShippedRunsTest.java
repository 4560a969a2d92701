package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.Path;
import dev.censim.reports.Verdict;
import dev.censim.scenarios.check.Verdicts;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario that is shipped: it holds what it expects, it could fail, and its history is the one on record. */
class ShippedRunsTest {

    private static final java.nio.file.Path FOLDER = java.nio.file.Path.of(".");

    /** One line for each scenario: its name and the digest of its run. A change here is a change of behaviour: say which. */
    private static final java.nio.file.Path DIGESTS = FOLDER.resolve("expected-digests.txt");

    static List<String> shipped() throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyExpectationHoldsAndTheDigestIsTheOneOnRecord(String file) throws IOException {
        Run run = Run.of(scenario(file));

        assertThat(verdicts(run)).filteredOn(verdict -> !verdict.held()).isEmpty();
        assertThat(Files.readAllLines(DIGESTS)).contains(run.scenario().name() + " " + run.digest());
    }

    /** With every path silent from the start nothing that is expected holds, but that something be unreachable, or stay in the cloud. */
    @ParameterizedTest
    @MethodSource("shipped")
    void everyExpectationCanFail(String file) {
        Run run = Run.of(silenced(scenario(file)));

        assertThat(verdicts(run))
                .filteredOn(verdict -> !verdict.text().contains("unreachable"))
                .filteredOn(verdict -> crossesPaths(run.scenario(), verdict))
                .noneMatch(Verdict::held);
    }

    /** Whether what it is about touches a data centre. */
    private static boolean crossesPaths(Scenario scenario, Verdict verdict) {
        List<String> outside = scenario.topology().dataCenters().stream()
                .flatMap(dataCenter -> dataCenter.hosts().stream())
                .map(Host::name)
                .toList();
        return scenario.flows().stream()
                .filter(flow -> verdict.text().startsWith(flow.name() + ":"))
                .allMatch(flow -> outside.contains(flow.from()) || outside.contains(flow.to()));
    }

    private static List<Verdict> verdicts(Run run) {
        return Verdicts.of(run.scenario(), run.names(), run.simulation().journal());
    }

    private static Scenario scenario(String file) {
        return ((ReadResult.Accepted) ScenarioReader.read(FOLDER.resolve(file))).scenario();
    }

    private static Scenario silenced(Scenario scenario) {
        List<TimedFault> faults = new ArrayList<>();
        for (Path path : scenario.topology().paths()) {
            Fault fault = new Fault.SilentLoss(path.name(), Fault.Direction.BOTH);
            faults.add(new TimedFault("silence " + path.name(), Duration.ZERO, fault, Optional.empty()));
        }
        return scenario.withFaults(faults);
    }
}
