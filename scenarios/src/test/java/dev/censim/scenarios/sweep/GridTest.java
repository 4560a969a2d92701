package dev.censim.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Tunnel;
import dev.censim.scenarios.read.Grid;
import dev.censim.scenarios.read.GridReader;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridTest {

    private static final String HEAD = "sweep: s\nscenario: small.yaml\n";

    @TempDir
    private java.nio.file.Path folder;

    private Grid grid(String axes) {
        return Grids.grid(folder, HEAD + axes);
    }

    private List<String> refusals(String axes) {
        return Grids.refusals(folder, HEAD + axes);
    }

    private static List<Duration> delays(Scenario scenario) {
        return scenario.topology().tunnels().stream()
                .map(Tunnel::cloud)
                .map(end -> end.dpd().delay())
                .toList();
    }

    @Test
    void lastAxisVariesFastestAndConditionsComeFirst() {
        Grid grid = grid("""
                parameters:
                  - {name: delay, set: "vpnConnections[*].dpd.delay", values: [2s, 4s]}
                conditions:
                  - {name: loss, set: "paths[*].loss", values: [0%, 1%, 2%]}
                """);

        assertThat(IntStream.range(0, grid.size()).mapToObj(grid::cell).map(cell -> String.join(" ", cell.values())))
                .containsExactly("0% 2s", "0% 4s", "1% 2s", "1% 4s", "2% 2s", "2% 4s");
    }

    @Test
    void valueStandsWhereThePathLeads() {
        Grid grid = grid("""
                parameters:
                  - {name: delay, set: "vpnConnections[vp?].tunnels[1].dpd.delay", values: [2s]}
                  - {name: latency, set: ["paths[one].latency", "paths[t*].latency"], values: [33ms]}
                """);
        Scenario scenario = grid.cell(0).scenario();

        assertThat(delays(scenario)).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(2));
        assertThat(scenario.topology().paths()).extracting(Path::latency).containsOnly(Duration.ofMillis(33));
    }

    @Test
    void cellIsTheScenarioThatAFileWithItsValuesIs() {
        Scenario cell = grid("""
                parameters:
                  - {name: bgp, set: "vpnConnections[*].bgpTimers", values: {fast: {keepalive: 1s, hold: 3s}}}
                """).cell(0).scenario();
        String written = Grids.SCENARIO.replace(
                "    psk: secret\n", "    psk: secret\n    bgpTimers: {keepalive: 1s, hold: 3s}\n");
        ReadResult file = ScenarioReader.read("small.yaml", written.substring(0, written.indexOf("expectations:")));

        assertThat(file).isInstanceOf(ReadResult.Accepted.class);
        assertThat(cell).isEqualTo(((ReadResult.Accepted) file).scenario());
    }

    @Test
    void templatesCountAsTheGridSays() {
        Grid grid = grid("""
                conditions:
                  - {name: flows, set: "repeat[0].count", values: [1, 3]}
                """);

        assertThat(grid.cell(0).scenario().flows()).hasSize(2);
        assertThat(grid.cell(1).scenario().flows()).hasSize(6);
    }

    @Test
    void nothingTakesOutWhatTheScenarioSays() {
        Grid grid = grid("""
                parameters:
                  - {name: latency, set: "paths[*].latency", values: [10ms]}
                  - {name: bgp, set: "vpnConnections[*].effectImmediately", values: {eager: true, lazy: ~}}
                """);

        assertThat(grid.cell(0).scenario()).isNotEqualTo(grid.cell(1).scenario());
    }

    @Test
    void axisMaySetSeveralPlacesToDifferentValues() {
        Grid grid = grid("""
                parameters:
                  - name: speed
                    values:
                      fast: {"vpnConnections[*].dpd.delay": 1s, "paths[*].latency": 1ms}
                      slow: {"vpnConnections[*].dpd.delay": 9s, "paths[*].latency": 9ms}
                """);

        assertThat(delays(grid.cell(1).scenario())).containsOnly(Duration.ofSeconds(9));
        assertThat(grid.cell(1).scenario().topology().paths())
                .extracting(Path::latency)
                .containsOnly(Duration.ofMillis(9));
    }

    @Test
    void unknownListIsRefusedWithTheNearest() {
        assertThat(refusals("parameters: [{name: a, set: 'vpnConnection[*].psk', values: [x]}]"))
                .singleElement()
                .asString()
                .startsWith("grid.yaml:3:29: error: path 'vpnConnection[*].psk': the scenario has no 'vpnConnection'")
                .contains("did you mean 'vpnConnections'?");
    }

    @Test
    void unknownNameIsRefusedWithTheNearest() {
        assertThat(refusals("parameters: [{name: a, set: 'paths[on].loss', values: [1%]}]"))
                .singleElement()
                .asString()
                .contains("paths has no entry 'on' among its 2", "did you mean 'one'?");
    }

    @Test
    void unknownKeyIsRefusedAsInAFile() {
        assertThat(refusals("parameters: [{name: a, set: 'vpnConnections[*].bgpTimer.hold', values: [9s]}]"))
                .singleElement()
                .asString()
                .startsWith("grid.yaml:3:29: error: unknown key 'bgpTimer' in an IPsec-VPN connection")
                .contains("did you mean 'bgpTimers'?");
    }

    @Test
    void wrongValueStandsWithItsLineAndItsCell() {
        assertThat(refusals("""
                conditions:
                  - {name: loss, set: "paths[*].loss", values: [0%, 1%]}
                parameters:
                  - name: delay
                    set: vpnConnections[*].dpd.delay
                    values: [2s, soon]
                """))
                .singleElement()
                .asString()
                .startsWith("grid.yaml:8:18: error: delay: found 'soon'; allowed: ")
                .contains("(in cell loss = 0%, delay = soon, and 1 more cells)");
    }

    @Test
    void everythingIsToldAtOnce() {
        assertThat(refusals("""
                failures: 0
                elements: [cable]
                parameters:
                  - {name: pareto, set: "paths[*].loss", values: [1%]}
                  - {name: a, set: "paths[*", values: [1%]}
                  - {name: b, set: "paths[*].loss", values: [{x: 1}]}
                  - {name: b, set: "paths[*].loss"}
                """))
                .hasSizeGreaterThanOrEqualTo(7)
                .anySatisfy(line -> assertThat(line).contains("failures: found '0'"))
                .anySatisfy(line -> assertThat(line).contains("elements: found 'cable'"))
                .anySatisfy(line -> assertThat(line).contains("name 'pareto' is taken"))
                .anySatisfy(line -> assertThat(line).contains("path 'paths[*' cannot be read"))
                .anySatisfy(line -> assertThat(line).contains("what is more than a word needs a name"))
                .anySatisfy(line -> assertThat(line).contains("name 'b' is taken"))
                .anySatisfy(line -> assertThat(line).contains("needs the key 'values'"));
    }

    @Test
    void placeThatDoesNotExistHidesNothingElse() {
        assertThat(refusals("""
                parameters:
                  - {name: a, set: "path[*].loss", values: [1%]}
                  - {name: b, set: "paths[*].los", values: [1%]}
                """))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("the scenario has no 'path'; did you mean 'paths'?"))
                .anySatisfy(line -> assertThat(line).contains("unknown key 'los' in a path", "did you mean 'loss'?"));
    }

    @Test
    void whatIsWrongWithTheScenarioIsToldInItsOwnFile() {
        assertThat(Grids.refusals(folder, "sweep: s\nscenario: nowhere.yaml\n"))
                .singleElement()
                .asString()
                .isEqualTo("nowhere.yaml:1:1: error: there is no such file");
    }

    @Test
    void gridThatNobodyWouldWaitForIsRefused() {
        String many = "["
                + String.join(
                        ", ", IntStream.range(0, 400).mapToObj(i -> i + "ms").toList()) + "]";

        assertThat(refusals("parameters:\n  - {name: a, set: 'paths[one].latency', values: " + many + "}\n"
                        + "  - {name: b, set: 'paths[two].latency', values: " + many + "}\n"))
                .singleElement()
                .asString()
                .contains("more than 100000 cells");
    }

    @Test
    void shippedGridsAreSound() throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(java.nio.file.Path.of("../scenarios/sweeps"))) {
            assertThat(files.map(file -> GridReader.read(file, SweepTable.reserved(), Sweep.kinds())))
                    .isNotEmpty()
                    .allSatisfy(result -> assertThat(result).isInstanceOf(GridReader.Result.Accepted.class));
        }
    }
}
