package dev.censim.scenarios.sweep;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.facts.BgpState;
import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.Scenario.EspComputation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a healthy network did while it was watched and nobody sent anything through it.
 *
 * @param length of the watch, in nanoseconds
 * @param packets put on underlay paths, by what they were for
 * @param octets of all of them, as IPv4 packets
 * @param alarms that were declared although nothing had failed
 * @param tunnelsDown how often a tunnel went down at an end
 * @param sessionsDown how often a BGP session went down at an end
 */
record Watch(
        long length,
        Map<Probe, Long> packets,
        long octets,
        Map<Alarm, Long> alarms,
        long tunnelsDown,
        long sessionsDown) {

    /** For the last packets of flows to be gone. */
    private static final long AFTERMATH = 5 * Time.SECOND;

    /** Longer than any watch. */
    private static final Duration FOREVER = Duration.ofDays(60);

    /**
     * Watches a network from when it had converged.
     *
     * @param convergedAt in nanoseconds
     */
    static Watch of(Scenario scenario, long convergedAt, Duration length) {
        Duration converged = Duration.ofNanos(convergedAt);
        Scenario silent = scenario.withFaults(List.of())
                .withExpectations(List.of())
                .withDuration(FOREVER)
                .withEsp(EspComputation.SHAPE)
                .withFlows(scenario.flows().stream()
                        .map(flow -> flow.until(converged))
                        .toList());
        Network network = Compiler.compile(silent, true);
        Simulation simulation = network.start();
        simulation.run(convergedAt);
        network.endScript(simulation);
        simulation.run(convergedAt + AFTERMATH);
        int before = simulation.journal().written();
        simulation.run(simulation.now() + Time.of(length));
        Journal journal = simulation.journal();
        ProbeCounter counter = new ProbeCounter();
        journal.forEach(counter::learn);
        Tally tally = new Tally(counter);
        journal.forEachWritten(before, tally::take);
        return new Watch(
                Time.of(length), tally.packets, tally.octets, tally.alarms, tally.tunnelsDown, tally.sessionsDown);
    }

    /** All packets of probes. */
    long probes() {
        return packets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All false alarms. */
    long falseAlarms() {
        return alarms.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Two watches of the same network as one. */
    Watch and(Watch other) {
        Map<Probe, Long> bothPackets = new EnumMap<>(Probe.class);
        bothPackets.putAll(packets);
        other.packets.forEach((probe, many) -> bothPackets.merge(probe, many, Long::sum));
        Map<Alarm, Long> bothAlarms = new EnumMap<>(Alarm.class);
        bothAlarms.putAll(alarms);
        other.alarms.forEach((alarm, many) -> bothAlarms.merge(alarm, many, Long::sum));
        return new Watch(
                length + other.length,
                bothPackets,
                octets + other.octets,
                bothAlarms,
                tunnelsDown + other.tunnelsDown,
                sessionsDown + other.sessionsDown);
    }

    private static final class Tally {

        private final ProbeCounter counter;
        private final Map<Probe, Long> packets = new EnumMap<>(Probe.class);
        private final Map<Alarm, Long> alarms = new EnumMap<>(Alarm.class);
        private long octets;
        private long tunnelsDown;
        private long sessionsDown;

        private Tally(ProbeCounter counter) {
            this.counter = counter;
        }

        private void take(Fact fact) {
            if (fact instanceof FrameSeen frame) {
                packets.merge(counter.probe(frame), 1L, Long::sum);
                octets += frame.packet().length;
            } else if (fact instanceof TunnelMoved moved && !moved.up()) {
                tunnelsDown++;
            } else if (fact instanceof BgpMoved moved && moved.from() == BgpState.ESTABLISHED) {
                sessionsDown++;
            }
            Alarm.of(fact).ifPresent(alarm -> alarms.merge(alarm, 1L, Long::sum));
        }
    }
}
