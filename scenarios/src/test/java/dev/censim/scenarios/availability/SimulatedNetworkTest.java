package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.Manner;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.WhatIf;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped scenario with two providers, in the simulator. */
final class SimulatedNetworkTest {

    private static final Scenario SCENARIO = ((ReadResult.Accepted) ScenarioReader.read(Path.of("two-providers.yaml")))
            .scenario()
            .withFaults(List.of());

    private static final List<Component> COMPONENTS = SimulatedNetwork.components(SCENARIO);

    @SuppressWarnings("NullAway.Init")
    private static SimulatedNetwork network;

    @BeforeAll
    static void converge() throws NotConverged {
        network = new SimulatedNetwork(SCENARIO, WhatIf.converge(SCENARIO));
    }

    private static Down down(String name, Manner manner) {
        int index = IntStream.range(0, COMPONENTS.size())
                .filter(one -> COMPONENTS.get(one).name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Down(index, manner);
    }

    private static Effect sales(Down... down) {
        return network.effects(List.of(down)).get(network.flows().indexOf("sales"));
    }

    @Test
    void silentLineIsFoundByTheHoldTimerAndACutOneAtOnce() {
        assertThat(sales(down("path:line-a", Manner.SILENT)).outage()).isBetween(8.0, 16.0);
        assertThat(sales(down("path:line-a", Manner.CLEAN)).outage()).isLessThan(8);
    }

    @Test
    void twoLinesInTwoMannersCutTheBranchOff() {
        assertThat(sales(down("path:line-a", Manner.SILENT), down("path:line-b", Manner.CLEAN))
                        .isCutOff())
                .isTrue();
    }

    @Test
    void commonCauseTakesAllThatItNames() {
        assertThat(sales(down("commonCause:power", Manner.CLEAN)).isCutOff()).isTrue();
        assertThat(sales(down("commonCause:provider-a", Manner.SILENT)).isCutOff())
                .isFalse();
    }

    @Test
    void historiesHaveTheAvailabilityThatTheEnumerationSays() {
        Estimates.OfFlow exact = Systems.flow(Study.enumeration(COMPONENTS, network, 2));
        Estimates.OfFlow sampled = Systems.flow(Study.sampling(COMPONENTS, network, 2, 1, 20, 1_000));

        assertThat(exact.availability()).isBetween(0.999, 0.9999);
        assertThat(sampled.outage()).isCloseTo(exact.outage(), within(1.5 * (sampled.high() - sampled.outage())));
        assertThat(sampled.outagesPerYear()).isCloseTo(exact.outagesPerYear(), within(0.05 * exact.outagesPerYear()));
    }
}
