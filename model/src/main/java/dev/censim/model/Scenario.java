package dev.censim.model;

import dev.censim.model.billing.Prices;
import dev.censim.model.change.TimedChange;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.intent.WordedExpectation;
import dev.censim.model.reliability.Reliability;
import dev.censim.model.topology.Topology;
import dev.censim.model.traffic.Flow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A whole scenario, checked: every name refers to something, every number is in its range.
 *
 * @param description one paragraph for people; may be empty
 * @param seed of all random streams
 * @param esp whether ESP is computed or only has its shape
 * @param changes what an operator changes during the run
 * @param prices what the cloud charges; without them quantities are told and no costs
 * @param reliability what fails how often, for the availability over years; a run does not look at it
 */
public record Scenario(
        String name,
        String description,
        long seed,
        Duration duration,
        EspComputation esp,
        Topology topology,
        List<Flow> flows,
        List<TimedFault> faults,
        List<WordedExpectation> expectations,
        Optional<Prices> prices,
        List<TimedChange> changes,
        List<Reliability> reliability) {

    public Scenario {
        reliability = List.copyOf(reliability);
        changes = List.copyOf(changes);
        flows = List.copyOf(flows);
        faults = List.copyOf(faults);
        expectations = List.copyOf(expectations);
    }

    /** A scenario without prices, changes and reliability. */
    public Scenario(
            String name,
            String description,
            long seed,
            Duration duration,
            EspComputation esp,
            Topology topology,
            List<Flow> flows,
            List<TimedFault> faults,
            List<WordedExpectation> expectations) {
        this(
                name,
                description,
                seed,
                duration,
                esp,
                topology,
                flows,
                faults,
                expectations,
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** The same scenario under another seed. */
    public Scenario withSeed(long otherSeed) {
        return new Scenario(
                name,
                description,
                otherSeed,
                duration,
                esp,
                topology,
                flows,
                faults,
                expectations,
                prices,
                changes,
                reliability);
    }

    /** The same scenario with other faults. */
    public Scenario withFaults(List<TimedFault> others) {
        return new Scenario(
                name,
                description,
                seed,
                duration,
                esp,
                topology,
                flows,
                others,
                expectations,
                prices,
                changes,
                reliability);
    }

    /** The same scenario, ending at another time. */
    public Scenario withDuration(Duration other) {
        return new Scenario(
                name,
                description,
                seed,
                other,
                esp,
                topology,
                flows,
                faults,
                expectations,
                prices,
                changes,
                reliability);
    }

    /** The same scenario with other traffic. */
    public Scenario withFlows(List<Flow> others) {
        return new Scenario(
                name,
                description,
                seed,
                duration,
                esp,
                topology,
                others,
                faults,
                expectations,
                prices,
                changes,
                reliability);
    }

    /** The same scenario with ESP computed otherwise. */
    public Scenario withEsp(EspComputation other) {
        return new Scenario(
                name,
                description,
                seed,
                duration,
                other,
                topology,
                flows,
                faults,
                expectations,
                prices,
                changes,
                reliability);
    }

    /** The same scenario with other expectations. */
    public Scenario withExpectations(List<WordedExpectation> others) {
        return new Scenario(
                name, description, seed, duration, esp, topology, flows, faults, others, prices, changes, reliability);
    }

    /** Real ESP is the default; shape ESP has the same lengths, SPIs, sequence numbers and replay behaviour without a cipher. */
    public enum EspComputation {
        REAL("real"),
        SHAPE("shape");

        private final String text;

        EspComputation(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
