package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.reports.Verdict;
import dev.censim.reports.metrics.FlowLedger;
import dev.censim.reports.metrics.Outage;
import dev.censim.scenarios.check.Verdicts;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge is a run from the first second, which knows nothing of what-if. */
class CounterexampleTest {

    private static Scenario read(String text) {
        ReadResult result = ScenarioReader.read("counterexample.yaml", text);
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(result + "\n" + text);
    }

    private static String text(String scenario) {
        try {
            return Files.readString(Path.of(scenario + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Requirement most(Scenario scenario, Duration limit) {
        Map<String, Duration> limits = new LinkedHashMap<>();
        scenario.flows().forEach(flow -> limits.put(flow.name(), limit));
        return new Requirement(limits);
    }

    @ParameterizedTest
    @CsvSource({
        "dual-tunnel-static, path:carrier-1/silent",
        "dual-tunnel-static, path:carrier-2/clean",
        "dual-tunnel-static, tunnelEndpoint:vpn-plant.tunnel1+zone:cn-hangzhou-h/silent",
        "route-tables, customerGateway:cgw-mainz/silent",
        "route-tables, attachment:vpc-shop/clean",
        "two-vbrs, circuit:fibre-1/silent",
        "ccn, zone:cn-hangzhou-i/silent",
        "vbr-bfd, region:cn-shanghai/silent",
    })
    void runOfItHasTheOutagesOfTheCaseToTheNanosecond(String name, String id) throws NotConverged {
        String original = text(name);
        Scenario scenario = read(original);
        Outcome outcome = WhatIf.converge(scenario).outcome(failure(scenario, id));
        Counterexample found = Counterexample.of(outcome, most(scenario, Duration.ofMillis(10)))
                .orElseThrow(() -> new AssertionError(id + " hurts nobody"));

        Scenario again = read(found.scenario(original, Optional.empty(), List.of()));

        assertThat(again.topology()).isEqualTo(scenario.topology());
        assertThat(again.flows())
                .isEqualTo(scenario.flows().stream()
                        .map(flow -> flow.until(again.duration()))
                        .toList());
        Network network = Compiler.compile(again, false);
        Simulation run = network.start().run(Time.of(again.duration()));
        network.finishEsp();
        assertThat(outages(again, network, run, outcome.failedAt())).isEqualTo(outages(outcome));
        assertThat(Verdicts.of(again, network.names(), run.journal()))
                .isNotEmpty()
                .noneMatch(Verdict::held);
    }

    private static Failure failure(Scenario scenario, String id) {
        return Plan.of(Elements.of(scenario.topology(), EnumSet.allOf(ElementKind.class)), 2).stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** By flow, those of the run. */
    private static Map<String, Long> outages(Scenario scenario, Network network, Simulation run, long failedAt) {
        Map<String, Long> outages = new TreeMap<>();
        FlowLedger.of(scenario, network.names(), run.journal(), Time.of(scenario.duration()))
                .records()
                .forEach(flow -> outages.put(
                        flow.name(),
                        flow.outages().stream()
                                .filter(outage -> outage.from() > failedAt - Time.SECOND)
                                .mapToLong(Outage::length)
                                .sum()));
        return outages;
    }

    /** By flow, those of the case; a run that nobody repairs has only those of the failure. */
    private static Map<String, Long> outages(Outcome outcome) {
        boolean isRepaired = outcome.flows().stream()
                .noneMatch(loss -> loss.isCutOff() && !loss.pathBefore().isEmpty());
        Map<String, Long> outages = new TreeMap<>();
        outcome.flows()
                .forEach(loss -> outages.put(
                        loss.flow(),
                        loss.pathBefore().isEmpty() ? 0 : loss.outage() + (isRepaired ? loss.repairOutage() : 0)));
        return outages;
    }
}
