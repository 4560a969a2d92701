package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fork law: a network that runs to an instant, is forked and made to fail there has the history of one whose scenario said so
 * from the start; and the original does not notice.
 */
class ForkLawTest {

    private static final int CASES = 24;

    static List<Long> seeds() {
        return new Random(20261125).longs(CASES, 0, 1_000_000).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void forkThatFailsHasTheHistoryOfAFreshRun(long seed) {
        Random random = new Random(seed);
        Scenario base = shorter(Run.read(Samples.TUNNELS_AND_CIRCUIT).withSeed(seed));
        long at = random.nextLong(base.duration().toNanos());
        TimedFault fault = fault(random, Duration.ofNanos(at), base.duration());

        Run original = Run.started(base).until(at);
        String before = original.digest();
        Run fork = original.fork();
        fork.network().inject(fault, fork.simulation());
        fork.until(base.duration().toNanos());

        Run fresh = Run.of(with(base, fault));
        assertThat(fork.digest()).as("seed %d, %s", seed, fault.text()).isEqualTo(fresh.digest());
        assertThat(original.digest()).isEqualTo(before);
        assertThat(original.until(base.duration().toNanos()).digest())
                .isEqualTo(Run.of(base).digest());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void forkOfAnEcrThatLosesACircuitHasTheHistoryOfAFreshRun(long seed) {
        Random random = new Random(seed);
        Scenario base = Run.read(Samples.ECR).withSeed(seed).withDuration(Duration.ofSeconds(20));
        long at = random.nextLong(base.duration().toNanos());
        String path = random.nextBoolean() ? "fibre-1" : "fibre-2";
        Fault cut = random.nextBoolean()
                ? new Fault.LinkDown(path)
                : new Fault.BgpSessionReset(random.nextBoolean() ? "vbr-1" : "vbr-2");
        TimedFault fault = new TimedFault(cut.toString(), Duration.ofNanos(at), cut, Optional.empty());

        Run original = Run.started(base).until(at);
        Run fork = original.fork();
        fork.network().inject(fault, fork.simulation());
        fork.until(base.duration().toNanos());

        assertThat(fork.digest())
                .as("seed %d, %s", seed, fault.text())
                .isEqualTo(Run.of(with(base, fault)).digest());
        assertThat(original.until(base.duration().toNanos()).digest())
                .isEqualTo(Run.of(base).digest());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void forkThatLosesARegionOrAnAttachmentHasTheHistoryOfAFreshRun(long seed) {
        Random random = new Random(seed);
        Scenario base = Run.read(Samples.TWO_REGIONS).withSeed(seed).withDuration(Duration.ofSeconds(60));
        Duration at = Duration.ofNanos(random.nextLong(base.duration().toNanos()));
        Fault lost = random.nextBoolean()
                ? new Fault.RegionOutage(random.nextBoolean() ? "r1" : "r2")
                : new Fault.AttachmentDown(
                        List.of("vpc-1", "vpn", "vbr", "backbone").get(random.nextInt(4)), Optional.empty());
        Duration left = base.duration().minus(at);
        Optional<Duration> repairAt = random.nextBoolean() ? Optional.of(at.plus(left.dividedBy(2))) : Optional.empty();
        TimedFault fault = new TimedFault(lost.toString(), at, lost, repairAt);

        Run original = Run.started(base).until(at.toNanos());
        Run fork = original.fork();
        fork.network().inject(fault, fork.simulation());
        fork.until(base.duration().toNanos());

        assertThat(fork.digest())
                .as("seed %d, %s", seed, fault.text())
                .isEqualTo(Run.of(with(base, fault)).digest());
        assertThat(original.until(base.duration().toNanos()).digest())
                .isEqualTo(Run.of(base).digest());
    }

    @ParameterizedTest(name = "at {0} ms")
    @ValueSource(longs = {0, 5, 33_000, 50_000, 85_000})
    void forkOfAVpnGatewayGoesOnAsTheOriginal(long millis) {
        Scenario scenario = Run.read(Samples.GATEWAY_AND_CCN);
        Run original = Run.started(scenario).until(millis * 1_000_000);

        Run fork = original.fork();
        fork.until(scenario.duration().toNanos());

        assertThat(fork.digest()).isEqualTo(Run.of(scenario).digest());
        assertThat(original.until(scenario.duration().toNanos()).digest()).isEqualTo(fork.digest());
    }

    @Test
    void scenarioUnderManyFaultsHasOneHistory() {
        String yaml = Samples.TUNNELS_AND_CIRCUIT + Samples.FAULTS;

        assertThat(Run.of(yaml).digest()).isEqualTo(Run.of(yaml).digest());
    }

    @Test
    void anotherSeedIsAnotherHistory() {
        Scenario scenario = Run.read(Samples.TUNNELS_AND_CIRCUIT);

        assertThat(Run.of(scenario).digest())
                .isNotEqualTo(Run.of(scenario.withSeed(12)).digest());
    }

    private static Scenario shorter(Scenario base) {
        return base.withDuration(Duration.ofSeconds(70));
    }

    private static Scenario with(Scenario base, TimedFault fault) {
        List<TimedFault> faults = new ArrayList<>(base.faults());
        faults.add(fault);
        return base.withFaults(faults);
    }

    private static TimedFault fault(Random random, Duration at, Duration end) {
        String path = List.of("net-1", "net-2", "net-3", "net-4", "fibre").get(random.nextInt(5));
        Fault fault = switch (random.nextInt(11)) {
            case 0 -> new Fault.SilentLoss(path, Fault.Direction.values()[random.nextInt(3)]);
            case 1 -> new Fault.LinkDown(path);
            case 2 ->
                new Fault.Impairment(
                        path,
                        Optional.of(Duration.ofMillis(random.nextInt(100))),
                        Optional.empty(),
                        OptionalInt.of(random.nextInt(100_000)),
                        OptionalLong.empty());
            case 3 -> new Fault.CustomerGatewayCrash(random.nextBoolean() ? "cgw-1" : "cgw-2");
            case 4 -> new Fault.ZoneOutage(random.nextBoolean() ? "z1" : "z2");
            case 5 -> new Fault.NatRestart("cgw-2");
            case 6 ->
                new Fault.TunnelEndpointDown(
                        "vpn-" + (1 + random.nextInt(2)) + ".tunnel" + (1 + random.nextInt(2)),
                        Fault.End.values()[random.nextInt(2)]);
            case 7 ->
                new Fault.AttachmentDown(
                        List.of("vpc", "vpn-1", "vpn-2", "vbr").get(random.nextInt(4)), Optional.empty());
            case 8 ->
                new Fault.BgpSessionDown(
                        random.nextBoolean() ? "vpn-1.tunnel1" : "vbr", Fault.Cause.values()[random.nextInt(2)]);
            case 9 -> new Fault.RegionOutage("r1");
            default -> new Fault.BgpSessionReset(random.nextBoolean() ? "vpn-1.tunnel1" : "vbr");
        };
        boolean hasRepair = !(fault instanceof Fault.BgpSessionReset || fault instanceof Fault.NatRestart);
        boolean isRepaired = hasRepair && random.nextBoolean();
        Duration left = end.minus(at);
        Optional<Duration> repairAt =
                isRepaired ? Optional.of(at.plus(left.dividedBy(1 + random.nextInt(4)))) : Optional.empty();
        return new TimedFault(fault.toString(), at, fault, repairAt);
    }
}
