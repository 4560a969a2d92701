package dev.censim.scenarios.whatif;

import dev.censim.kernel.Time;
import dev.censim.model.fault.TimedFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Elements that fail together, all in one manner.
 *
 * @param elements at least one, in the order of the topology; each can fail in that manner
 * @param representativeOf the failures that are not tried because they come to the same thing as this one
 */
public record Failure(List<Element> elements, Manner manner, List<Failure> representativeOf) {

    public Failure {
        elements = List.copyOf(elements);
        representativeOf = List.copyOf(representativeOf);
    }

    public Failure(List<Element> elements, Manner manner) {
        this(elements, manner, List.of());
    }

    /** Unique within a topology, such as {@code path:internet-1+zone:a/silent}. */
    public String id() {
        return elements.stream().map(Element::id).collect(Collectors.joining("+", "", "/" + manner.text()));
    }

    /** The elements of which each, failing alone, is this failure. */
    List<Element> alone() {
        return Stream.concat(Stream.of(this), representativeOf.stream())
                .map(Failure::elements)
                .filter(set -> set.size() == 1)
                .map(set -> set.get(0))
                .toList();
    }

    /**
     * The failure of that id.
     *
     * @param elements all that there are; the id may name its own in any order
     * @return empty when there is no such element, or when one cannot fail in that manner
     */
    public static Optional<Failure> of(String id, List<Element> elements) {
        int slash = id.lastIndexOf('/');
        List<String> ids = List.of(id.substring(0, Math.max(slash, 0)).split("\\+"));
        List<Element> chosen =
                elements.stream().filter(element -> ids.contains(element.id())).toList();
        return Arrays.stream(Manner.values())
                .filter(manner -> manner.text().equals(id.substring(slash + 1)))
                .filter(manner -> chosen.size() == ids.size()
                        && chosen.stream()
                                .allMatch(element -> element.fault(manner).isPresent()))
                .map(manner -> new Failure(chosen, manner))
                .findFirst();
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
