package dev.censim.reports.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One question, with everybody's answer.
 *
 * @param path such as {@code event-list}
 * @param parameters such as {@code pending} to {@code 1000}, in the order in which they are told
 * @param floor what any program must spend at least, where it was measured
 */
public record Row(
        String path, Map<String, String> parameters, Figure ours, List<Figure> peers, Optional<Figure> floor) {

    public Row {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        peers = List.copyOf(peers);
    }

    /** What makes two rows the same question, whatever the order of the parameters. */
    Object key() {
        return List.of(path, parameters);
    }

    /** Such as {@code pending=1000 order=exact}. */
    public String question() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(" "));
    }

    /** Theirs divided by ours: above 1, ours is faster. */
    public OptionalDouble ratio(Figure peer) {
        return peer instanceof Figure.Measured theirs && ours instanceof Figure.Measured mine && mine.nanosPerOp() > 0
                ? OptionalDouble.of(theirs.nanosPerOp() / mine.nanosPerOp())
                : OptionalDouble.empty();
    }

    public Optional<Figure> peer(String name) {
        return peers.stream().filter(peer -> peer.name().equals(name)).findFirst();
    }

    /** Whether the row answers the question that these parameters, and maybe more, ask. */
    boolean answers(Map<String, String> wanted) {
        return parameters.entrySet().containsAll(wanted.entrySet());
    }
}
