package dev.censim.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.censim.reports.table.Table;
import dev.censim.reports.table.Value;
import dev.censim.scenarios.read.Grid;
import dev.censim.scenarios.read.GridReader;
import dev.censim.scenarios.sweep.CellFigures.Measured;
import dev.censim.scenarios.whatif.Detector;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    private static final double SECOND = 1e9;

    @TempDir
    private Path folder;

    private Grid grid(String axes) {
        return Grids.grid(folder, "sweep: s\nscenario: small.yaml\nelements: [path]\nquiet: 10m\n" + axes);
    }

    private static List<Measured> measured(Grid grid) {
        Sweep sweep = new Sweep(grid);
        return IntStream.range(0, grid.size())
                .mapToObj(sweep::measure)
                .map(cell -> cell.measured().orElseThrow())
                .toList();
    }

    @Test
    void outageFollowsTheHoldTimeAndProbesTheKeepalives() {
        List<Measured> cells = measured(grid("""
                parameters:
                  - name: bgp
                    set: vpnConnections[*].bgpTimers
                    values: {fast: {keepalive: 1s, hold: 3s}, slow: {keepalive: 5s, hold: 15s}}
                """));

        assertThat(cells)
                .extracting(cell -> cell.silent().detectors())
                .allSatisfy(detectors -> assertThat(detectors).containsExactly(Detector.HOLD_TIMER));
        assertThat(cells.get(0).silent().worst() / SECOND).isBetween(2.0, 3.1);
        assertThat(cells.get(1).silent().worst() / SECOND).isBetween(10.0, 15.1);
        // Two tunnels, two ends: a keepalive each, and the acknowledgement of some; RFC 4271 jitters by a quarter at
        // most.
        assertThat(bgp(cells.get(0))).isBetween(4.0, 2 * 4 / 0.75);
        assertThat(bgp(cells.get(0)) / bgp(cells.get(1))).isCloseTo(5, within(1.5));
        assertThat(cells).extracting(cell -> cell.watch().falseAlarms()).containsOnly(0L);
        assertThat(cells)
                .extracting(cell -> cell.watch().packets().getOrDefault(Probe.OTHER, 0L))
                .containsOnly(0L);
    }

    private static double bgp(Measured cell) {
        return cell.watch().packets().getOrDefault(Probe.BGP, 0L)
                * SECOND
                / cell.watch().length();
    }

    @Test
    void deadPeerDetectionAsksOnceADelayWhenNothingElseDoes() {
        Measured cell = measured(grid("""
                parameters:
                  - name: static
                    values:
                      "yes":
                        vpnConnections[*].enableTunnelsBgp: false
                        vpnConnections[*].routes: [172.16.0.0/16]
                        vpcs[*].routes: [172.16.0.0/16]
                        dataCenters[*].customerGateways[*].routes: [10.0.0.0/16]
                        vpnConnections[*].dpd.delay: 20s
                """)).get(0);

        assertThat(cell.watch().packets().getOrDefault(Probe.BGP, 0L)).isZero();
        // Whoever of the two ends asks, both have a sign of life: two tunnels, a request and an answer each in 20 s.
        assertThat(cell.watch().packets().getOrDefault(Probe.DPD, 0L) / 600.0).isCloseTo(2 * 2 / 20.0, within(0.02));
    }

    @Test
    void lossRaisesFalseAlarmsWhereTimersAreShort() {
        List<Measured> cells = measured(grid("""
                conditions:
                  - {name: loss, set: "paths[*].loss", values: [0%, 20%]}
                parameters:
                  - name: bgp
                    set: vpnConnections[*].bgpTimers
                    values: {fast: {keepalive: 1s, hold: 3s}}
                """));

        assertThat(cells.get(0).watch().falseAlarms()).isZero();
        assertThat(cells.get(1).watch().alarms().getOrDefault(Alarm.HOLD_TIMER, 0L))
                .isPositive();
        assertThat(cells.get(1).watch().sessionsDown())
                .isGreaterThanOrEqualTo(cells.get(1).watch().alarms().getOrDefault(Alarm.HOLD_TIMER, 0L));
    }

    @Test
    void bfdSendsByItsIntervalsAndFindsWhatTheHoldTimerFindsLate() {
        GridReader.Result read = GridReader.read(
                Path.of("../scenarios/sweeps/bfd-or-hold-time.yaml"), SweepTable.reserved(), Sweep.kinds());
        Sweep sweep = new Sweep(((GridReader.Result.Accepted) read).grid());
        Measured off = sweep.measure(0).measured().orElseThrow();
        Measured everySecond = sweep.measure(1).measured().orElseThrow();

        assertThat(off.watch().packets().getOrDefault(Probe.BFD, 0L)).isZero();
        assertThat(off.silent().detectors()).containsExactly(Detector.HOLD_TIMER);
        // Two circuits, two ends; RFC 5880 section 6.8.7 takes up to a quarter off each interval, an eighth in the
        // mean.
        assertThat(everySecond.watch().packets().getOrDefault(Probe.BFD, 0L) / 600.0)
                .isCloseTo(2 * 2 / 0.875, within(0.05));
        assertThat(everySecond.silent().detectors()).containsExactly(Detector.BFD);
        assertThat(everySecond.silent().worst()).isLessThan(off.silent().worst() / 5);
    }

    @Test
    void networkThroughWhichNothingGetsIsNotOneWithoutOutages() {
        Measured cell = measured(grid("""
                conditions:
                  - {name: loss, set: "paths[*].loss", values: [100%]}
                """)).get(0);

        assertThat(cell.cutOff())
                .isEqualTo(2 * (cell.silent().cases() + cell.clean().cases()));
        assertThat(cell.worst()).isZero();
    }

    @Test
    void severalSeedsAreWatchedLongerAndTryMoreCases() {
        Measured one = measured(grid("seeds: [7]\n")).get(0);
        Measured other = measured(grid("seeds: [8]\n")).get(0);
        Measured both = measured(grid("seeds: [7, 8]\n")).get(0);

        assertThat(both.silent().cases()).isEqualTo(2 * one.silent().cases());
        assertThat(both.silent().worst())
                .isEqualTo(Math.max(one.silent().worst(), other.silent().worst()));
        assertThat(both.watch()).isEqualTo(one.watch().and(other.watch()));
    }

    @Test
    void tableMarksTheFrontAmongCellsUnderTheSameConditions() {
        Grid grid = grid("""
                conditions:
                  - {name: latency, set: "paths[*].latency", values: [10ms, 30ms]}
                parameters:
                  - {name: delay, set: "vpnConnections[*].dpd.delay", values: [3s, 10s]}
                """);
        Sweep sweep = new Sweep(grid);
        SweepResult result = new SweepResult(
                grid.axes(),
                IntStream.range(0, grid.size()).mapToObj(sweep::measure).toList());
        Table table = SweepTable.of(result);
        int last = table.columns().size() - 1;

        assertThat(table.columns().get(last).name()).isEqualTo("pareto");
        assertThat(table.rows()).hasSize(4);
        assertThat(table.rows().subList(0, 2))
                .anySatisfy(row -> assertThat(row.get(last)).isEqualTo(new Value.Flag(true)));
        assertThat(table.rows().subList(2, 4))
                .anySatisfy(row -> assertThat(row.get(last)).isEqualTo(new Value.Flag(true)));
        assertThat(SweepText.of(result))
                .contains("Pareto front with latency = 10ms:", "Pareto front with latency = 30ms:");
    }
}
