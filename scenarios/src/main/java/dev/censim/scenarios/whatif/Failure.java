package dev.censim.scenarios.whatif;

import dev.censim.kernel.Time;
import dev.censim.model.fault.TimedFault;
import java.time.Duration;
import java.util.ArrayList;
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

    /** All sets of one to {@code most} elements, the smallest first, silent before clean. */
    public static List<Failure> upTo(int most, List<Element> elements) {
        List<Failure> failures = new ArrayList<>();
        for (int size = 1; size <= most; size++) {
            for (Manner manner : Manner.values()) {
                List<Element> able = elements.stream()
                        .filter(element -> element.fault(manner).isPresent())
                        .toList();
                choose(able, size, 0, new ArrayList<>(), manner, failures);
            }
        }
        return failures;
    }

    private static void choose(
            List<Element> from, int size, int next, List<Element> chosen, Manner manner, List<Failure> into) {
        if (chosen.size() == size) {
            into.add(new Failure(chosen, manner));
            return;
        }
        for (int i = next; i < from.size(); i++) {
            chosen.add(from.get(i));
            choose(from, size, i + 1, chosen, manner, into);
            chosen.remove(chosen.size() - 1);
        }
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
