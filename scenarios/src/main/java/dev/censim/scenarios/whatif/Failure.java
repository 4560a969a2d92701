package dev.censim.scenarios.whatif;

import dev.censim.kernel.Time;
import dev.censim.model.fault.TimedFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Elements that fail together, all in one manner.
 *
 * @param elements at least one, in the order of the topology; each can fail in that manner
 */
public record Failure(List<Element> elements, Manner manner) {

    public Failure {
        elements = List.copyOf(elements);
    }

    /** Unique within a topology, such as {@code path:internet-1+zone:a/silent}. */
    public String id() {
        return elements.stream().map(Element::id).collect(Collectors.joining("+", "", "/" + manner.text()));
    }

    /** Whether all elements of another failure fail here too, whatever the manner. */
    boolean contains(Failure other) {
        return elements.containsAll(other.elements);
    }

    /** As faults that happen at an instant and stay. */
    List<TimedFault> faults(long at) {
        Duration when = Duration.ofNanos(at);
        return elements.stream()
                .map(element -> new TimedFault(
                        element.id() + " " + manner.text() + " at " + Time.format(at) + "s",
                        when,
                        element.fault(manner).orElseThrow(),
                        Optional.empty()))
                .toList();
    }
}
