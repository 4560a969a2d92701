package dev.censim.scenarios.path;

import dev.censim.model.change.Change;
import java.util.List;

/**
 * What keeps a packet from arriving.
 *
 * @param device where
 * @param code the vendor's diagnosis code of a tunnel that is down, if it is known; else that of the word
 * @param finding one sentence
 * @param remedy what to do, in words
 * @param changes the same for a running network; none when no change of routing removes it
 * @param entries the same as entries under {@code changes} of the scenario, but for their time
 */
public record Obstacle(
        Word word,
        String code,
        Side side,
        String device,
        String finding,
        String remedy,
        List<Change> changes,
        List<String> entries) {

    public Obstacle {
        changes = List.copyOf(changes);
        entries = List.copyOf(entries);
    }

    Obstacle(Word word, String code, Side side, String device, String finding, String remedy, List<Change> changes) {
        this(word, code, side, device, finding, remedy, changes, List.of());
    }

    Obstacle worded(ChangeText text) {
        List<String> lines =
                changes.stream().flatMap(change -> text.of(change).stream()).toList();
        return new Obstacle(word, code, side, device, finding, remedy, changes, lines);
    }

    static Obstacle of(Word word, Side side, String device, String finding, String remedy, Change... changes) {
        return new Obstacle(word, word.text(), side, device, finding, remedy, List.of(changes));
    }
}
